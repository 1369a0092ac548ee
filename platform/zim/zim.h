#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "platform/base/world.h"

/// Books for readers without internet (Kiwix): ZIM files, with titles and full-text search.
namespace zim_file {

struct Page {
  std::string path;   ///< "parts/dialogue.html"
  std::string title;  ///< shown in results; empty for what is no page
  std::string content_type;
  std::string bytes;
  bool listed = false;  ///< a page one reads, found by its title and its words
};

struct About {
  std::string name;  ///< short, stable: "faire-ensemble"
  std::string title, description, creator, publisher, licence, source;
  std::string language = "fr";
  std::string icon;  ///< PNG of 48 × 48
  std::string main_path;
  std::string identifier;  ///< a UUID: the same for the same book
  base::Day day{};
};

/// Writes the file; throws std::runtime_error. The same pages give the same contents, not the same bytes: the library stamps its
/// index with the hour.
void write(std::filesystem::path const& file, About const& about, std::vector<Page> const& pages);

/// What a reader finds in a file: for tests and after writing. `words` searched in the full text; at most 50.
struct Found {
  std::string path, title;
};
struct Opened {
  std::string title, language, main_path;
  std::size_t pages = 0;  ///< listed ones
  bool full_text = false;
};
Opened open(std::filesystem::path const& file);
std::vector<Found> search(std::filesystem::path const& file, std::string const& words);
std::string read(std::filesystem::path const& file, std::string const& path);

}  // namespace zim_file
