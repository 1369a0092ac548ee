#include "platform/zim/zim.h"

#include <zim/archive.h>
#include <zim/entry.h>
#include <zim/item.h>
#include <zim/search.h>
#include <zim/writer/creator.h>
#include <zim/writer/item.h>

namespace zim_file {
namespace {

/// ISO 639-3, as ZIM asks.
std::string language_of(std::string const& code) { return code == "fr" ? "fra" : code == "en" ? "eng" : code; }

/// "urn:uuid:…" or bare, without its dashes.
zim::Uuid uuid_of(std::string_view identifier) {
  char bytes[16]{};
  std::size_t digits = 0;
  for (char c : identifier.substr(identifier.find_last_of(':') + 1)) {
    int const value = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
    if (value < 0 || digits >= 32) continue;
    bytes[digits / 2] = static_cast<char>(bytes[digits / 2] | value << (digits % 2 ? 0 : 4));
    ++digits;
  }
  return zim::Uuid{bytes};
}

void add_about(zim::writer::Creator& creator, About const& about) {
  auto const add = [&creator](char const* name, std::string const& text) {
    if (!text.empty()) creator.addMetadata(name, text);
  };
  add("Name", about.name), add("Title", about.title), add("Description", about.description), add("Language", language_of(about.language));
  add("Creator", about.creator), add("Publisher", about.publisher), add("Date", base::iso(about.day)), add("License", about.licence),
      add("Source", about.source);
  add("Scraper", "Essaim");
  if (!about.icon.empty()) creator.addIllustration(48, about.icon);
}

}  // namespace

void write(std::filesystem::path const& file, About const& about, std::vector<Page> const& pages) {
  zim::writer::Creator creator;
  creator.configVerbose(false).configCompression(zim::Compression::Zstd).configIndexing(true, language_of(about.language)).configNbWorkers(2);
  creator.setUuid(uuid_of(about.identifier));
  creator.startZimCreation(file.string());
  creator.setMainPath(about.main_path);
  add_about(creator, about);
  for (auto const& page : pages) {
    zim::writer::Hints hints{{zim::writer::HintKeys::FRONT_ARTICLE, page.listed ? 1u : 0u}};
    creator.addItem(zim::writer::StringItem::create(page.path, page.content_type, page.title, hints, page.bytes));
  }
  creator.finishZimCreation();
}

Opened open(std::filesystem::path const& file) {
  zim::Archive const archive{file.string()};
  Opened opened;
  opened.title = archive.getMetadata("Title");
  opened.language = archive.getMetadata("Language");
  if (archive.hasMainEntry()) opened.main_path = archive.getMainEntry().getItem(true).getPath();
  opened.pages = archive.getArticleCount();
  opened.full_text = archive.hasFulltextIndex();
  return opened;
}

std::vector<Found> search(std::filesystem::path const& file, std::string const& words) {
  zim::Archive const archive{file.string()};
  zim::Searcher searcher{archive};
  auto const results = searcher.search(zim::Query{words}).getResults(0, 50);
  std::vector<Found> found;
  for (auto one = results.begin(); one != results.end(); ++one) found.push_back({one.getPath(), one.getTitle()});
  return found;
}

std::string read(std::filesystem::path const& file, std::string const& path) {
  zim::Archive const archive{file.string()};
  return std::string{archive.getEntryByPath(path).getItem(true).getData()};
}

}  // namespace zim_file
