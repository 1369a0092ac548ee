#include "domain/kit/kit.h"

#include "domain/kit/adapt/adaptations.h"
#include "domain/kit/document_json.h"
#include "domain/kit/freezing.h"
#include "domain/kit/kit_store.h"
#include "domain/kit/working_copy.h"
#include "domain/programme/programme.h"
#include "platform/i18n/words.h"

namespace kit {
namespace {

base::Day today(base::World const& world) { return base::Day{std::chrono::floor<std::chrono::days>(world.now())}; }

/// The words of the first thing that keeps the kit from being frozen.
base::Refusal first_blocking(Assembly const& assembly) {
  for (auto const& remark : assembly.remarks)
    if (remark.blocks) return remark.words;
  return {i18n::msgid("The kit is not ready."), {}, {}};
}

}  // namespace

Imported import_outline(db::Session& session, base::World const& world, accounts::ProgrammeId const& programme, std::string_view programme_slug,
                        Outline const& outline, Pages const& pages) {
  KitStore store{session};
  auto kept = store.find(programme);
  Kit kit = kept.value_or(Kit{});
  if (!kept) {
    kit.id = KitId::trusted(base::uuid_from_name("kit/" + std::string{programme_slug}));
    kit.programme = programme;
  }
  bool const outline_differs = !kept || kit.outline != outline;
  if (outline_differs) {
    kit.outline = outline;
    kit.changed = world.now();
    store.put(kit);
  }
  int const pages_changed = store.put_pages(kit.id, pages, world.now());
  if (!kept) return Imported::created;
  return outline_differs || pages_changed > 0 ? Imported::changed : Imported::unchanged;
}

bool import_progress(db::Session& session, accounts::ProgrammeId const& programme, OutlineFile const& file) {
  KitStore store{session};
  auto const kit = store.find(programme);
  if (!kit) return false;
  bool changed = file.state && *file.state != kit->state;
  if (changed) store.set_state(kit->id, *file.state);
  auto const readings = store.readings(kit->id);
  for (auto const& page : file.proofread) {
    auto const found = readings.find(page);
    if (found == readings.end() || found->second.proofread == found->second.revision) continue;
    changed = store.proofread(kit->id, page, found->second.revision) || changed;
  }
  return changed;
}

std::optional<ExportedKit> export_outline(db::Session& session, accounts::ProgrammeId const& programme) {
  KitStore store{session};
  auto const kit = store.find(programme);
  if (!kit) return std::nullopt;
  ExportedKit exported{{kit->outline, "", "", named_lines(session, programme), kit->state, {}}, store.pages(kit->id)};
  for (auto const& [page, reading] : store.readings(kit->id))
    if (reading.revision > 0 && reading.proofread == reading.revision) exported.file.proofread.push_back(page);
  return exported;
}

base::Outcome<Document> freeze(Sources const& sources, Asking const& lead, base::World const& world, Freezing const& freezing) {
  KitStore store{lead.session};
  auto copy = working_copy(sources, lead);
  if (!copy) return base::refuse(i18n::msgid("This programme has no kit yet."));
  if (!copy->assembly.may_be_frozen()) return tl::unexpected{first_blocking(copy->assembly)};
  for (auto& part : copy->assembly.parts)
    std::erase_if(part.photos, [&sources](Photo const& photo) { return !sources.keep_photo || !sources.keep_photo(photo); });
  auto document = document_of(*copy, freezing, freezing.day.value_or(today(world)));
  return keep_frozen(lead.session, copy->kit, std::move(document), freezing.note, lead.viewer.person);
}

bool is_public(db::Session& session, accounts::ProgrammeId const& programme, std::string_view number) {
  KitStore store{session};
  auto const kit = store.find(programme);
  auto const edition = kit ? store.edition(kit->id, number) : std::nullopt;
  return edition && edition->public_();
}

std::optional<PublicEdition> latest_public(db::Session& session, accounts::ProgrammeId const& programme) {
  KitStore store{session};
  auto const kit = store.find(programme);
  auto const brief = programme::brief_of(session, programme);
  if (!kit || !brief) return std::nullopt;
  for (auto const& edition : store.editions(kit->id)) {
    if (edition.state != EditionState::published) continue;
    return PublicEdition{brief->slug,
                         edition.number,
                         edition.title,
                         edition.subtitle,
                         edition.description,
                         base::parse_day(edition.frozen_on).value_or(base::Day{}),
                         html::Url::path("/p/{}/kit/{}", {brief->slug, edition.number})};
  }
  return std::nullopt;
}

std::vector<std::string> public_addresses(db::Session& session, accounts::ProgrammeId const& programme) {
  auto const latest = latest_public(session, programme);
  if (!latest) return {};
  std::vector<std::string> addresses{latest->url.text()};
  KitStore store{session};
  auto const edition = store.edition(store.find(programme)->id, latest->number);
  auto const document = document_from_json(store.document(edition->id).value_or(""));
  for (auto const& part : document->parts) addresses.push_back(latest->url.text() + "/" + part.slug);
  for (auto& address : territory_addresses(session, programme, latest->programme_slug)) addresses.push_back(std::move(address));
  return addresses;
}

}  // namespace kit
