#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "domain/kit/outline.h"
#include "platform/base/front_matter.h"
#include "platform/base/world.h"

namespace kit {

/// The fields of a TOML file of the programme's folder, read one by one. Every problem met on the way is kept with its line, so that one
/// reading says them all.
class TomlFields {
 public:
  explicit TomlFields(std::string file_name) : m_file{std::move(file_name)} {}

  std::vector<base::Problem>& problems() { return m_problems; }
  void problem(base::Node const& node, std::string_view field, base::Refusal refusal);
  void problem(base::Node const& node, std::string_view field, char const* words, std::vector<std::string> arguments = {});

  /// A problem for each field that is none of these, and for a first line other than `format = 1` when they hold `format`.
  void only(base::Node const& node, std::vector<std::string_view> const& known);
  /// Without the blanks around; a problem when nothing is left.
  std::string required(base::Node const& node, std::string_view field);
  /// a-z, 0-9 and -, at most so many; "" is one.
  std::string address(base::Node const& node, std::string_view field, std::size_t most = 80);
  bool flag(base::Node const& node, std::string_view field);
  /// "2026-11-02", or "".
  std::string day(base::Node const& node, std::string_view field);
  /// "2026-11-02T09:30:00Z"; nothing when absent.
  std::optional<base::Instant> instant(base::Node const& node, std::string_view field);
  /// "1.0.1", or "".
  std::string number(base::Node const& node, std::string_view field);
  /// Title, texts, licence, publisher, language: what a kit says of itself.
  Outline about(base::Node const& node);

 private:
  std::string m_file;
  std::vector<base::Problem> m_problems;
};

/// The lines of TomlFields::about.
void toml_about(std::string& out, Outline const& about);

}  // namespace kit
