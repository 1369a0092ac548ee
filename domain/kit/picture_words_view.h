#pragma once
#include <string>
#include <vector>

#include "platform/views/html.h"

namespace kit {

/// A picture of one of the kit's own texts, and the words that stand for it.
struct PictureWordsLine {
  std::string page, address;  ///< slug of the text; "pictures/3f2a….jpg"
  std::string slug, chapter;  ///< of the chapter that prints it, and its title
  std::string words;          ///< as they are, or as somebody just typed them
  std::string was;            ///< words the form was opened with
  std::string theirs;         ///< words somebody else wrote meanwhile; empty when nobody did
  std::string field;          ///< "3": of its place in the form
  html::Url picture, text;    ///< its bytes; the chapter it stands in
};

struct PictureWordsView {
  std::vector<PictureWordsLine> lines;
  std::size_t more = 0, wordless = 0;
  bool refused = false;
  html::Url action, back;
};

}  // namespace kit
