#include "platform/files/pictures.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "platform/files/zip.h"

namespace files {
namespace {

using namespace std::string_literals;

std::string picture_in(std::filesystem::path const& path) {
  std::ifstream file{path, std::ios::binary};
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

std::filesystem::path hostile() { return std::filesystem::path{ESSAIM_SOURCE_DIR} / "../shared/data/malveillants"; }

TEST(Kinds, AreToldByBytesAndNotByNames) {
  struct Case {
    std::string bytes, name;
    std::string_view kind;  ///< "" : refused
  };
  for (auto const& one : std::vector<Case>{{"\xFF\xD8\xFF\xE0 rest", "a.png", "jpg"},
                                           {"\x89PNG\r\n\x1A\n rest", "a.exe", "png"},
                                           {"<svg xmlns='x'><script/></svg>", "photo.png", ""},
                                           {"<!DOCTYPE html><p>", "notes.txt", ""},
                                           {"#!/bin/sh\nrm", "notes.txt", ""},
                                           {"MZ\x90\0\x03"s, "notes.txt", ""},
                                           {"nom;ville\nA;B\n", "liste.CSV", "csv"},
                                           {"Des mots.\n", "notes.txt", "txt"},
                                           {"Des mots.\n", "notes.vbs", ""},
                                           {"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\n%%EOF\n", "a.pdf", "pdf"},
                                           {"%PDF-1.7\n<< /OpenAction << /S /JavaScript /JS (x) >> >>\n%%EOF\n", "a.pdf", ""},
                                           {"%PDF-1.7\ncut", "a.pdf", ""},
                                           {"", "a.txt", ""}}) {
    auto const kind = kind_of(one.bytes, one.name);
    EXPECT_EQ(kind ? code(*kind) : "", one.kind) << one.name << " " << one.bytes.substr(0, 20);
  }
}

TEST(Kinds, OfOfficeFilesRefuseMacros) {
  base::Day const day{std::chrono::year{2027} / 1 / 3};
  std::string const odt = "application/vnd.oasis.opendocument.text";
  struct Case {
    std::vector<Entry> entries;
    std::string_view kind;
  };
  for (auto const& one : std::vector<Case>{
           {{{"mimetype", odt, true}, {"content.xml", "<a/>"}}, "odt"},
           {{{"mimetype", odt, true}, {"Basic/Standard/Module1.xml", "<a/>"}}, ""},
           {{{"[Content_Types].xml", "<Types/>"}, {"word/document.xml", "<a/>"}}, "docx"},
           {{{"[Content_Types].xml", "<Types/>"}, {"word/document.xml", "<a/>"}, {"word/vbaProject.bin", "x"}}, ""},
           {{{"[Content_Types].xml", "<Override ContentType='application/vnd.ms-excel.sheet.macroEnabled.main+xml'/>"}, {"xl/workbook.xml", "<a/>"}},
            ""},
           {{{"readme.txt", "x"}}, ""}}) {
    auto const kind = kind_of(zip(one.entries, day), "a.zip");
    EXPECT_EQ(kind ? code(*kind) : "", one.kind) << one.entries.back().name;
  }
}

TEST(FileNames, AreSafeToOfferAgain) {
  for (auto const& [sent, kept] : std::vector<std::pair<std::string, std::string>>{{"C:\\photos\\Fête du pain.jpg", "Fête du pain.jpg"},
                                                                                   {"../../etc/passwd", "passwd"},
                                                                                   {"...", ""},
                                                                                   {"a\r\nSet-Cookie: x.jpg", "aSet-Cookie x.jpg"},
                                                                                   {".htaccess", "htaccess"}})
    EXPECT_EQ(clean_file_name(sent), kept);
  EXPECT_LE(clean_file_name(std::string(400, 'a') + ".jpg").size(), 120u);
}

TEST(Pictures, LoseThePlaceTheyWereTakenAt) {
  auto const bytes = picture_in(hostile() / "images/jpeg_gps.jpg");
  if (bytes.empty()) GTEST_SKIP() << "../shared is not here";
  EXPECT_FALSE(holds_only_a_picture(bytes));
  auto const prepared = prepare_picture(bytes, Kind::jpeg);
  ASSERT_TRUE(prepared) << prepared.error().msgid;
  EXPECT_EQ(prepared->whole.bytes.find("Exif"), std::string::npos);
  EXPECT_TRUE(holds_only_a_picture(prepared->whole.bytes));
  // Sent again, it stays as it is.
  EXPECT_EQ(prepare_picture(prepared->whole.bytes, Kind::jpeg)->whole.bytes, prepared->whole.bytes);
}

TEST(Pictures, ThatWouldFillTheMemoryAreRefusedBeforeTheyAreRead) {
  auto const bytes = picture_in(hostile() / "images/png_100000x100000.png");
  if (bytes.empty()) GTEST_SKIP() << "../shared is not here";
  auto const prepared = prepare_picture(bytes, Kind::png);
  ASSERT_FALSE(prepared);
}

TEST(Pictures, ThatAreBrokenAreRefusedInWords) {
  EXPECT_FALSE(prepare_picture("\xFF\xD8\xFF\xE0 nothing", Kind::jpeg));
  auto const disguised = picture_in(hostile() / "images/svg_deguise.png"), mended = picture_in(hostile() / "images/png_crc_faux.png");
  if (disguised.empty()) GTEST_SKIP() << "../shared is not here";
  EXPECT_FALSE(kind_of(disguised, "a.png"));
  // A wrong sum is not believed: the picture is written again, or refused.
  if (auto const prepared = prepare_picture(mended, Kind::png)) {
    EXPECT_NE(prepared->whole.bytes, mended);
    EXPECT_EQ(prepare_picture(prepared->whole.bytes, prepared->whole.kind)->whole.bytes, prepared->whole.bytes);
  }
}

}  // namespace
}  // namespace files
