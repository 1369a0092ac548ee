#include "domain/kit/freezing.h"

#include "domain/kit/document_json.h"
#include "domain/kit/errata/errata_store.h"
#include "domain/kit/kit_store.h"

namespace kit {

Document headed(Heading const& heading) {
  auto const& outline = heading.kit.outline;
  Document document;
  document.slug = outline.slug;
  document.title = outline.title;
  document.subtitle = outline.subtitle;
  document.description = outline.description;
  document.number = heading.number;
  document.frozen_on = heading.day;
  document.language = outline.language;
  document.licence = outline.licence;
  document.publisher = outline.publisher;
  document.programme_slug = heading.programme.slug;
  document.programme_name = heading.programme.name;
  document.identifier = identifier_of(heading.programme.slug, outline.slug, heading.number);
  if (!heading.site_address.empty()) document.home_address = heading.site_address + heading.address.edition(heading.number).text();
  document.fictional = heading.programme.fictional;
  return document;
}

std::string as_written_today(std::optional<std::string> const& kept) {
  auto const document = document_from_json(kept.value_or(""));
  return document ? to_json(*document) : "";
}

EditionId id_of(Document const& frozen) { return EditionId::trusted(frozen.identifier.substr(std::string_view{"urn:uuid:"}.size())); }

Edition edition_of(Document const& document, std::string note) {
  Edition edition;
  edition.id = id_of(document);
  edition.number = document.number;
  edition.note = std::move(note);
  edition.frozen_on = base::iso(document.frozen_on);
  edition.title = document.title;
  edition.subtitle = document.subtitle;
  edition.description = document.description;
  return edition;
}

base::Outcome<Document> keep_frozen(db::Session& session, Kit const& kit, Document document, std::string const& note,
                                    std::optional<accounts::PersonId> const& by) {
  KitStore store{session};
  auto const json = to_json(document);
  std::vector<std::string> earlier;
  for (auto const& edition : store.editions(kit.id)) {
    if (edition.number == document.number && as_written_today(store.document(edition.id)) == json) return document;
    earlier.push_back(edition.number);
  }
  auto const number = checked_number(document.number, earlier, note);
  if (!number) return tl::unexpected{number.error()};
  auto edition = edition_of(document, note);
  edition.number = *number;
  store.freeze(kit.id, edition, json, by);
  note_corrections(session, kit.id, document);
  return document;
}

}  // namespace kit
