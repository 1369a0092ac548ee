#include "domain/experiences/feed.h"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

namespace experiences {
namespace {

std::string element(std::string_view name, std::string_view text) {
  return "<" + std::string{name} + ">" + html::escaped(text) + "</" + std::string{name} + ">\n";
}

std::string day_of(std::optional<base::Instant> const& instant, base::Instant otherwise) {
  return base::iso(base::Day{std::chrono::floor<std::chrono::days>(instant.value_or(otherwise))});
}

}  // namespace

std::string atom_feed(programme::Brief const& programme, std::vector<Brief> const& briefs, Vocabulary const& vocabulary,
                      std::string const& public_address, i18n::Words const& words) {
  auto const home = public_address + list_address(programme.slug).text();
  base::Instant latest{};
  for (auto const& brief : briefs) latest = std::max(latest, brief.changed);
  std::string out = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"" +
      std::string{i18n::code(words.language())} + "\">\n";
  out += element("id", "urn:uuid:" + base::uuid_from_name("experiences-feed/" + programme.slug));
  out += element("title", words.t("Experiences of {}", {programme.name}));
  out += element("updated", base::iso(latest));
  out += "<link rel=\"self\" href=\"" + html::escaped(public_address + "/p/" + programme.slug + "/experiences.atom") + "\"/>\n<link href=\"" +
      html::escaped(home) + "\"/>\n";
  out += "<author>" + element("name", programme.name) + "</author>\n";
  for (auto const& brief : briefs) {
    out += "<entry>\n" + element("id", "urn:uuid:" + brief.id.text()) + element("title", brief.title) + element("updated", base::iso(brief.changed));
    if (brief.published) out += element("published", base::iso(*brief.published));
    out += "<link href=\"" + html::escaped(public_address + address_of(programme.slug, brief.slug).text()) + "\"/>\n";
    for (auto const& theme : brief.themes)
      out += "<category term=\"" + html::escaped(theme) + "\" label=\"" + html::escaped(words.t(vocabulary.label(List::theme, theme))) + "\"/>\n";
    out += element("summary", brief.summary) + "</entry>\n";
  }
  return out + "</feed>\n";
}

html::Safe feed_link(programme::Brief const& programme, i18n::Words const& words) {
  return html::Safe::trusted("<link rel=\"alternate\" type=\"application/atom+xml\" title=\"" +
                             html::escaped(words.t("Experiences of {}", {programme.name})) + "\" href=\"" +
                             html::escaped(html::Url::path("/p/{}/experiences.atom", {programme.slug}).text()) + "\">");
}

html::Safe json_ld(Experience const& experience, Vocabulary const& vocabulary, programme::Brief const& programme, std::string const& public_address,
                   i18n::Words const& words) {
  auto const& content = experience.content;
  boost::json::object about{{"@context", "https://schema.org"},
                            {"@type", "Article"},
                            {"headline", content.title},
                            {"description", content.summary},
                            {"inLanguage", content.language},
                            {"url", public_address + address_of(programme.slug, experience.slug).text()},
                            {"dateModified", day_of(experience.changed, experience.changed)},
                            {"datePublished", day_of(experience.published, experience.changed)},
                            {"isPartOf", {{"@type", "Collection"}, {"name", programme.name}}}};
  if (content.licence.starts_with("CC-BY-SA-4.0")) about["license"] = "https://creativecommons.org/licenses/by-sa/4.0/";
  if (!content.narrator.empty()) about["author"] = {{"@type", "Person"}, {"name", content.narrator}};
  if (!experience.territory_name.empty()) about["contentLocation"] = {{"@type", "Place"}, {"name", experience.territory_name}};
  boost::json::array keywords;
  for (auto const& theme : content.themes) keywords.emplace_back(words.t(vocabulary.label(List::theme, theme)));
  for (auto const& keyword : content.keywords) keywords.emplace_back(keyword);
  about["keywords"] = std::move(keywords);
  auto text = boost::json::serialize(about);
  // Inside a script element, "</" would end it whatever the JSON says.
  for (std::size_t at = 0; (at = text.find('<', at)) != std::string::npos;) text.replace(at, 1, "\\u003c");
  return html::Safe::trusted("<script type=\"application/ld+json\">" + text + "</script>");
}

}  // namespace experiences
