#pragma once
#include <string>

namespace pdf_file::testing_ {

/// A PDF of so many A5 pages, each saying « page 1 of 5 » and nothing else.
inline std::string plain_pages(int count) {
  std::string pdf = "%PDF-1.4\n", places, kids;
  int objects = 0;
  auto const add = [&](std::string const& body) {
    auto const place = std::to_string(pdf.size());
    places += std::string(10 - place.size(), '0') + place + " 00000 n \n";
    pdf += std::to_string(++objects) + " 0 obj\n" + body + "\nendobj\n";
  };
  for (int page = 0; page < count; ++page) kids += std::to_string(4 + 2 * page) + " 0 R ";
  add("<< /Type /Catalog /Pages 2 0 R >>");
  add("<< /Type /Pages /Count " + std::to_string(count) + " /Kids [" + kids + "] >>");
  add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
  for (int page = 0; page < count; ++page) {
    auto const said = "BT /F 20 Tf 60 300 Td (page " + std::to_string(page + 1) + " of " + std::to_string(count) + ") Tj ET";
    add("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 419.53 595.28] /Resources << /Font << /F 3 0 R >> >> /Contents " + std::to_string(objects + 2) +
        " 0 R >>");
    add("<< /Length " + std::to_string(said.size()) + " >>\nstream\n" + said + "\nendstream");
  }
  auto const table = std::to_string(pdf.size());
  return pdf + "xref\n0 " + std::to_string(objects + 1) + "\n0000000000 65535 f \n" + places + "trailer\n<< /Size " + std::to_string(objects + 1) +
      " /Root 1 0 R >>\nstartxref\n" + table + "\n%%EOF\n";
}

}  // namespace pdf_file::testing_
