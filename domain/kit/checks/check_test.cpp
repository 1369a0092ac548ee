#include "domain/kit/checks/ace_report.h"
#include "domain/kit/checks/check.h"

#include <gtest/gtest.h>
#include <stdlib.h>

#include "domain/kit/checks/pdf_check.h"
#include "domain/kit/export/sample_document.h"
#include "domain/kit/formats.h"
#include "platform/files/disk.h"
#include "platform/files/process.h"

namespace {
using namespace kit;
namespace fs = std::filesystem;

/// Programs found before those of the machine.
class OtherPrograms {
 public:
  void put(std::string const& name, std::string const& script) const {
    files::write_atomically(m_folder.path() / name, "#!/bin/sh\n" + script + "\n");
    fs::permissions(m_folder.path() / name, fs::perms::owner_all);
  }
  OtherPrograms() { setenv("PATH", (m_folder.path().string() + ":" + m_path).c_str(), 1); }
  ~OtherPrograms() { setenv("PATH", m_path.c_str(), 1); }
  OtherPrograms(OtherPrograms const&) = delete;
  OtherPrograms& operator=(OtherPrograms const&) = delete;

 private:
  files::TemporaryFolder m_folder;
  std::string const m_path = getenv("PATH");
};

class KitChecks : public testing::Test {
 protected:
  std::vector<Check> checks(std::vector<MadeFile> const& files) {
    return check_files(files, sample_document(), {folder.path() / "no-modules", std::chrono::seconds{1}}, document_day);
  }
  MadeFile file(std::string const& format, std::string const& bytes) const {
    files::write_atomically(folder.path() / format, bytes);
    return {format, folder.path() / format};
  }
  static Check of(std::vector<Check> const& all, std::string_view validator) {
    for (auto const& one : all)
      if (one.validator == validator) return one;
    ADD_FAILURE() << validator << " is not in the report";
    return {};
  }
  base::Day const document_day = sample_document().frozen_on;
  files::TemporaryFolder folder;
};

TEST_F(KitChecks, a_validator_that_hangs_is_cut_and_the_report_says_it_was_not_run) {
  OtherPrograms programs;
  programs.put("zimcheck", "sleep 60");
  programs.put("qpdf", "echo fine");
  auto const start = std::chrono::steady_clock::now();
  auto const all = checks({file("zim", "no zim"), file("pdf", "no pdf"), file("data", "{}")});
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds{20});
  EXPECT_EQ(of(all, "zimcheck").result, CheckResult::not_run);
  EXPECT_EQ(of(all, "zimcheck").detail, "did not finish in the time given to it");
  EXPECT_EQ(of(all, "qpdf").result, CheckResult::passed) << "the others are run all the same";
  EXPECT_EQ(of(all, "Essaim").result, CheckResult::findings) << "and none passes what is no edition";
}

TEST_F(KitChecks, a_validator_that_dies_finds_something_and_one_that_is_missing_is_said) {
  OtherPrograms programs;
  programs.put("zimcheck", "kill -9 $$");
  auto const all = checks({file("zim", "no zim"), file("epub", "no book")});
  EXPECT_EQ(of(all, "zimcheck").result, CheckResult::findings);
  EXPECT_FALSE(of(all, "zimcheck").detail.empty());
  EXPECT_EQ(of(all, "EPUBCheck 5.3.0").result, CheckResult::not_run);
  EXPECT_EQ(of(all, "EPUBCheck 5.3.0").detail, "not installed here");
}

TEST_F(KitChecks, every_format_has_its_line_in_the_report) {
  OtherPrograms programs;
  for (char const* name : {"qpdf", "pdfinfo", "zimcheck", "soffice"}) programs.put(name, "true");
  for (auto const& format : formats()) EXPECT_FALSE(checks({file(std::string{format.code}, "bytes")}).empty()) << format.code;
}

/// The objects of a small file without fault, as qpdf prints them; `change` spoils one.
std::string objects(std::string_view from = "", std::string_view to = "") {
  std::string text = R"({"version":2,"qpdf":[{},{
    "trailer":{"value":{"/Root":"1 0 R"}},
    "obj:1 0 R":{"value":{"/Type":"/Catalog","/Lang":"u:fr","/MarkInfo":{"/Marked":true,"/Suspects":false},"/Metadata":"9 0 R",
      "/Outlines":{"/First":"8 0 R"},"/StructTreeRoot":"2 0 R","/ViewerPreferences":{"/DisplayDocTitle":true}}},
    "obj:2 0 R":{"value":{"/Type":"/StructTreeRoot","/K":["3 0 R"]}},
    "obj:3 0 R":{"value":{"/S":"/Document","/Type":"/StructElem","/K":[{"/S":"/H1","/K":[0]},{"/S":"/H2","/K":[1]},"4 0 R","5 0 R","6 0 R",
      {"/S":"/L","/K":[{"/S":"/LI","/K":[{"/S":"/Lbl","/K":[3]},{"/S":"/LBody","/K":[4]}]}]}]}},
    "obj:4 0 R":{"value":{"/S":"/Figure","/Alt":"u:Tiers 8","/K":[2]}},
    "obj:5 0 R":{"value":{"/S":"/Table","/K":[{"/S":"/THead","/K":[{"/S":"/TR","/K":[{"/S":"/TH","/A":[{"/Scope":"/Column"}],"/K":[5]}]}]},
      {"/S":"/TBody","/K":[{"/S":"/TR","/K":[{"/S":"/TD","/K":[6]}]}]}]}},
    "obj:6 0 R":{"value":{"/S":"/P","/K":[{"/S":"/Link","/K":[{"/Type":"/OBJR","/Obj":"7 0 R"},7]},{"/S":"/Note","/ID":"u:n1","/K":[8]}]}},
    "obj:7 0 R":{"value":{"/Type":"/Annot","/Subtype":"/Link","/Contents":"u:Vers la note"}},
    "obj:10 0 R":{"value":{"/Type":"/Page","/Annots":["7 0 R"],"/Tabs":"/S","/Contents":"11 0 R","/StructParents":0}},
    "obj:12 0 R":{"value":{"/Type":"/Font","/Subtype":"/Type0","/ToUnicode":"13 0 R"}},
    "obj:14 0 R":{"value":{"/Type":"/Font","/Subtype":"/CIDFontType2","/FontDescriptor":{"/FontFile2":"15 0 R"}}}}]})";
  if (!from.empty()) text.replace(text.find(from), from.size(), to);
  return text;
}

