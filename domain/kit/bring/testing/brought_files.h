#pragma once
#include <gmock/gmock.h>

#include <filesystem>

#include "domain/kit/bring/brought.h"
#include "platform/files/disk.h"
#include "platform/files/zip.h"

/// For tests: what a brought file says, and the files others made.
namespace kit::testing_ {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

inline std::vector<std::string> titles(Brought const& brought) {
  std::vector<std::string> out;
  for (auto const& page : brought.pages) out.push_back(page.title);
  return out;
}

inline std::vector<std::string> said(Brought const& brought, Fate fate) {
  std::vector<std::string> out;
  for (auto const& note : brought.notes)
    if (note.fate == fate) out.push_back(note.spot.element + " " + note.words.msgid);
  return out;
}

inline std::vector<std::string> files_said(Brought const& brought, Fate fate) {
  std::vector<std::string> out;
  for (auto const& note : brought.notes)
    if (note.fate == fate) out.push_back(note.spot.file);
  return out;
}

inline std::string zipped(std::vector<files::Entry> const& entries) { return files::zip(entries, base::Day{std::chrono::year{2026} / 11 / 26}); }

/// Trials on banks others wrote: what comes is counted, nothing is lost without a word.
class BringOthersFiles : public testing::Test {
 protected:
  void SetUp() override {
    folder = std::filesystem::path{ESSAIM_SOURCE_DIR} / "../shared/data";
    if (!std::filesystem::exists(folder)) GTEST_SKIP() << "no files of others on this machine: ../shared/data";
  }
  base::Outcome<Brought> bring(std::string const& name) {
    auto const bytes = files::read_file(folder / name);
    EXPECT_TRUE(bytes) << name;
    return read_brought(bytes.value_or(""), std::filesystem::path{name}.filename().string());
  }
  static std::size_t questions(Brought const& brought) {
    std::size_t count = 0;
    for (auto const& page : brought.pages) count += page.questions.size();
    return count;
  }
  std::filesystem::path folder;
};

}  // namespace kit::testing_
