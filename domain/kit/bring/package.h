#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "platform/files/zip.h"

namespace kit {

/// The files of an archive someone brought, by name.
class Package {
 public:
  Package() = default;
  explicit Package(std::vector<files::Entry> entries);

  /// Nothing when there is no such file.
  std::string const* find(std::string_view name) const;
  bool holds(std::string_view name) const { return find(name) != nullptr; }
  /// In the order of their names.
  std::vector<std::string> names() const;
  /// The names that end so, in order: ".md".
  std::vector<std::string> ending(std::string_view end) const;
  bool empty() const { return m_files.empty(); }

 private:
  std::map<std::string, std::string, std::less<>> m_files;
};

/// The name, in the archive, of what a file of it points to: "pages/a.html" and "../p/1.png?x#y" → "p/1.png". "" when it leads
/// out of the archive or to another site.
std::string pointed(std::string_view from_file, std::string_view address);
/// "p%20q.png" → "p q.png"
std::string without_percents(std::string_view text);
/// "pages/a.html" → "a".
std::string stem_of(std::string_view name);

}  // namespace kit