std::string const claims = "pdfuaid:part <dc:title>";

TEST(AceReport, says_which_rule_a_page_breaks_and_nothing_of_a_book_in_order) {
  auto const report = [](std::string const& outcome) {
    return R"({"earl:result":{"earl:outcome":")" + outcome + R"("},"assertions":[{"earl:testSubject":{"url":"parts/le-lieu.xhtml"},"assertions":[)" +
        R"({"earl:result":{"earl:outcome":")" + outcome + R"("},"earl:test":{"dct:title":"image-alt","earl:impact":"critical"}}]}]})";
  };
  EXPECT_EQ(wrong_in_ace_report(report("pass")), "");
  EXPECT_EQ(wrong_in_ace_report(report("fail")), "image-alt (critical): parts/le-lieu.xhtml");
  EXPECT_EQ(wrong_in_ace_report(R"({"earl:result":{"earl:outcome":"fail"},"assertions":[]})"), "it fails without saying of what");
  for (auto const* unread : {"", "{}", "[]", "{\"assertions\":3}"}) EXPECT_EQ(wrong_in_ace_report(unread), "its report cannot be read") << unread;
}

TEST(PdfCheck, a_file_without_fault_passes) { EXPECT_EQ(wrong_in_pdf(objects(), claims), std::vector<std::string>{}); }

TEST(PdfCheck, finds_each_fault) {
  struct Case {
    char const *from, *to, *point;
  };
  for (auto const& [from, to, point] : std::vector<Case>{{"\"/Lang\":\"u:fr\"", "\"/Lang\":\"u:\"", "11-006"},
                                                         {"\"/Marked\":true", "\"/Marked\":false", "01-005"},
                                                         {"\"/DisplayDocTitle\":true", "\"/DisplayDocTitle\":false", "07-001"},
                                                         {"{\"/First\":\"8 0 R\"}", "{}", "outline"},
                                                         {"\"/Root\":\"1 0 R\"", "\"/Root\":\"1 0 R\",\"/Encrypt\":\"9 0 R\"", "26-001"},
                                                         {"{\"/S\":\"/H1\",\"/K\":[0]}", "{\"/S\":\"/H2\",\"/K\":[0]}", "14-002"},
                                                         {"\"/S\":\"/H2\"", "\"/S\":\"/H3\"", "14-003"},
                                                         {"\"/Alt\":\"u:Tiers 8\"", "\"/Alt\":\"u:\"", "13-004"},
                                                         {"\"/S\":\"/TH\"", "\"/S\":\"/TD\"", "15-003"},
                                                         {"{\"/Scope\":\"/Column\"}", "{}", "15-003"},
                                                         {"\"/S\":\"/LI\"", "\"/S\":\"/P\"", "09-004"},
                                                         {"\"/S\":\"/Note\"", "\"/S\":\"/Aside\"", "02-001"},
                                                         {"\"/ID\":\"u:n1\"", "\"/ID\":\"u:\"", "19-003"},
                                                         {"\"/S\":\"/Link\"", "\"/S\":\"/Span\"", "28-011"},
                                                         {"u:Vers la note", "u:", "28-012"},
                                                         {"\"/Tabs\":\"/S\"", "\"/Tabs\":\"/R\"", "28-009"},
                                                         {"\"/FontFile2\":\"15 0 R\"", "", "31-009"},
                                                         {"\"/ToUnicode\"", "\"/Other\"", "31-027"}}) {
    std::string said;
    for (auto const& words : wrong_in_pdf(objects(from, to), claims)) said += words + "; ";
    EXPECT_NE(said.find(point), std::string::npos) << point << ": " << said;
  }
  EXPECT_EQ(wrong_in_pdf(objects(), "").size(), 2u) << "neither a claim nor a title in the metadata";
}

TEST(PdfCheck, tags_that_turn_in_circles_and_what_is_no_file_are_bounded) {
  EXPECT_FALSE(wrong_in_pdf(objects("{\"/S\":\"/H2\",\"/K\":[1]}", "{\"/S\":\"/Div\",\"/K\":[\"3 0 R\"]}"), claims).empty());
  EXPECT_FALSE(wrong_in_pdf("no json", claims).empty());
  EXPECT_FALSE(wrong_in_pdf("{}", claims).empty());
}

}  // namespace
