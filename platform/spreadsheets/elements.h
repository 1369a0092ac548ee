#pragma once
#include <string_view>

/// The rows of a sheet one by one: a whole document in memory would be many times its file.
namespace spreadsheets {

/// Finds, one after the other, the elements of a local name in XML text, whatever their prefix; they do not stand in one another.
/// Comments and CDATA are passed over.
class Elements {
 public:
  Elements(std::string_view xml, std::string_view local_name) : m_xml{xml}, m_name{local_name} {}

  /// The next whole element, tags included; false at the end, or when the text is broken.
  bool next(std::string_view& element);
  /// A document type (entities may hide behind it), or a tag that never ends.
  bool broken() const { return m_broken; }

 private:
  /// The end of the tag, comment or section that starts at `at`; npos when it has none.
  std::size_t end_of_markup(std::size_t at);
  bool is_wanted(std::string_view tag) const;

  std::string_view m_xml, m_name;
  std::size_t m_at = 0;
  bool m_broken = false;
};

}  // namespace spreadsheets
