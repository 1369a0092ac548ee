#include "platform/pdf/booklet.h"

// The library asks whoever includes it to say that its old pointers are not used.
#define POINTERHOLDER_TRANSITION 4
#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <qpdf/QPDFWriter.hh>

namespace pdf_file {
namespace {

using Object = QPDFObjectHandle;
using Box = Object::Rectangle;

constexpr double points_in_millimetre = 72 / 25.4;
constexpr double sheet_width = 297 * points_in_millimetre, sheet_height = 210 * points_in_millimetre;  // A4, on its side

/// The sheets of one booklet, written as they come.
class Sheets {
 public:
  explicit Sheets(QPDF& pages) : m_pages{QPDFPageDocumentHelper{pages}.getAllPages()} {
    m_sheets.emptyPDF();
    if (m_pages.empty()) throw std::runtime_error("a PDF without pages");
  }

  int pages() const { return static_cast<int>(m_pages.size()); }

  void add(Face const& face) {
    auto resources = Object::newDictionary();
    auto drawn = Object::newDictionary();
    std::string content;
    if (face.left) content += place(*face.left, "/Left", 0, drawn);
    if (face.right) content += place(*face.right, "/Right", sheet_width / 2, drawn);
    resources.replaceKey("/XObject", drawn);
    auto sheet = Object::newDictionary();
    sheet.replaceKey("/Type", Object::newName("/Page"));
    sheet.replaceKey("/MediaBox", Object::newArray(Box{0, 0, sheet_width, sheet_height}));
    sheet.replaceKey("/Resources", resources);
    sheet.replaceKey("/Contents", Object::newStream(&m_sheets, content));
    QPDFPageDocumentHelper{m_sheets}.addPage(QPDFPageObjectHelper{m_sheets.makeIndirectObject(sheet)}, false);
  }

  std::string written(std::string const& title, std::string const& language) {
    describe(title, language);
    QPDFWriter writer{m_sheets};
    writer.setOutputMemory();
    writer.setDeterministicID(true);
    writer.setObjectStreamMode(qpdf_o_generate);
    writer.write();
    auto const bytes = writer.getBufferSharedPointer();
    return {reinterpret_cast<char const*>(bytes->getBuffer()), bytes->getSize()};
  }

 private:
  /// In the middle of its half: a sheet of A4 is a millimetre wider than two pages of A5.
  std::string place(int page, std::string const& name, double from, Object& drawn) {
    auto& source = m_pages.at(static_cast<std::size_t>(page));
    auto const shape = m_sheets.copyForeignObject(source.getFormXObjectForPage());
    drawn.replaceKey(name, shape);
    return QPDFPageObjectHelper{shape}.placeFormXObject(shape, name, Box{from, 0, from + sheet_width / 2, sheet_height});
  }

  /// A printer that listens is told how to turn the sheets, and not to shrink them.
  void describe(std::string const& title, std::string const& language) {
    auto wishes = Object::newDictionary();
    wishes.replaceKey("/Duplex", Object::newName("/DuplexFlipShortEdge"));
    wishes.replaceKey("/PrintScaling", Object::newName("/None"));
    wishes.replaceKey("/DisplayDocTitle", Object::newBool(true));
    auto catalogue = m_sheets.getRoot();
    catalogue.replaceKey("/ViewerPreferences", wishes);
    catalogue.replaceKey("/Lang", Object::newUnicodeString(language));
    auto about = Object::newDictionary();
    about.replaceKey("/Title", Object::newUnicodeString(title));
    m_sheets.getTrailer().replaceKey("/Info", m_sheets.makeIndirectObject(about));
  }

  std::vector<QPDFPageObjectHelper> m_pages;
  QPDF m_sheets;
};

}  // namespace

std::vector<Face> folded(int pages) {
  int const places = (pages + 3) / 4 * 4;
  auto const at = [pages](int place) { return place < pages ? std::optional{place} : std::nullopt; };
  std::vector<Face> faces;
  // The outer half comes down from the last place, the inner one up from the first; the back of a sheet has them the other way round.
  for (int first = 0, last = places - 1; first < last; first += 2, last -= 2) {
    faces.push_back({at(last), at(first)});
    faces.push_back({at(first + 1), at(last - 1)});
  }
  return faces;
}

std::string booklet(std::string_view pdf, std::string const& title, std::string const& language) {
  QPDF source;
  source.setSuppressWarnings(true);
  source.processMemoryFile("booklet", pdf.data(), pdf.size());
  Sheets sheets{source};
  for (auto const& face : folded(sheets.pages())) sheets.add(face);
  return sheets.written(title, language);
}

}  // namespace pdf_file
