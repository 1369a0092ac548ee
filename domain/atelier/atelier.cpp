#include "domain/atelier/atelier.h"

#include "domain/atelier/address_store.h"
#include "domain/atelier/cited_words.h"
#include "domain/atelier/method_store.h"
#include "domain/atelier/review_store.h"
#include "domain/territories/territories.h"

namespace atelier {

std::vector<Brief> briefs(db::Session& session, accounts::Viewer const& viewer, std::span<MethodId const> ids) {
  return MethodStore{session}.briefs(viewer, ids);
}

std::vector<Brief> find_by_slugs(db::Session& session, accounts::Viewer const& viewer, accounts::ProgrammeId const& programme,
                                 std::span<std::string const> slugs) {
  return MethodStore{session}.briefs_by_slugs(viewer, programme, slugs);
}

std::vector<Method> methods_by_slugs(db::Session& session, accounts::Viewer const& viewer, accounts::ProgrammeId const& programme,
                                     std::span<std::string const> slugs) {
  return MethodStore{session}.whole_by_slugs(viewer, programme, slugs);
}

std::vector<Brief> published_in(db::Session& session, accounts::Viewer const& viewer, accounts::ProgrammeId const& programme, int limit) {
  return MethodStore{session}.list(viewer, programme, {}, 0, limit).shown;
}

std::map<std::string, std::string> moved_among(db::Session& session, accounts::ProgrammeId const& programme, std::span<std::string const> slugs) {
  return AddressStore{session}.moved(programme, slugs);
}

std::map<std::string, std::vector<Citing>> citing(db::Session& session, accounts::Viewer const& viewer, accounts::ProgrammeId const& programme,
                                                  std::string_view experience_slug) {
  return MethodStore{session}.citing(viewer, programme, experience_slug);
}

html::Url address_of(std::string_view programme_slug, std::string_view slug) { return html::Url::path("/p/{}/methods/{}", {programme_slug, slug}); }

html::Url list_address(std::string_view programme_slug) { return html::Url::path("/p/{}/methods", {programme_slug}); }

std::vector<Imported> import_methods(db::Session& session, base::World const& world, std::span<Import const> imports) {
  return MethodStore{session}.import(world, imports);
}

namespace {

/// What stands beside methods and goes into their files: the readings that let them out, the words that changed since.
struct Beside {
  std::map<MethodId, Review> reviews;
  std::map<MethodId, std::vector<CitedWords>> cited;
  std::map<MethodId, std::vector<std::string>> addresses;

  /// Three queries, and those of the readings found. Their territories are added to `ids`.
  static Beside of(db::Session& session, std::vector<Method> const& methods, std::vector<accounts::TerritoryId>& ids) {
    Beside beside;
    std::vector<MethodId> asked;
    for (auto const& method : methods) asked.push_back(method.id);
    beside.reviews = ReviewStore{session}.published_among(asked);
    beside.cited = CitedWordsStore{session}.otherwise_among(asked);
    beside.addresses = AddressStore{session}.former_among(asked);
    for (auto const& [method, review] : beside.reviews)
      for (auto const& one : review.reviewers)
        if (one.territory) ids.push_back(*one.territory);
    return beside;
  }

  void add_to(Sheet& sheet, MethodId const& method, std::map<accounts::TerritoryId, std::string> const& keys) const {
    if (auto const found = reviews.find(method); found != reviews.end()) {
      auto const day = base::iso(base::Day{std::chrono::floor<std::chrono::days>(found->second.decided.value_or(base::Instant{}))});
      for (auto const& one : found->second.reviewers) {
        if (!one.counts()) continue;
        auto const key = one.territory ? keys.find(*one.territory) : keys.end();
        auto& review = sheet.reviews.emplace_back(FileReview{one.who, key == keys.end() ? "" : key->second, day, {}, one.words});
        for (auto const& score : one.scores) review.scores.push_back(line_of(score));
      }
    }
    if (auto const found = addresses.find(method); found != addresses.end()) sheet.formerly = found->second;
    if (auto const found = cited.find(method); found != cited.end())
      for (auto const& one : found->second)
        sheet.cited.push_back({one.slug + "#" + one.passage, base::iso(base::Day{std::chrono::floor<std::chrono::days>(one.cited)}), one.words,
                               one.state == CitationState::kept ? "yes" : ""});
  }
};

}  // namespace

std::vector<Exported> sheets_of(db::Session& session, std::vector<Method> methods, std::string_view programme_slug) {
  std::vector<accounts::TerritoryId> ids;
  for (auto const& method : methods)
    for (auto const& one : method.trials)
      if (one.territory) ids.push_back(*one.territory);
  auto const beside = Beside::of(session, methods, ids);
  std::vector<MethodId> asked;
  for (auto const& method : methods) asked.push_back(method.id);
  auto const pictures = pictures_among(session, asked);
  auto const keys = ids.empty() ? std::map<accounts::TerritoryId, std::string>{} : territories::keys_of(session, ids);
  std::vector<Exported> out;
  for (auto& method : methods) {
    Sheet sheet;
    sheet.slug = method.slug;
    if (method.id.text() != default_id(programme_slug, method.slug)) sheet.id = method.id.text();
    sheet.status = method.status;
    sheet.visibility = method.visibility;
    if (method.published) sheet.published = base::iso(base::Day{std::chrono::floor<std::chrono::days>(*method.published)});
    sheet.content = method.content;
    for (auto const& one : method.trials) {
      auto& trial = sheet.trials.emplace_back(one.trial);
      for (auto const& photo : one.photos) trial.photos.push_back(line_for_file(photo));
      if (!one.territory) continue;
      if (auto const key = keys.find(*one.territory); key != keys.end()) trial.territory = key->second;
    }
    beside.add_to(sheet, method.id, keys);
    auto file_name = method.slug + ".md";
    auto const shown = pictures.find(method.id);
    out.push_back({std::move(method), std::move(sheet), std::move(file_name), shown == pictures.end() ? std::vector<Picture>{} : shown->second});
  }
  return out;
}

std::vector<Exported> export_methods(db::Session& session, accounts::ProgrammeId const& programme, std::string_view programme_slug) {
  return sheets_of(session, MethodStore{session}.all_of(programme), programme_slug);
}

}  // namespace atelier
