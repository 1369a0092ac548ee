#pragma once
#include <string>
#include <string_view>

namespace db {

/// `?` written `:p1`, `:p2`… for PostgreSQL through SOCI, outside literals and quoted names; comments are left out,
/// because SOCI would take a colon in them for a parameter.
std::string with_named_placeholders(std::string_view sql);

/// Whether a statement is worth keeping prepared: it reads or changes rows, it does not change the schema.
bool is_about_rows(std::string_view sql);

}  // namespace db
