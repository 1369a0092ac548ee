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

std::optional<ExportedKit> export_outline(db::Session& session, accounts::ProgrammeId const& programme) {
  KitStore store{session};
  auto const kit = store.find(programme);
  if (!kit) return std::nullopt;
  ExportedKit exported{{kit->outline, "", "", {}}, store.pages(kit->id)};
  for (auto const& [member, naming] : named_members(session, programme))
    exported.file.named.push_back(
        {member.email, base::iso(base::Day{std::chrono::floor<std::chrono::days>(naming.said)}), naming.with_email, naming.phone});
  if (auto const editions = store.editions(kit->id); !editions.empty()) {
    exported.file.edition = editions.front().number;
    exported.file.frozen_on = editions.front().frozen_on;
  }
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
