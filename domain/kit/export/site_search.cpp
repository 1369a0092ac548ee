#include "domain/kit/export/site_search.h"

#include <boost/json.hpp>

#include "platform/markdown/markdown.h"

namespace kit {
namespace {

std::string words_of(Part const& part) {
  std::string words = part.title;
  for (auto const& block : part.blocks) {
    words += "\n" + block.title + "\n" + markdown::plain_text(block.markdown);
    for (auto const& text : typed_texts(block)) words += "\n" + text;
    if (block.picture) words += "\n" + block.picture->finding;
    // What is asked is found, not what answers it.
    for (auto const& question : block.questions) words += "\n" + markdown::plain_text(question.text);
    for (auto const& ground : block.grounds) words += "\n" + ground.quote + " " + ground.title + " " + ground.territory;
  }
  return words;
}

}  // namespace

std::string search_index(Document const& document) {
  boost::json::array pages;
  for (auto const& part : document.parts)
    pages.push_back(boost::json::object{{"title", part.title}, {"address", "parts/" + part.slug + ".html"}, {"words", words_of(part)}});
  return "window.kitPages = " + boost::json::serialize(pages) + ";\n";
}

std::string_view search_script() {
  return R"JS("use strict";
(function () {
  var fold = function (text) {
    return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/œ/g, "oe").replace(/æ/g, "ae").replace(/’/g, "'");
  };
  var query = new URLSearchParams(location.search).get("q") || "";
  var wanted = fold(query).split(/\s+/).filter(Boolean);
  var status = document.getElementById("found"), results = document.getElementById("results");
  document.querySelector("input[name=q]").value = query;
  if (!wanted.length) return;
  var count = function (text, word) { return text.split(word).length - 1; };
  var found = window.kitPages.map(function (page) {
    var title = fold(page.title), words = fold(page.words), score = 0;
    for (var i = 0; i < wanted.length; i++) {
      var times = count(words, wanted[i]);
      if (!times) return null;
      score += Math.min(times, 5) + 10 * count(title, wanted[i]);
    }
    return { page: page, words: words, score: score };
  }).filter(Boolean).sort(function (a, b) { return b.score - a.score; });
  status.textContent = found.length ? status.dataset.some + " " + found.length : status.dataset.none;
  found.forEach(function (one) {
    var item = document.createElement("li"), link = document.createElement("a"), text = document.createElement("p");
    // Whole words; the spaces that do not break stay.
    var words = one.page.words.replace(/[ \n\r\t]+/g, " "), found_at = Math.max(0, fold(words).indexOf(wanted[0]) - 60);
    var at = found_at ? words.indexOf(" ", found_at) + 1 : 0, end = Math.max(words.lastIndexOf(" ", at + 180), at + 100);
    link.href = one.page.address;
    link.textContent = one.page.title;
    text.textContent = (at ? "… " : "") + (words.length <= at + 180 ? words.slice(at) : words.slice(at, end) + " …");
    item.append(link, text);
    results.append(item);
  });
})();
)JS";
}

}  // namespace kit
