#pragma once
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace base {

/// A text as XML takes it: escaped, without the characters XML has no place for (most control characters, U+FFFE, U+FFFF).
std::string xml_text(std::string_view text);

/// The same without escaping: for markup already written, HTML or XML.
std::string without_controls(std::string markup);

/// Writes one XML document in UTF-8: closes what it opens, escapes what it is given. Same calls, same bytes.
class Xml {
 public:
  /// Name and value; one without name is left out, so that an attribute may be conditional.
  using Attributes = std::initializer_list<std::pair<std::string_view, std::string_view>>;

  Xml& declare() { return raw("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"); }
  Xml& open(std::string_view element, Attributes attributes = {});
  Xml& close();
  Xml& leaf(std::string_view element, Attributes attributes = {});
  Xml& text(std::string_view text);
  /// An element that holds a text alone.
  Xml& line(std::string_view element, std::string_view text, Attributes attributes = {});
  /// Markup already written.
  Xml& raw(std::string_view markup);
  /// Closes everything still open.
  std::string take();

 private:
  void tag(std::string_view element, Attributes attributes);
  std::string m_out;
  std::vector<std::string> m_open;
};

}  // namespace base
