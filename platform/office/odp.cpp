#include <algorithm>
#include <cstdio>

#include "platform/files/drawing.h"
#include "platform/office/odf_flow.h"

namespace office {
namespace {

struct Place {
  double x = 0, y = 0, width = 0, height = 0;  // centimetres
};
constexpr Place title_place{1.2, 0.7, 25.6, 2.5}, opening_title{1.2, 4.2, 25.6, 4}, opening_body{1.2, 8.6, 25.6, 5};
constexpr Place whole{1.2, 3.9, 25.6, 10.8}, left{1.2, 3.9, 11.6, 10.8}, right{13.2, 3.6, 13.6, 11.2};

std::string position(Place const& place) {
  char text[96];
  std::snprintf(text, sizeof text, "svg:x=\"%.2fcm\" svg:y=\"%.2fcm\"", place.x, place.y);
  return text;
}

std::string extent(Place const& place) {
  char text[96];
  std::snprintf(text, sizeof text, " svg:width=\"%.2fcm\" svg:height=\"%.2fcm\"", place.width, place.height);
  return position(place) + text;
}

class SlideWriter {
 public:
  explicit SlideWriter(Painter const& painter) : m_flow{m_labels, painter, OdfFlow::Kind::slides} {}

  void write(Slide const& slide) {
    ++m_number;
    auto& xml = m_flow.xml();
    xml.open("draw:page",
             {{"draw:name", std::to_string(m_number) + ". " + slide.title}, {"draw:style-name", "Page"}, {"draw:master-page-name", "Default"}});
    open_frame("Default-title", "title", slide.opening ? opening_title : title_place);
    m_flow.paragraph("", {{.text = slide.title}});
    close_frame();
    bool const drawn = !slide.pictures.empty();
    if (!slide.body.empty()) {
      open_frame(slide.opening ? "Default-subtitle" : "Default-outline1", slide.opening ? "subtitle" : "outline",
                 slide.opening ? opening_body
                     : drawn   ? left
                               : whole);
      m_flow.write(slide.body);
      close_frame();
    }
    if (drawn) picture(slide.pictures.front(), slide.body.empty() ? whole : right);
    notes(slide);
    xml.close();
  }

  OdfFlow& flow() { return m_flow; }

 private:
  void open_frame(std::string_view style, std::string_view presentation_class, Place const& place) {
    m_flow.xml().raw("<draw:frame presentation:style-name=\"" + std::string{style} + "\" draw:layer=\"layout\" presentation:class=\"" +
                     std::string{presentation_class} + "\" " + extent(place) + ">");
    m_flow.xml().raw("<draw:text-box>");
  }
  void close_frame() { m_flow.xml().raw("</draw:text-box></draw:frame>"); }

  void picture(Picture const& picture, Place const& room) {
    files::Size size{picture.width, picture.height};
    if (size.width <= 0 || size.height <= 0) size = files::size_of_svg(picture.svg).value_or(files::Size{600, 400});
    double const scale = std::min(room.width / size.width, room.height / size.height);
    Place place{0, 0, size.width * scale, size.height * scale};
    place.x = room.x + (room.width - place.width) / 2;
    place.y = room.y + (room.height - place.height) / 2;
    m_flow.frame(picture, "draw:style-name=\"Picture\" draw:layer=\"layout\" " + position(place), place.width, place.height);
  }

  void notes(Slide const& slide) {
    if (slide.notes.empty()) return;
    auto& xml = m_flow.xml();
    xml.open("presentation:notes", {{"draw:style-name", "Notes"}});
    xml.raw("<draw:page-thumbnail draw:layer=\"layout\" svg:width=\"16cm\" svg:height=\"9cm\" svg:x=\"2.5cm\" svg:y=\"2cm\" draw:page-number=\"" +
            std::to_string(m_number) + "\" presentation:class=\"page\"/>");
    open_frame("Default-notes", "notes", {2.5, 12, 16, 15});
    for (auto const& paragraph : slide.notes) m_flow.paragraph("", paragraph);
    close_frame();
    xml.close();
  }

  Labels m_labels;
  OdfFlow m_flow;
  int m_number = 0;
};

}  // namespace

std::string odp(Slides const& slides) {
  SlideWriter writer{slides.painter};
  auto& xml = writer.flow().xml();
  xml.open("office:body").open("office:presentation");
  for (auto const& slide : slides.slides) writer.write(slide);
  auto const body = xml.take();
  static constexpr std::string_view fixed =
      "<style:style style:name=\"Page\" style:family=\"drawing-page\"><style:drawing-page-properties presentation:background-visible=\"true\" "
      "presentation:background-objects-visible=\"true\" "
      "presentation:display-page-number=\"true\" presentation:display-footer=\"true\"/></style:style><style:style style:name=\"Notes\" "
      "style:family=\"drawing-page\"/>"
      "<style:style style:name=\"Picture\" style:family=\"graphic\"><style:graphic-properties draw:stroke=\"none\" "
      "draw:fill=\"none\"/></style:style>";
  std::string content = odf_root("office:document-content") + "<office:automatic-styles>" + std::string{fixed} + std::string{odf_character_styles()} +
      odf_list_styles() + "</office:automatic-styles>" + body + "</office:document-content>";
  std::vector<files::Entry> parts{
      {"content.xml", std::move(content), false}, {"styles.xml", odf_slide_styles(slides), false}, {"meta.xml", odf_meta(slides.about), false}};
  for (auto const& picture : writer.flow().pictures()) parts.push_back(picture);
  return odf_package("application/vnd.oasis.opendocument.presentation", std::move(parts), slides.about.day);
}

}  // namespace office
