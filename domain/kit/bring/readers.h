#pragma once
#include <optional>
#include <string_view>

#include "domain/kit/bring/bringing.h"
#include "domain/kit/bring/package.h"
#include "platform/files/xml_tree.h"

/// A reader for each kind of file. Each adds what it keeps to `into`, and a line of the report for everything it changes or
/// leaves out; a refusal when the file cannot be read at all.
namespace kit {

using Refused = std::optional<base::Refusal>;

/// UTF-8 without its mark, with lines as ours; `converted`: other tools still write Windows-1252.
std::string as_text(std::string_view bytes, bool& converted);

/// On the page open, or on one of its own for each category.
Refused read_gift_bank(std::string_view text, std::string const& file, Bringing& into);
Refused read_markdown_text(std::string const& text, Package const& package, std::string const& file, Bringing& into);
/// The pictures a text in Markdown was typed with, kept and named as the kit's; a line for each that is not.
void keep_typed_pictures(std::string& text, Spot const& spot, Bringing& into);
/// A folder of texts in Markdown, pages of HTML and questions in GIFT.
Refused read_folder(Package const& package, Bringing& into);
Refused read_moodle_xml(files::Element const& root, Bringing& into);
/// Questions of a QTI 1.2 assessment, on the page open.
Refused read_qti(files::Element const& root, std::string const& file, Bringing& into);
/// A question in QTI 2 or 3, on the page open.
Refused read_qti_item(std::string_view bytes, std::string const& file, Bringing& into);
bool is_qti_item(files::Element const& root);
Refused read_docx(Package const& package, Bringing& into);
Refused read_odt(Package const& package, Bringing& into);
Refused read_epub(Package const& package, Bringing& into);
/// Common Cartridge, or SCORM: both are told by a manifest.
Refused read_course_package(Package const& package, Bringing& into);
/// Whether nothing in the manifest says SCORM.
bool is_cartridge(Package const& package);
Refused read_h5p(Package const& package, Bringing& into);

/// One more paragraph of a Markdown text.
void add_to(std::string& text, std::string_view paragraph);
/// Plain words as a paragraph of HTML.
std::string as_html(std::string_view words);

}  // namespace kit
