#pragma once
#include <string>
#include <string_view>
#include <vector>

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

/// What the menu “Insert” puts on lines of its own: words selected go inside.
struct DeskBlock {
  std::string label;                     ///< already in words
  std::string opening, inside, closing;  ///< "::: watch", what stands there when nothing is selected, ":::"
};

/// The page where a document is written together: its owner gives the fields and says where its other pages are.
struct Desk {
  std::string heading;                 ///< of the page, for who listens to it
  html::Safe facts;                    ///< its state in a pill or two; may be empty
  html::Safe fields;                   ///< desk_field()s, under the owner's own headings
  html::Url document, talk, versions;  ///< /p/…/writing/<id>, and under it: see stand_at()
  html::Url plain_form;                ///< where one writes without any of this
  html::Url read;                      ///< what it becomes for its readers
  std::string read_words = {};         ///< of the link there; empty: the usual ones
  html::Url pictures;                  ///< takes a picture: form fields `file`, `words`; empty when there are none
  html::Url pictures_stand = {};       ///< where pictures whose address is "pictures/…" are shown from
  std::vector<DeskBlock> blocks = {};  ///< of its owner, in place of the usual boxes
  html::Url passages = {};             ///< finds passages to cite: `q`, answers JSON; empty when nothing is cited
  html::Url preview = {};              ///< takes the `words` of the text "body", answers JSON: markup, size, remarks; empty: no preview

  void stand_at(std::string_view programme_slug, std::string_view document_id);
};
html::Safe desk(views::Context const& context, Desk const& desk);

}  // namespace writing
