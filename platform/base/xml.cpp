#include "platform/base/xml.h"

namespace base {
namespace {

/// 0xEF begins what may be a non-character; nearly no text has any of these. The whole is looked at without stopping, which a
/// processor does many bytes at once.
bool holds_suspects(std::string_view markup) {
  unsigned suspects = 0;
  for (char const letter : markup) {
    auto const byte = static_cast<unsigned char>(letter);
    suspects |= static_cast<unsigned>((byte < 0x20) & (byte != '\n') & (byte != '\t')) | static_cast<unsigned>(byte == 0x7f) |
        static_cast<unsigned>(byte == 0xEF);
  }
  return suspects != 0;
}

}  // namespace

std::string xml_text(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    auto const byte = static_cast<unsigned char>(text[at]);
    if (byte == 0xEF && at + 2 < text.size() && text[at + 1] == '\xBF' && static_cast<unsigned char>(text[at + 2]) >= 0xBE) at += 2;
    else if (byte == '&') out += "&amp;";
    else if (byte == '<') out += "&lt;";
    else if (byte == '>') out += "&gt;";
    else if (byte == '"') out += "&quot;";
    else if (byte >= 0x20 || byte == '\n' || byte == '\t') out += text[at];
  }
  return out;
}

std::string without_controls(std::string markup) {
  if (!holds_suspects(markup)) return markup;
  std::string out;
  out.reserve(markup.size());
  for (std::size_t at = 0; at < markup.size(); ++at) {
    auto const byte = static_cast<unsigned char>(markup[at]);
    if (byte == 0xEF && at + 2 < markup.size() && markup[at + 1] == '\xBF' && static_cast<unsigned char>(markup[at + 2]) >= 0xBE) at += 2;
    else if ((byte >= 0x20 && byte != 0x7f) || byte == '\n' || byte == '\t') out += markup[at];
  }
  return out;
}

void Xml::tag(std::string_view element, Attributes attributes) {
  m_out += '<';
  m_out += element;
  for (auto const& [name, value] : attributes) {
    if (name.empty()) continue;
    m_out += ' ';
    m_out += name;
    m_out += "=\"" + xml_text(value) + "\"";
  }
}

Xml& Xml::open(std::string_view element, Attributes attributes) {
  tag(element, attributes);
  m_out += '>';
  m_open.emplace_back(element);
  return *this;
}

Xml& Xml::close() {
  m_out += "</" + m_open.back() + ">";
  m_open.pop_back();
  return *this;
}

Xml& Xml::leaf(std::string_view element, Attributes attributes) {
  tag(element, attributes);
  m_out += "/>";
  return *this;
}

Xml& Xml::text(std::string_view text) {
  m_out += xml_text(text);
  return *this;
}

Xml& Xml::line(std::string_view element, std::string_view words, Attributes attributes) { return open(element, attributes).text(words).close(); }

Xml& Xml::raw(std::string_view markup) {
  m_out += markup;
  return *this;
}

std::string Xml::take() {
  while (!m_open.empty()) close();
  return std::move(m_out);
}

}  // namespace base
