#include "platform/db/statement.h"

#include <soci/soci.h>
// SOCI wraps sqlite3.h in a namespace: nothing here may include it before.
#include <soci/postgresql/soci-postgresql.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <algorithm>

#include "platform/base/text.h"
#include "platform/db/placeholders.h"

namespace db {
namespace {

/// SQLite keeps a NUL that PostgreSQL cuts at, and bad UTF-8 that PostgreSQL refuses: neither enters on either.
void check_text(std::string const& text) {
  bool const plain = std::ranges::all_of(text, [](char c) { return c > 0; });
  if (!plain && !base::is_clean_utf8(text)) throw std::invalid_argument{"text for the database is not clean UTF-8"};
}

template <class T>
constexpr auto exchange_of() {
  using namespace soci::details;
  return std::is_same_v<T, std::string> ? x_stdstring : std::is_same_v<T, double> ? x_double : x_long_long;
}

}  // namespace

Statement::Statement(soci::details::session_backend& session, Engine engine, std::string_view sql)
    : m_engine{engine}, m_backend{session.make_statement_backend()} {
  bool const keep = is_about_rows(sql) || engine == Engine::sqlite;
  m_backend->alloc();
  m_backend->prepare(engine == Engine::sqlite ? std::string{sql} : with_named_placeholders(sql),
                     keep ? soci::details::st_repeatable_query : soci::details::st_one_time_query);
}

Statement::~Statement() { m_backend->clean_up(); }

bool Statement::execute(std::span<Value> arguments) {
  bind(arguments);
  bool const row = m_backend->execute(1) == soci::details::statement_backend::ef_success;
  for (auto& use : m_uses) use->clean_up();
  return row;
}

bool Statement::fetch() { return m_backend->fetch(1) == soci::details::statement_backend::ef_success; }

std::int64_t Statement::changed() { return m_backend->get_affected_rows(); }

void Statement::rest() {
  if (m_engine == Engine::sqlite) {
    sqlite_api::sqlite3_reset(static_cast<soci::sqlite3_statement_backend&>(*m_backend).stmt_);
  } else {
    static_cast<soci::postgresql_statement_backend&>(*m_backend).result_.reset();
  }
}

void Statement::forget() {
  if (m_engine == Engine::postgresql) static_cast<soci::postgresql_statement_backend&>(*m_backend).statementName_.clear();
}

void Statement::bind(std::span<Value> arguments) {
  m_values.resize(arguments.size());
  while (m_uses.size() < arguments.size()) m_uses.emplace_back(m_backend->make_use_type_backend());
  for (std::size_t at = 0; at < arguments.size(); ++at) {
    Value& value = m_values[at] = std::move(arguments[at]);
    auto indicator = soci::i_ok;
    int position = static_cast<int>(at) + 1;
    auto& use = *m_uses[at];
    if (auto* number = std::get_if<std::int64_t>(&value)) {
      use.bind_by_pos(position, number, soci::details::x_long_long, true);
    } else if (auto* real = std::get_if<double>(&value)) {
      use.bind_by_pos(position, real, soci::details::x_double, true);
    } else if (auto* text = std::get_if<std::string>(&value)) {
      check_text(*text);
      use.bind_by_pos(position, text, soci::details::x_stdstring, true);
    } else {
      use.bind_by_pos(position, nullptr, soci::details::x_stdstring, true);
      indicator = soci::i_null;
    }
    use.pre_use(&indicator);
  }
}

template <class T>
bool Statement::land(std::size_t column, T* place) {
  auto& into = *m_intos[column];
  int position = static_cast<int>(column) + 1;
  soci::indicator indicator = soci::i_ok;
  into.define_by_pos(position, place, exchange_of<T>());
  into.post_fetch(true, true, &indicator);
  return indicator != soci::i_null;
}

void Statement::land_in(std::size_t column, Target const& target) {
  auto const landing = [&]<class Place>(Place* place) {
    if constexpr (std::is_integral_v<Place>) {
      long long number = 0;
      *place = land(column, &number) ? static_cast<Place>(number) : Place{};
    } else if constexpr (std::is_same_v<Place, std::string> || std::is_same_v<Place, double>) {
      if (!land(column, place)) *place = Place{};
    } else {
      typename Place::value_type inside{};
      *place = land(column, &inside) ? Place{std::move(inside)} : std::nullopt;
    }
  };
  std::visit(landing, target);
}

void Statement::take(std::span<Target const> targets) {
  while (m_intos.size() < targets.size()) m_intos.emplace_back(m_backend->make_into_type_backend());
  for (std::size_t at = 0; at < targets.size(); ++at) land_in(at, targets[at]);
}

}  // namespace db
