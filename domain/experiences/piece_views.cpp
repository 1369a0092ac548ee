#include "domain/experiences/piece_views.h"

#include "domain/experiences/pieces.h"

namespace experiences {

html::Url piece_address(std::string_view programme_slug, std::string_view slug, std::string_view code) {
  return html::Url::path("/p/{}/experiences/{}/pieces/{}", {programme_slug, slug, code});
}

html::Safe picture_of(Attachment const& attachment, std::string_view programme_slug, std::string_view slug, std::string_view sizes) {
  // The address changes with the bytes: a copy kept by a browser is never of another picture.
  auto const address = piece_address(programme_slug, slug, attachment.code).with("v", attachment.print.substr(0, 12));
  auto const [width, height] = size_of(attachment);
  std::string sources;
  for (int const lighter : PieceFolder::widths())
    if (lighter < width) sources += address.with("w", std::to_string(lighter)).text() + " " + std::to_string(lighter) + "w, ";
  sources += address.text() + " " + std::to_string(width) + "w";
  auto const alternative = attachment.alternative.empty() ? attachment.caption : attachment.alternative;
  auto const light = width > PieceFolder::widths().back() ? address.with("w", std::to_string(PieceFolder::widths().back())) : address;
  return html::Safe::trusted("<img src=\"" + html::escaped(light.text()) + "\" srcset=\"" + html::escaped(sources) + "\" sizes=\"" +
                             html::escaped(sizes) + "\" width=\"" + std::to_string(width) + "\" height=\"" + std::to_string(height) + "\" alt=\"" +
                             html::escaped(alternative) + "\" loading=\"lazy\" decoding=\"async\">");
}

void add_pieces(SheetBody& body, Experience const& experience, std::string_view programme_slug) {
  for (auto const& one : experience.content.attachments) {
    auto const url = piece_address(programme_slug, experience.slug, one.code);
    if (!is_picture(one)) {
      body.documents.push_back({one.code, one.caption.empty() ? one.name : one.caption, one.kind, one.credit, url});
      continue;
    }
    auto credit = one.credit;
    if (!one.licence.empty()) credit += (credit.empty() ? "" : ", ") + one.licence;
    body.figures.push_back({one.code, picture_of(one, programme_slug, experience.slug, "(min-width: 62rem) 42rem, 100vw"), one.caption, credit, url});
  }
}

}  // namespace experiences
