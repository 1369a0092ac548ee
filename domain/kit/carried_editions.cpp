#include <algorithm>
#include <map>
#include <tuple>

#include "domain/kit/document_json.h"
#include "domain/kit/errata/errata_store.h"
#include "domain/kit/freezing.h"
#include "domain/kit/kit.h"
#include "domain/kit/kit_asked.h"
#include "domain/kit/kit_store.h"
#include "domain/territories/territories.h"
#include "platform/i18n/words.h"

/// Editions that leave with the programme's folder, and come back with it.
namespace kit {
namespace {

using i18n::msgid;

/// The errata of an edition this place does not know yet: the same words in the same place are the same one.
int add_errata(db::Session& session, KitId const& kit, EditionId const& edition, std::vector<Erratum> const& errata) {
  if (errata.empty()) return 0;
  ErrataStore store{session};
  auto known = store.of(kit, true);
  int added = 0;
  for (auto erratum : errata) {
    auto const said = [](Erratum const& one) { return std::tie(one.edition, one.part, one.wrong, one.instead); };
    erratum.edition = edition;
    if (std::ranges::any_of(known, [&](Erratum const& one) { return said(one) == said(erratum); })) continue;
    erratum.id = ErratumId::trusted(
        base::uuid_from_name("kit/erratum/" + edition.text() + "/" + erratum.part + "\n" + erratum.wrong + "\n" + erratum.instead));
    if (store.add(erratum)) ++added;
    known.push_back(std::move(erratum));
  }
  return added;
}

std::optional<Kit> kit_of(KitStore& store, accounts::ProgrammeId const& programme, std::optional<accounts::TerritoryId> const& territory) {
  return territory ? store.find(programme, *territory) : store.find(programme);
}

/// An edition adapted by one territory is not another's.
bool is_of(db::Session& session, Document const& document, std::optional<accounts::TerritoryId> const& territory) {
  if (!territory) return true;
  auto const found = territories::find(session, *territory);
  return document.origin && found && document.origin->territory_code == in_addresses(territories::text_of(found->key()));
}

/// Freezes it when it is not here; nothing when it is, the same.
base::Outcome<bool> freeze_once(KitStore& store, Kit const& kit, Edition const& edition, std::string const& json) {
  if (auto const here = store.find_edition(edition.id)) {
    if (here->first.id != kit.id) return base::refuse(msgid("Edition {} is here already, in another programme or kit."), {edition.number});
    if (as_written_today(store.document(edition.id)) == json) return false;
    return base::refuse(msgid("Edition {} is here with other texts: an edition never changes."), {edition.number});
  }
  std::vector<std::string> earlier;
  for (auto const& one : store.editions(kit.id)) earlier.push_back(one.number);
  if (auto const number = checked_number(edition.number, earlier, edition.note); !number) return tl::unexpected{number.error()};
  store.freeze(kit.id, edition, json, std::nullopt);
  return true;
}

}  // namespace

void export_editions(db::Session& session, accounts::ProgrammeId const& programme,
                     std::function<void(std::string const& territory, EditionFile const& edition)> const& each) {
  KitStore store{session};
  auto const kits = store.all_of(programme);
  std::vector<accounts::TerritoryId> territories;
  for (auto const& kit : kits)
    if (kit.territory) territories.push_back(*kit.territory);
  auto const keys = territories::keys_of(session, territories);
  for (auto const& kit : kits) {
    auto editions = store.editions(kit.id);
    std::ranges::reverse(editions);
    auto const errata = editions.empty() ? std::vector<Erratum>{} : ErrataStore{session}.of(kit.id, true);
    for (auto& edition : editions) {
      auto document = document_from_json(store.document(edition.id).value_or(""));
      if (!document) continue;
      EditionFile file{edition.state, std::move(edition.note), edition.public_() ? edition.published : std::nullopt, {}, std::move(*document)};
      std::ranges::copy_if(errata, std::back_inserter(file.errata), [&](Erratum const& one) { return one.edition == edition.id; });
      std::ranges::sort(file.errata, {}, [](Erratum const& one) { return std::tie(one.noted, one.part, one.wrong, one.instead); });
      each(kit.territory ? keys.at(*kit.territory) : "", file);
    }
  }
}

base::Outcome<ImportedEdition> import_edition(db::Session& session, accounts::ProgrammeId const& programme,
                                              std::optional<accounts::TerritoryId> const& territory, EditionFile const& file) {
  KitStore store{session};
  auto const kit = kit_of(store, programme, territory);
  if (!kit) return base::refuse(msgid("The kit of this edition is not here."));
  if (!is_of(session, file.document, territory)) return base::refuse(msgid("This edition was not adapted by this territory."));
  auto edition = edition_of(file.document, file.note);
  edition.published = file.published;
  auto const frozen = freeze_once(store, *kit, edition, to_json(file.document));
  if (!frozen) return tl::unexpected{frozen.error()};
  bool const changed = add_errata(session, kit->id, edition.id, file.errata) > 0;
  ImportedEdition done{*frozen ? Imported::created : changed ? Imported::changed : Imported::unchanged};
  auto const kept = store.find_edition(edition.id);
  if (file.state != EditionState::frozen && kept && !kept->second.public_()) done.to_publish = edition.id;
  return done;
}

}  // namespace kit
