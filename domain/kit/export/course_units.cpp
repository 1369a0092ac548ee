#include "domain/kit/export/course_units.h"

#include <boost/json.hpp>

namespace kit {
namespace json = boost::json;
namespace {

using html::escaped;

constexpr std::string_view style = R"(html, body { height: 100%; margin: 0; }
body { display: flex; flex-direction: column; }
.player { display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; align-items: center; padding: 0.4rem 1rem; border-bottom: 1px solid currentColor; }
.player progress { flex: 1; min-width: 8rem; height: 0.75rem; accent-color: #8f2f6b; } .player p { margin: 0; }
iframe { flex: 1; border: 0; width: 100%; background: #fff; })";

/// Essays are answered, never right or wrong.
bool is_marked(Question const& question) { return question.kind != QuestionKind::essay; }

/// In a script element nothing may close it.
std::string inside_script(json::value const& value) {
  auto text = json::serialize(value);
  for (std::size_t at = text.find('<'); at != std::string::npos; at = text.find('<', at)) text.replace(at, 1, "\\u003c");
  return text;
}

std::string plan(CourseUnit const& unit, std::string_view standard) {
  json::array pages, questions;
  for (auto const* part : unit.parts) {
    pages.push_back(json::object{{"address", "parts/" + part->slug + ".html"}, {"title", part->title}});
    for (auto const& block : part->blocks)
      for (auto const& question : block.questions)
        if (is_marked(question)) questions.push_back(json::string{part->slug + "." + question.id});
  }
  return inside_script(json::object{{"standard", standard}, {"pages", std::move(pages)}, {"questions", std::move(questions)}, {"mastery", 0.5}});
}

}  // namespace

std::vector<CourseUnit> course_units(Document const& document, bool by_chapter) {
  std::vector<CourseUnit> units;
  if (!by_chapter) units.push_back({"kit", document.title, "unit.html", {}});
  for (auto const& part : document.parts) {
    if (by_chapter && (part.level == 1 || units.empty())) units.push_back({part.slug, part.title, "unit-" + part.slug + ".html", {}});
    units.back().parts.push_back(&part);
  }
  return units;
}

std::string course_shell(Document const& document, CourseUnit const& unit, std::string_view standard, i18n::Words const& words) {
  auto const title = escaped(unit.title == document.title ? unit.title : unit.title + " – " + document.title);
  return "<!DOCTYPE html>\n<html lang=\"" + escaped(document.language) + "\">\n<head>\n<meta charset=\"utf-8\">\n<title>" + title +
      "</title>\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<link rel=\"stylesheet\" "
      "href=\"style/book.css\">\n<style>" +
      std::string{style} + "</style>\n</head>\n<body data-alone=\"" + escaped(words.t("Read outside a course: nothing is recorded.")) +
      "\">\n<header class=\"player\"><progress max=\"1\" value=\"0\" aria-label=\"" + escaped(words.t("Progress")) +
      "\"></progress><p role=\"status\" data-words=\"" + escaped(words.t("{} pages read of {}", {"{}", "{}"})) +
      "\"></p></header>\n<noscript><p><a href=\"index.html\">" + escaped(words.t("Open the pages without following your progress")) +
      "</a></p></noscript>\n<iframe title=\"" + title + "\"></iframe>\n<script type=\"application/json\" id=\"plan\">" + plan(unit, standard) +
      "</script>\n<script src=\"player.js\"></script>\n</body>\n</html>\n";
}

}  // namespace kit
