// What we write for office suites, opened again by LibreOffice: what it saves back says what it understood.
#include <gtest/gtest.h>

#include "domain/kit/export/office_text.h"
#include "domain/kit/export/sample_document.h"
#include "platform/files/disk.h"
#include "platform/files/process.h"

namespace {
namespace fs = std::filesystem;

i18n::Words const& french() {
  static auto const dictionary = i18n::Dictionary::load(ESSAIM_BUILD_DIR "/words");
  return dictionary->words(i18n::Language::french);
}

int count(std::string_view text, std::string_view part) {
  int times = 0;
  for (auto at = text.find(part); at != std::string_view::npos; at = text.find(part, at + part.size())) ++times;
  return times;
}

class Office : public testing::Test {
 protected:
  /// The file saved again by LibreOffice as one flat XML ("fodt", "fodp") or a PDF; skips when it is missing.
  std::string reopened(std::string const& name, std::string const& bytes, std::string const& as) {
    files::write_atomically(folder.path() / name, bytes);
    files::Command command;
    command.program = "soffice";
    command.arguments = {
        "-env:UserInstallation=file://" + (folder.path() / "profile").string(), "--headless", "--norestore", "--convert-to", as, name};
    command.folder = folder.path();
    command.time = std::chrono::seconds{120};
    command.memory_bytes = 0;
    auto const finished = files::run(command);
    EXPECT_TRUE(finished.succeeded()) << finished.output << finished.errors;
    return files::read_file((folder.path() / name).replace_extension(as)).value_or("");
  }
  void SetUp() override {
    try {
      if (files::run({.program = "soffice", .arguments = {"--version"}}).exit_code >= 0) return;
    } catch (std::system_error const&) {}
    GTEST_SKIP() << "LibreOffice is missing: apt-get install libreoffice-writer-nogui libreoffice-impress-nogui";
  }
  files::TemporaryFolder folder;
};

/// The same promises, whichever way the text came.
void expect_what_the_kit_says(std::string const& saved) {
  for (std::string_view said : {"Faire ensemble &amp; &lt;autrement&gt;", "Édition 1.0, 2", "CC BY-SA 4.0", "Association Faire ensemble",
                                "Exemple fictif", "#panic()", "Nadia Kerboul", "La note, avec "})
    EXPECT_NE(saved.find(said), std::string::npos) << said;
  EXPECT_GE(count(saved, "text:outline-level=\"1\""), 3) << "chapters are headings of the first level";
  EXPECT_GE(count(saved, "text:outline-level=\"2\""), 2);
  EXPECT_GE(count(saved, "text:note-class=\"footnote\""), 1);
  EXPECT_GE(count(saved, "<table:table-header-rows>"), 2) << "each table says which row heads it";
  EXPECT_EQ(count(saved, "<svg:desc>Tiers de confiance 8, échanges entre pairs 5</svg:desc>"), 1) << "the picture keeps its words";
  EXPECT_GE(count(saved, "text:formula=\"ooow:Figure+1\""), 1) << "a caption counts by itself";
  EXPECT_GE(count(saved, "xlink:href=\"https://example.org/"), 1);
  EXPECT_GE(count(saved, "xlink:href=\"#"), 3) << "inner links";
  EXPECT_NE(saved.find("<text:table-of-content "), std::string::npos);
  EXPECT_NE(saved.find("fo:language=\"fr\""), std::string::npos);
  EXPECT_NE(saved.find("<dc:title>Faire ensemble &amp; &lt;autrement&gt;</dc:title>"), std::string::npos);
}

TEST_F(Office, TheOpenDocumentTextComesBackWithItsStylesCaptionsAndLinks) {
  auto const saved = reopened("kit.odt", office::odt(kit::office_text(kit::sample_document(), french())), "fodt");
  expect_what_the_kit_says(saved);
  EXPECT_NE(saved.find("style:display-name=\"Box Heading\""), std::string::npos);
}

TEST_F(Office, TheWordDocumentComesBackWithItsStylesCaptionsAndLinks) {
  expect_what_the_kit_says(reopened("kit.docx", office::docx(kit::office_text(kit::sample_document(), french())), "fodt"));
}

TEST_F(Office, ATableOfContentsShowsTheTruePageNumbers) {
  files::write_atomically(folder.path() / "x", "");
  auto const pdf = reopened("kit.odt", office::odt(kit::office_text(kit::sample_document(), french())), "pdf");
  ASSERT_FALSE(pdf.empty());
  auto const text =
      files::run({.program = "pdftotext", .arguments = {"-layout", "-f", "2", "-l", "2", "kit.pdf", "-"}, .folder = folder.path()}).output;
  EXPECT_NE(text.find("Sommaire"), std::string::npos) << text;
  auto const line = text.find("Le dialogue territorial");
  ASSERT_NE(line, std::string::npos) << text;
  auto const end = text.find('\n', line);
  EXPECT_EQ(text[end - 1], '3') << text;
}

TEST_F(Office, SlidesComeBackWithTitlesPicturesAndNotes) {
  auto document = kit::sample_document();
  kit::Block steps;
  steps.id = "steps";
  steps.title = "Pas à pas";
  steps.markdown = "1. **Inviter** (5 min)  \n   Appeler chacun.  \n   *Trois semaines avant.*\n2. **Écouter** (30 min)  \n   Un tour de parole.\n";
  document.parts[2].blocks.push_back(steps);
  auto const saved = reopened("kit.odp", office::odp(kit::office_slides(document, french())), "fodp");
  for (std::string_view said : {"1. Inviter (5 min)", "Trois semaines avant.", "Un tiers qui invite, et la défiance se lève huit fois",
                                "<svg:desc>Tiers de confiance 8, échanges entre pairs 5</svg:desc>", "presentation:class=\"notes\""})
    EXPECT_NE(saved.find(said), std::string::npos) << said;
  EXPECT_GE(count(saved, "<draw:page "), 7);
}

}  // namespace
