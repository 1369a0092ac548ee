#include "domain/kit/document_json.h"
#include "domain/kit/export/epub.h"
#include "domain/kit/export/site.h"
#include "domain/kit/kit.h"
#include "domain/kit/kit_store.h"
#include "platform/base/text.h"
#include "platform/files/disk.h"
#include "platform/jobs/jobs.h"
#include "platform/markdown/markdown.h"
#include "platform/search/search.h"

namespace kit {
namespace {

std::string readme(Document const& document, i18n::Words const& words) {
  return document.title + "\n" + edition_words(document, words) + "\n\n" + words.t("Open index.html: everything is inside, no network is needed.") + "\n\n" + citation_words(document, words) + "\n";
}

std::string text_of(Part const& part) {
  std::string text;
  for (auto const& block : part.blocks) {
    text += block.title + "\n" + markdown::plain_text(block.markdown) + "\n";
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
  auto const home = "/p/" + document.programme_slug + "/kit/" + document.number;
  for (auto const& part : document.parts)
    search::put(session, {"kit-page", id_of(part), kit.programme.text(), accounts::audience_of(accounts::Visibility::public_, kit.programme), home + "/" + part.slug, part.title,
                          text_of(part), document.title + " " + document.number});
}

std::optional<Edition> published_in(std::vector<Edition> const& editions) {
  for (auto const& edition : editions)
    if (edition.state == EditionState::published) return edition;
  return std::nullopt;
}

}  // namespace

std::vector<File> write_files(Document const& document, i18n::Words const& words, Workshop const& workshop, std::filesystem::path const& folder) {
  auto const name = document.slug + "-" + document.number;
  std::vector<files::Entry> entries;
  std::vector<File> offered;
  auto const offer = [&](std::string const& format, std::string const& file_name, std::string bytes) {
    offered.push_back({file_name, format, static_cast<std::int64_t>(bytes.size()), base::fingerprint(bytes)});
    entries.push_back({file_name, std::move(bytes), true});
  };
  if (auto made = pdf(document, words, workshop.pdf)) offer("pdf", name + ".pdf", std::move(*made));
  offer("epub", name + ".epub", epub(document, words));
  auto pages = site(document, words, read_book_style(workshop.style));
  std::vector<files::Entry> folded{{name + "/LISEZMOI.txt", readme(document, words), false}};
  for (auto const& page : pages) folded.push_back({name + "/" + page.name, page.bytes, page.stored});
  offer("offline", name + "-hors-ligne.zip", files::zip(folded, document.frozen_on));
  offer("data", name + ".json", to_json(document));
  for (auto& page : pages) entries.push_back({"site/" + page.name, std::move(page.bytes), page.stored});
  files::place_folder(folder, entries);
  return offered;
}

base::Outcome<std::vector<File>> publish(db::Database& database, base::World const& world, i18n::Words const& words, accounts::ProgrammeId const& programme,
                                         std::string_view number, Workshop const& workshop) {
  auto const frozen = database.read([&](db::Session& session) -> std::optional<Document> {
    KitStore store{session};
    auto const kit = store.find(programme);
    return kit ? document_at(store, store.edition(kit->id, number)) : std::nullopt;
  });
  if (!frozen) return base::refuse(i18n::msgid("There is no edition {}."), {std::string{number}});
  // Outside any transaction: making the files takes a second or two, and nobody may read them before the rows below say so.
  auto files = write_files(*frozen, words, workshop, workshop.kits / frozen->programme_slug / frozen->slug / frozen->number);
  database.write([&](db::Session& session) {
    KitStore store{session};
    auto const kit = store.find(programme);
    auto const edition = store.edition(kit->id, number);
    auto const before = document_at(store, published_in(store.editions(kit->id)));
    store.publish(kit->id, edition->id, files, world.now());
    auto const now_public = published_in(store.editions(kit->id));
    if (now_public && now_public->number == number) index(session, *kit, before, *frozen);
    jobs::enqueue(session, world, published_event, edition->id.text());
  });
  return files;
}

std::optional<Document> edition_document(db::Session& session, accounts::ProgrammeId const& programme, std::string_view number) {
  KitStore store{session};
  auto const kit = store.find(programme);
  if (!kit) return std::nullopt;
  return document_at(store, number.empty() ? published_in(store.editions(kit->id)) : store.edition(kit->id, number));
}

}  // namespace kit
