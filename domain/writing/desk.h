#pragma once
#include <string>
#include <string_view>

#include "platform/views/html.h"

namespace writing {

/// One text of the page where a document is written together: `name` is that of the live text.
struct DeskField {
  enum class Kind { line, number, lines, formatted, title };
  std::string name, label, help;  ///< already in words; help may be empty
  Kind kind = Kind::line;
  std::string empty = {};  ///< shown in a formatted text that holds nothing
};
html::Safe desk_field(views::Context const& context, DeskField const& field);

/// The page where a document is written together: its owner gives the fields and says where its other pages are.
struct Desk {
  std::string heading;                 ///< of the page, for who listens to it
  html::Safe facts;                    ///< its state in a pill or two; may be empty
  html::Safe fields;                   ///< desk_field()s, under the owner's own headings
  html::Url document, talk, versions;  ///< /p/…/writing/<id>, and under it: see stand_at()
  html::Url plain_form;                ///< where one writes without any of this
  html::Url read;                      ///< what it becomes for its readers
  html::Url pictures;                  ///< takes a picture: form fields `file`, `words`; empty when there are none

  void stand_at(std::string_view programme_slug, std::string_view document_id);
};
html::Safe desk(views::Context const& context, Desk const& desk);

}  // namespace writing
