#include <algorithm>

#include "domain/kit/adapt/adaptations.h"
#include "domain/kit/audience.h"
#include "domain/kit/document_json.h"
#include "domain/kit/export/site.h"
#include "domain/kit/formats.h"
#include "domain/kit/kit.h"
#include "domain/kit/kit_asked.h"
#include "domain/kit/kit_store.h"
#include "domain/kit/making.h"
#include "domain/kit/making_store.h"
#include "domain/kit/photographs.h"
#include "domain/kit/press.h"
#include "domain/programme/programme.h"
#include "platform/base/text.h"
#include "platform/files/disk.h"
#include "platform/jobs/jobs.h"
#include "platform/markdown/markdown.h"
#include "platform/search/search.h"

namespace kit {
namespace {

std::string text_of(Part const& part) {
  std::string text;
  for (auto const& block : part.blocks) {
    if (!is_on_screen(block)) continue;
    text += block.title + "\n" + markdown::plain_text(block.markdown) + "\n";
    for (auto const& typed : typed_texts(block)) text += typed + "\n";
    if (block.picture) text += block.picture->finding + "\n";
    for (auto const& ground : block.grounds) text += ground.quote + "\n";
  }
  return text;
}

std::optional<Document> document_at(KitStore& store, std::optional<Edition> const& edition) {
  if (!edition) return std::nullopt;
  return document_from_json(store.document(edition->id).value_or(""));
}

/// Search finds the public edition only: pages of the one before leave it.
void index(db::Session& session, Kit const& kit, std::optional<Document> const& before, Document const& document) {
  auto const id_of = [&kit](Part const& part) { return kit.id.text() + "/" + part.slug; };
  if (before)
    for (auto const& part : before->parts) search::remove(session, "kit-page", id_of(part));
  auto const programme = programme::brief_of(session, kit.programme);
  auto const address = address_of(session, kit, programme ? programme->slug : document.programme_slug);
  for (auto const& part : document.parts) {
    // What a territory did not change is found in the kit it comes from.
    if (document.origin && !is_own(part)) continue;
    search::put(session,
                {"kit-page", id_of(part), kit.programme.text(), accounts::audience_of(accounts::Visibility::public_, kit.programme),
                 address.page(document.number, part.slug).text(), part.title, text_of(part), document.title + " " + document.number});
  }
}

std::optional<Edition> published_in(std::vector<Edition> const& editions) {
  for (auto const& edition : editions)
    if (edition.state == EditionState::published) return edition;
  return std::nullopt;
}

}  // namespace

std::vector<File> write_files(Document const& kept, i18n::Words const& words, Workshop const& workshop, std::filesystem::path const& folder) {
  auto const document = with_photographs(kept, workshop.photos);
  auto const dress = read_dress(workshop.web);
  std::vector<files::Entry> entries;
  std::vector<FormatAbout const*> wanted;
  for (auto const& format : formats()) wanted.push_back(&format);
  make_formats(wanted, document, words, {dress, workshop}, [&](Made made) {
    if (made.bytes) entries.push_back({file_name(document, made.format), std::move(*made.bytes), true});
  });
  std::vector<File> offered;
  for (auto const* format : wanted)
    if (auto const entry = std::ranges::find(entries, file_name(document, *format), &files::Entry::name); entry != entries.end())
      offered.push_back({entry->name, std::string{format->code}, static_cast<std::int64_t>(entry->bytes.size()), base::fingerprint(entry->bytes)});
  for (auto& page : site(for_medium(document, Medium::screen, words), words, dress))
    entries.push_back({"site/" + page.name, std::move(page.bytes), page.stored});
  files::place_folder(folder, entries);
  return offered;
}

void make_public(db::Session& session, base::World const& world, EditionId const& edition, std::vector<File> const& files) {
  KitStore store{session};
  auto const found = store.find_edition(edition);
  if (!found) return;
  auto const& [kit, wanted] = *found;
  auto const before = document_at(store, published_in(store.editions(kit.id)));
  store.publish(kit.id, edition, files, world.now());
  auto const now_public = published_in(store.editions(kit.id));
  auto const document = document_at(store, wanted);
  if (document && now_public && now_public->number == wanted.number) index(session, kit, before, *document);
  MakingStore{session}.put_checks(edition, {});  // of its earlier files
  jobs::enqueue(session, world, published_event, edition.text());
  jobs::enqueue(session, world, check_event, edition.text());
}

base::Outcome<std::vector<File>> publish(db::Database& database, base::World const& world, i18n::Words const& words,
                                         accounts::ProgrammeId const& programme, std::string_view number, Workshop const& workshop) {
  auto const edition = database.read([&](db::Session& session) {
    KitStore store{session};
    auto const kit = store.find(programme);
    return kit ? store.edition(kit->id, number) : std::nullopt;
  });
  if (!edition) return base::refuse(i18n::msgid("There is no edition {}."), {std::string{number}});
  return publish(database, world, words, edition->id, workshop);
}

base::Outcome<std::vector<File>> publish(db::Database& database, base::World const& world, i18n::Words const& words, EditionId const& edition,
                                         Workshop const& workshop) {
  database.write([&](db::Session& session) { MakingStore{session}.begin(edition); });
  return press(database, world, words, workshop, edition);
}

std::optional<Document> edition_document(db::Session& session, accounts::ProgrammeId const& programme, std::string_view number) {
  KitStore store{session};
  auto const kit = store.find(programme);
  if (!kit) return std::nullopt;
  return document_at(store, number.empty() ? published_in(store.editions(kit->id)) : store.edition(kit->id, number));
}

}  // namespace kit
