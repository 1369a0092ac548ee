#include "domain/atelier/address_store.h"

namespace atelier {
namespace {

constexpr int most_joins = 16;  ///< one after the other, of one method

}  // namespace

std::optional<MethodId> AddressStore::led_to(accounts::ProgrammeId const& programme, std::string_view slug) {
  std::string id, joined;
  bool const is_own =
      m_session.query("SELECT id, joined_to FROM atelier_method WHERE programme_id = ? AND slug = ?", programme, slug).next(id, joined);
  if (is_own && joined.empty()) return std::nullopt;
  if (!is_own &&
      !m_session
           .query("SELECT m.id, m.joined_to FROM atelier_former_address f JOIN atelier_method m ON m.id = f.method_id WHERE "
                  "f.programme_id = ? AND f.slug = ?",
                  programme, slug)
           .next(id, joined))
    return std::nullopt;
  for (int at = 0; !joined.empty() && at < most_joins; ++at) {
    id = joined;
    if (!m_session.query("SELECT joined_to FROM atelier_method WHERE id = ?", id).next(joined)) return std::nullopt;
  }
  return MethodId::trusted(id);
}

std::map<std::string, std::string> AddressStore::moved(accounts::ProgrammeId const& programme, std::span<std::string const> slugs) {
  std::map<std::string, std::string> now;
  if (slugs.empty()) return now;
  std::vector<db::Value> values;
  for (int at = 0; at < 2; ++at) {
    values.push_back(db::value(programme));
    for (auto const& slug : slugs) values.push_back(db::value(slug));
  }
  auto const in = "programme_id = ? AND slug IN (" + db::Session::placeholders(slugs.size()) + ")";
  std::vector<std::string> elsewhere;
  {
    auto rows = m_session.query_values(
        "SELECT slug FROM atelier_former_address WHERE " + in + " UNION SELECT slug FROM atelier_method WHERE " + in + " AND joined_to <> ''",
        std::move(values));
    for (std::string slug; rows.next(slug);) elsewhere.push_back(slug);
  }
  for (auto const& slug : elsewhere) {
    auto const method = led_to(programme, slug);
    std::string found;
    if (method && m_session.query("SELECT slug FROM atelier_method WHERE id = ?", *method).next(found)) now[slug] = found;
  }
  return now;
}

std::map<MethodId, std::vector<std::string>> AddressStore::former_among(std::span<MethodId const> methods) {
  std::map<MethodId, std::vector<std::string>> found;
  if (methods.empty()) return found;
  std::vector<db::Value> values;
  for (int at = 0; at < 2; ++at)
    for (auto const& method : methods) values.push_back(db::value(method.text()));
  auto const marks = db::Session::placeholders(methods.size());
  auto rows = m_session.query_values("SELECT method_id, slug FROM atelier_former_address WHERE method_id IN (" + marks +
                                         ") UNION SELECT joined_to, slug FROM atelier_method WHERE joined_to IN (" + marks + ") ORDER BY 1, 2",
                                     std::move(values));
  MethodId method;
  for (std::string slug; rows.next(method, slug);) found[method].push_back(slug);
  return found;
}

bool AddressStore::is_free(accounts::ProgrammeId const& programme, std::string_view slug, MethodId const& method) {
  std::string other;
  if (m_session.query("SELECT id FROM atelier_method WHERE programme_id = ? AND slug = ?", programme, slug).next(other)) return false;
  return !m_session.query("SELECT method_id FROM atelier_former_address WHERE programme_id = ? AND slug = ?", programme, slug).next(other) ||
      other == method.text();
}

void AddressStore::keep(accounts::ProgrammeId const& programme, std::string_view slug, MethodId const& method, base::Instant at) {
  m_session.execute(
      "INSERT INTO atelier_former_address (programme_id, slug, method_id, at) VALUES (?, ?, ?, ?) ON CONFLICT (programme_id, slug) DO NOTHING",
      programme, slug, method, base::to_milliseconds(at));
}

void AddressStore::forget(accounts::ProgrammeId const& programme, std::string_view slug) {
  m_session.execute("DELETE FROM atelier_former_address WHERE programme_id = ? AND slug = ?", programme, slug);
}

}  // namespace atelier
