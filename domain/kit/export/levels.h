#pragma once
#include "domain/kit/document.h"

namespace kit {

/// Levels of the headings of a book read from end to end: no heading skips a level under the one before it (PDF/UA asks it,
/// screen readers and tables of contents thank for it).
class Levels {
 public:
  int part(Part const& part);                        ///< of its title; begins the part
  int title();                                       ///< of the title of a block
  void begin(Part const& part, Block const& block);  ///< before the text of a block, after its title
  int heading(int level);                            ///< of a heading of that text, `level` as typed
  int picture();                                     ///< of what a picture shows, a heading beside the text
  int of_part() const { return m_part; }

 private:
  int next(int wished);
  int m_level = 0, m_part = 1, m_base = 2, m_highest = 1;
};

/// Name of a place in a file that holds the whole kit: "part.dialogue.b2".
std::string place_name(Part const& part, std::string_view block);

}  // namespace kit
