#include "domain/kit/export/zim.h"

#include <algorithm>

#include "domain/kit/audience.h"
#include "domain/kit/export/site.h"
#include "domain/kit/licence.h"
#include "platform/base/log.h"
#include "platform/base/text.h"
#include "platform/files/disk.h"
#include "platform/files/drawing.h"
#include "platform/zim/zim.h"

namespace kit {
namespace {

std::string_view content_type_of(std::string_view name) {
  static constexpr std::pair<std::string_view, std::string_view> types[] = {
      {".html", "text/html"}, {".css", "text/css"},  {".svg", "image/svg+xml"}, {".js", "text/javascript"},
      {".jpg", "image/jpeg"}, {".png", "image/png"}, {".woff2", "font/woff2"}};
  for (auto const& [ending, type] : types)
    if (name.ends_with(ending)) return type;
  return "application/octet-stream";
}

constexpr std::string_view plain_icon =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 48 48\" width=\"48\" height=\"48\"><path fill=\"#8f2f6b\" d=\"M24 3 42 13.500v21L24 45 "
    "6 34.500v-21z\"/></svg>";

zim_file::About about_of(Document const& document, i18n::Words const& words, Dress const& dress) {
  zim_file::About about;
  about.name = document.slug;
  about.title = base::shortened(document.title, 30);
  // Readers show eighty letters of it.
  about.description = base::shortened((document.fictional ? words.t("Fictional example") + ". " : "") +
                                          (document.subtitle.empty() ? edition_words(document, words) : document.subtitle),
                                      80);
  about.creator = document.publisher.empty() ? document.programme_name : document.publisher;
  about.publisher = about.creator;
  about.licence = licence_name(document.licence);
  about.source = document.home_address;
  about.language = document.language;
  about.main_path = "index.html";
  about.identifier = document.identifier;
  about.day = document.frozen_on;
  about.icon = files::png_of_svg(dress.icon.empty() ? std::string{plain_icon} : dress.icon, 48).value_or("");
  return about;
}

}  // namespace

base::Outcome<std::string> zim(Document const& document, i18n::Words const& words, Dress const& dress) {
  auto const paper = for_medium(document, Medium::book, words);
  std::vector<zim_file::Page> pages;
  for (auto& entry : site(paper, words, dress, SiteUse::reader)) {
    zim_file::Page page{entry.name, {}, std::string{content_type_of(entry.name)}, std::move(entry.bytes), false};
    if (page.path == "index.html") page.title = document.title, page.listed = true;
    for (auto const& part : document.parts)
      if (page.path == "parts/" + part.slug + ".html") page.title = part.title, page.listed = true;
    pages.push_back(std::move(page));
  }
  files::TemporaryFolder const folder;
  auto const file = folder.path() / "kit.zim";
  try {
    zim_file::write(file, about_of(document, words, dress), pages);
  } catch (std::exception const& error) {
    base::log::error(std::string{"kit: no ZIM: "} + error.what());
    return base::refuse("The ZIM file could not be made: {}", {base::shortened(error.what(), 160)});
  }
  auto bytes = files::read_file(file);
  return bytes ? base::Outcome<std::string>{std::move(*bytes)} : base::refuse("The ZIM file could not be made: {}", {"nothing was written"});
}

}  // namespace kit
