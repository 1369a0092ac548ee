#include "app/kit_sources.h"

#include <algorithm>
#include <set>

#include "app/experience_part.h"
#include "app/kit_directory.h"
#include "app/kit_sheet_facts.h"
#include "app/method_part.h"
#include "app/territory_sheet.h"
#include "domain/atelier/atelier.h"
#include "domain/territories/territories.h"
#include "platform/files/disk.h"

namespace app {
namespace {

using kit::Asking;
using kit::Sources;

std::string slug_of_programme(Asking const& asking) {
  auto const brief = programme::brief_of(asking.session, asking.programme);
  return brief ? brief->slug : std::string{};
}

template <class Things>
std::map<accounts::TerritoryId, std::string> names_of_territories(db::Session& session, Things const& things) {
  std::set<accounts::TerritoryId> ids;
  for (auto const& thing : things)
    if (thing.territory) ids.insert(*thing.territory);
  return territories::names_of(session, std::vector(ids.begin(), ids.end()));
}

std::string name_in(std::map<accounts::TerritoryId, std::string> const& names, std::optional<accounts::TerritoryId> const& id) {
  auto const found = id ? names.find(*id) : names.end();
  return found == names.end() ? std::string{} : found->second;
}

std::map<std::string, kit::Part> experience_parts(Asking const& asking, Sources::Slugs slugs) {
  std::map<std::string, kit::Part> parts;
  auto const sheets = experiences::sheets_by_slugs(asking.session, asking.viewer, asking.programme, slugs);
  auto const names = names_of_territories(asking.session, sheets);
  auto const programme_slug = slug_of_programme(asking);
  auto const vocabulary = experiences::vocabulary_of(asking.session, asking.programme);
  for (auto const& sheet : sheets)
    parts.emplace(sheet.slug, experience_part(sheet, programme_slug, name_in(names, sheet.territory), vocabulary, asking.words));
  return parts;
}

/// Passages by their code; a citation without code is the whole sheet.
std::vector<kit::Ground> grounds_of(Asking const& asking, std::span<markdown::Citation const> citations) {
  std::vector<experiences::PassageName> names;
  std::vector<std::string> whole;
  for (auto const& citation : citations) {
    if (citation.passage.empty()) whole.push_back(citation.slug);
    else names.emplace_back(citation.slug, citation.passage);
  }
  auto const passages = experiences::passages(asking.session, asking.viewer, asking.programme, names);
  auto const sheets = experiences::find_by_slugs(asking.session, asking.viewer, asking.programme, whole);
  auto territories = names_of_territories(asking.session, passages);
  territories.merge(names_of_territories(asking.session, sheets));
  auto const programme_slug = slug_of_programme(asking);
  std::vector<kit::Ground> grounds;
  for (auto const& passage : passages)
    grounds.push_back({.slug = passage.slug,
                       .title = passage.title,
                       .passage = passage.code,
                       .territory = name_in(territories, passage.territory),
                       .address = experiences::address_of(programme_slug, passage.slug, passage.code).text(),
                       .quote = markdown::plain_text(passage.text)});
  for (auto const& sheet : sheets)
    grounds.push_back({.slug = sheet.slug,
                       .title = sheet.title,
                       .passage = {},
                       .territory = name_in(territories, sheet.territory),
                       .address = experiences::address_of(programme_slug, sheet.slug).text(),
                       .quote = {}});
  return grounds;
}

/// Every text of a method that may cite a passage.
std::string texts_of(atelier::Content const& content) {
  std::string texts = content.body + "\n\n" + content.preparation;
  for (auto const& step : content.steps) texts += "\n\n" + step.instruction + "\n\n" + step.tip;
  for (auto const* list : {&content.purposes, &content.variants, &content.watch_points})
    for (auto const& text : *list) texts += "\n\n" + text;
  return texts;
}

/// Pictures in the texts of methods, with whom to thank: the programme that published them, and under which licence.
std::map<atelier::MethodId, std::vector<kit::Photo>> photos_by_method(Asking const& asking, std::vector<atelier::Method> const& methods) {
  std::vector<atelier::MethodId> ids;
  for (auto const& method : methods) ids.push_back(method.id);
  auto const pictures = atelier::pictures_among(asking.session, ids);
  auto const brief = programme::brief_of(asking.session, asking.programme);
  std::map<atelier::MethodId, std::vector<kit::Photo>> photos;
  for (auto const& method : methods)
    if (auto const found = pictures.find(method.id); found != pictures.end())
      for (auto const& picture : found->second)
        photos[method.id].push_back(
            {picture.print, picture.kind,
             asking.words.t("Picture: {}", {(brief ? brief->name + ", " : "") + std::string{atelier::licence_name(method.content.licence)}})});
  return photos;
}

std::map<std::string, kit::Part> method_parts(Asking const& asking, Sources::Slugs slugs) {
  auto const methods = atelier::methods_by_slugs(asking.session, asking.viewer, asking.programme, slugs);
  std::set<markdown::Citation> cited;
  for (auto const& method : methods)
    for (auto& citation : markdown::citations(texts_of(method.content))) cited.insert(std::move(citation));
  std::map<markdown::Citation, kit::Ground> passages;
  for (auto& ground : grounds_of(asking, std::vector(cited.begin(), cited.end()))) {
    markdown::Citation key{ground.slug, ground.passage};
    passages.emplace(std::move(key), std::move(ground));
  }
  std::map<std::string, kit::Part> parts;
  auto const programme_slug = slug_of_programme(asking);
  auto const photos = photos_by_method(asking, methods);
  for (auto const& method : methods) {
    auto const found = photos.find(method.id);
    auto part = method_part(method, programme_slug, passages, asking.words, found == photos.end() ? std::vector<kit::Photo>{} : found->second);
    parts.emplace(method.slug, std::move(part));
  }
  // A kit still names a method by the address it had when it was chosen.
  for (auto const& [then, now] : atelier::moved_among(asking.session, asking.programme, slugs))
    if (auto const part = parts.find(now); part != parts.end()) parts.emplace(then, kit::Part{part->second});
  return parts;
}

std::vector<kit::Choice> method_choices(Asking const& asking) {
  std::vector<kit::Choice> choices;
  for (auto const& brief : atelier::published_in(asking.session, asking.viewer, asking.programme))
    choices.push_back({brief.slug, brief.title, atelier::trust_line(brief.trust, asking.words), brief.visibility == accounts::Visibility::public_});
  return choices;
}

std::vector<kit::Choice> experience_choices(Asking const& asking) {
  auto const briefs = experiences::published_in(asking.session, asking.viewer, asking.programme);
  auto const names = names_of_territories(asking.session, briefs);
  std::vector<kit::Choice> choices;
  for (auto const& brief : briefs)
    choices.push_back({brief.slug, brief.title, name_in(names, brief.territory), brief.visibility == accounts::Visibility::public_});
  return choices;
}

std::map<std::string, kit::Picture> in_kit(std::vector<synthesis::NamedPicture> const& found, Asking const& asking, Sources::Slugs names,
                                           charts::MapShapes const& shapes) {
  std::map<std::string, kit::Picture> pictures;
  for (auto const& named : found) {
    if (std::find(names.begin(), names.end(), named.name) == names.end()) continue;
    auto const& picture = named.picture;
    auto const& finding = synthesis::finding_of(picture);
    auto const& reads = synthesis::reads_of(picture);
    pictures.emplace(named.name,
                     kit::Picture{named.name, finding, reads, synthesis::source_of(picture), finding + ". " + reads,
                                  synthesis::svg_document(picture, shapes, asking.words), synthesis::table(picture, asking.words)});
  }
  return pictures;
}

/// Of the text of a method, of a sheet or of a trial: whichever folder keeps it under that print.
std::optional<std::string> bytes_of(kit::Photo const& photo, std::filesystem::path const& pieces) {
  if (auto const file = atelier::MethodPictures{pieces / "methods"}.file_of({photo.print, photo.kind, {}})) return files::read_file(*file);
  experiences::Attachment piece;
  piece.print = photo.print;
  piece.kind = photo.kind;
  auto const found = experiences::PieceFolder{pieces}.find(piece);
  return found ? files::read_file(found->path) : std::nullopt;
}

std::vector<kit::Choice> snapshot_choices(Asking const& asking) {
  std::vector<kit::Choice> choices;
  for (auto const& frozen : synthesis::frozen_list(asking.session, asking.programme))
    choices.push_back({frozen.number, asking.words.t("State of play {}", {frozen.number}), asking.words.day(frozen.day)});
  return choices;
}

}  // namespace

kit::Sources kit_sources(synthesis::Counter& counter, charts::MapShapes const& shapes, base::World const& world, PhotoFolders photos) {
  kit::Sources sources;
  sources.experiences = experience_parts;
  sources.methods = method_parts;
  sources.experience_facts = [known = std::make_shared<KitSheetFacts>(experience_parts)](Asking const& asking, Sources::Slugs slugs) {
    return known->of(asking, slugs);
  };
  sources.grounds = grounds_of;
  sources.experience_choices = experience_choices;
  sources.method_choices = method_choices;
  sources.keep_photo = [photos = std::move(photos)](kit::Photo const& photo) {
    // Those of the kit's own pages are there since they came in.
    if (files::ContentFolder{photos.kits}.find(photo.print)) return true;
    auto const bytes = bytes_of(photo, photos.pieces);
    return bytes && files::ContentFolder{photos.kits}.keep(*bytes) == photo.print;
  };
  sources.territory = [&shapes](Asking const& asking, accounts::TerritoryId const& id) { return territory_sheet(asking, id, shapes); };
  sources.pictures = [&counter, &shapes, &world](Asking const& asking, Sources::Slugs names) {
    auto const found = synthesis::pictures(asking.session, counter, synthesis::outside(), asking.programme, asking.words, world.now());
    return in_kit(found, asking, names, shapes);
  };
  sources.frozen_pictures = [&shapes](Asking const& asking, std::string_view number, Sources::Slugs names) {
    auto const found = synthesis::frozen_pictures(asking.session, number, synthesis::outside(), asking.programme, asking.words);
    return in_kit(found, asking, names, shapes);
  };
  sources.snapshot_choices = snapshot_choices;
  sources.structures = structures_listed;
  sources.people = people_listed;
  sources.credits = people_thanked;
  return sources;
}

}  // namespace app
