#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/experiences/experience.h"

/// Parts of a sheet: what may be read by fewer than the sheet, what a narrator agrees to, what a consent is about.
/// Named "context", "transfer"…; a passage is a part of its own: "obstacles.f2".
namespace experiences {

/// The parts where something is written, in the order of the sheet; lists give one part a passage.
std::vector<std::string> parts_in(Content const& content);
/// Sections whose readers may be chosen: fields, not passages.
std::vector<std::string> closable_sections();
/// Whether such a part can be; a passage need not be there any longer.
bool is_part(std::string_view key);
/// Changes when any word of the part does. "" when there is no such part.
std::string print_of(Content const& content, std::string_view part);
/// Empties the part; levers no longer name an obstacle that is gone.
void leave_out(Content& content, std::string_view part);

/// One text of a part that can be rewritten on its own: "text" of "obstacles.f2"; "" is the whole of a plain text.
struct PartText {
  std::string name;
  std::string_view msgid;
  std::string text;
};
std::vector<PartText> texts_of(Content const& content, std::string_view part);
void rewrite(Content& content, std::string_view part, std::string_view name, std::string text);

}  // namespace experiences
