#include "platform/spreadsheets/elements.h"

namespace spreadsheets {
namespace {

constexpr auto nowhere = std::string_view::npos;

/// After the `>` of a tag, quotes minded.
std::size_t end_of_tag(std::string_view xml, std::size_t at) {
  char quote = 0;
  for (; at < xml.size(); ++at) {
    char const c = xml[at];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '>') {
      return at + 1;
    }
  }
  return nowhere;
}

std::size_t after(std::string_view xml, std::size_t at, std::string_view end) {
  auto const found = xml.find(end, at);
  return found == nowhere ? nowhere : found + end.size();
}

}  // namespace

std::size_t Elements::end_of_markup(std::size_t at) {
  auto const rest = m_xml.substr(at);
  if (rest.starts_with("<!--")) return after(m_xml, at + 4, "-->");
  if (rest.starts_with("<![CDATA[")) return after(m_xml, at + 9, "]]>");
  if (rest.starts_with("<?")) return after(m_xml, at + 2, "?>");
  if (rest.starts_with("<!")) return nowhere;  // a document type: nothing honest here has one
  return end_of_tag(m_xml, at + 1);
}

bool Elements::is_wanted(std::string_view tag) const {
  auto name = tag.substr(0, tag.find_first_of(" \t\r\n/>"));
  if (auto const colon = name.find(':'); colon != nowhere) name.remove_prefix(colon + 1);
  return name == m_name;
}

bool Elements::next(std::string_view& element) {
  std::size_t start = nowhere;
  while (!m_broken) {
    auto const at = m_xml.find('<', m_at);
    if (at == nowhere) return m_broken = start != nowhere, false;
    auto const end = end_of_markup(at);
    if (end == nowhere) return m_broken = true, false;
    m_at = end;
    auto const tag = m_xml.substr(at + 1, end - at - 2);
    bool const closes = tag.starts_with('/');
    if (tag.starts_with('!') || tag.starts_with('?') || !is_wanted(closes ? tag.substr(1) : tag)) continue;
    if (start == nowhere && !closes) start = at;
    if (start != nowhere && (closes || tag.ends_with('/'))) return element = m_xml.substr(start, end - start), true;
  }
  return false;
}

}  // namespace spreadsheets
