#include "platform/files/kinds.h"

#include <algorithm>
#include <array>

#include "platform/base/text.h"
#include "platform/files/zip.h"

namespace files {
namespace {

struct Known {
  Kind kind;
  std::string_view code, content_type;
};
constexpr std::array<Known, 13> known = {{
    {Kind::jpeg, "jpg", "image/jpeg"},
    {Kind::png, "png", "image/png"},
    {Kind::webp, "webp", "image/webp"},
    {Kind::gif, "gif", "image/gif"},
    {Kind::pdf, "pdf", "application/pdf"},
    {Kind::odt, "odt", "application/vnd.oasis.opendocument.text"},
    {Kind::ods, "ods", "application/vnd.oasis.opendocument.spreadsheet"},
    {Kind::odp, "odp", "application/vnd.oasis.opendocument.presentation"},
    {Kind::docx, "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
    {Kind::xlsx, "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    {Kind::pptx, "pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"},
    {Kind::csv, "csv", "text/csv; charset=utf-8"},
    {Kind::text, "txt", "text/plain; charset=utf-8"},
}};

Known const& of(Kind kind) {
  return *std::find_if(known.begin(), known.end(), [&](Known const& one) { return one.kind == kind; });
}

using base::refuse;

/// Runs something when opened, or carries another file: PDF names may be written with #xx, which nobody needs to.
bool acts(std::string_view pdf) {
  for (auto const* name : {"/JavaScript", "/JS", "/Launch", "/EmbeddedFile", "/RichMedia", "/XFA"})
    for (auto at = pdf.find(name); at != std::string_view::npos; at = pdf.find(name, at + 1)) {
      auto const after = at + std::string_view{name}.size();
      bool const goes_on = after < pdf.size() && ((pdf[after] >= 'a' && pdf[after] <= 'z') || (pdf[after] >= 'A' && pdf[after] <= 'Z'));
      if (!goes_on || std::string_view{name} == "/EmbeddedFile") return true;
    }
  return pdf.find("/J#") != std::string_view::npos || pdf.find("/L#") != std::string_view::npos;
}

base::Outcome<Kind> pdf_kind(std::string_view bytes) {
  auto const tail = bytes.substr(bytes.size() - std::min<std::size_t>(bytes.size(), 2'048));
  if (tail.find("%%EOF") == std::string_view::npos) return refuse("This PDF file is cut: send it again.");
  if (acts(bytes)) return refuse("This PDF file runs a program or carries other files: print it to a new PDF file and send that one.");
  return Kind::pdf;
}

base::Outcome<Kind> office_kind(std::string_view bytes) {
  ZipLimits const limits{.entries = 5'000, .entry_bytes = 64u << 20, .total_bytes = 200u << 20, .ratio = 200};
  auto const entries = read_zip(bytes, limits);
  if (!entries) return tl::unexpected{entries.error()};
  auto const find = [&](std::string_view name) -> Entry const* {
    auto const found = std::find_if(entries->begin(), entries->end(), [&](Entry const& entry) { return entry.name == name; });
    return found == entries->end() ? nullptr : &*found;
  };
  for (auto const& entry : *entries)
    if (entry.name.find("vbaProject") != std::string::npos || entry.name.starts_with("Basic/") || entry.name.starts_with("Scripts/") ||
        entry.name.find("activeX") != std::string::npos || entry.name.find("embeddings/") != std::string::npos)
      return refuse("This file contains macros or other programs: save it without them and send it again.");
  if (auto const* type = find("mimetype"))
    for (auto const kind : {Kind::odt, Kind::ods, Kind::odp})
      if (base::trimmed(type->bytes) == of(kind).content_type) return kind;
  if (auto const* types = find("[Content_Types].xml")) {
    if (types->bytes.find("macroEnabled") != std::string::npos)
      return refuse("This file contains macros or other programs: save it without them and send it again.");
    if (find("word/document.xml")) return Kind::docx;
    if (find("xl/workbook.xml")) return Kind::xlsx;
    if (find("ppt/presentation.xml")) return Kind::pptx;
  }
  return refuse("Archives are not taken: send the files one by one.");
}

bool is_plain_text(std::string_view bytes) {
  return base::is_clean_utf8(bytes) || std::none_of(bytes.begin(), bytes.end(), [](char c) {
           auto const byte = static_cast<unsigned char>(c);
           return byte < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f';
         });
}

bool looks_like_a_page(std::string_view bytes) {
  auto const start = base::fold(bytes.substr(0, 1'024));
  for (auto const* mark : {"<html", "<script", "<svg", "<!doctype", "<?xml", "<?php", "#!/"})
    if (start.find(mark) != std::string::npos) return true;
  return false;
}

}  // namespace

std::string_view code(Kind kind) { return of(kind).code; }
std::string_view content_type_of(Kind kind) { return of(kind).content_type; }
bool is_picture(Kind kind) { return kind == Kind::jpeg || kind == Kind::png || kind == Kind::webp || kind == Kind::gif; }

std::optional<Kind> kind_from(std::string_view text) {
  for (auto const& one : known)
    if (one.code == text) return one.kind;
  return std::nullopt;
}

base::Outcome<Kind> kind_of(std::string_view bytes, std::string_view name) {
  using namespace std::string_view_literals;
  if (bytes.empty()) return refuse("This file is empty.");
  if (bytes.starts_with("\xFF\xD8\xFF")) return Kind::jpeg;
  if (bytes.starts_with("\x89PNG\r\n\x1A\n"sv)) return Kind::png;
  if (bytes.starts_with("RIFF") && bytes.substr(8, 4) == "WEBP") return Kind::webp;
  if (bytes.starts_with("GIF87a") || bytes.starts_with("GIF89a")) return Kind::gif;
  if (bytes.starts_with("%PDF-")) return pdf_kind(bytes);
  if (bytes.starts_with("PK\x03\x04"sv)) return office_kind(bytes);
  if (is_plain_text(bytes) && !looks_like_a_page(bytes)) {
    auto const folded = base::fold(name);
    if (folded.ends_with(".csv")) return Kind::csv;
    if (folded.ends_with(".txt") || folded.ends_with(".md")) return Kind::text;
  }
  return refuse("This kind of file is not taken. Pictures: JPEG, PNG, WebP, GIF. Documents: PDF, ODT, ODS, ODP, DOCX, XLSX, PPTX, CSV, TXT.");
}

std::string clean_file_name(std::string_view name) {
  if (auto const slash = name.find_last_of("/\\"); slash != std::string_view::npos) name.remove_prefix(slash + 1);
  std::string clean;
  for (char c : name) {
    auto const byte = static_cast<unsigned char>(c);
    bool const refused = byte < 0x20 || byte == 0x7F || std::string_view{"\"<>:|?*;"}.find(c) != std::string_view::npos;
    if (!refused) clean += c;
  }
  if (!base::is_clean_utf8(clean)) clean = base::slug(clean, 100);
  while (clean.size() > 120 || (!clean.empty() && (clean.back() == '.' || clean.back() == ' '))) clean.pop_back();
  while (!clean.empty() && !base::is_clean_utf8(clean)) clean.pop_back();
  auto const start = clean.find_first_not_of(". ");
  return start == std::string::npos ? std::string{} : clean.substr(start);
}

}  // namespace files
