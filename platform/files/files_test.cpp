#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include <fstream>
#include <map>
#include <sstream>

#include "platform/files/disk.h"
#include "platform/files/forked.h"
#include "platform/files/process.h"
#include "platform/files/resident.h"
#include "platform/files/zip.h"

namespace {
namespace fs = std::filesystem;
using namespace std::chrono_literals;

constexpr base::Day day{std::chrono::year{2026}, std::chrono::month{11}, std::chrono::day{2}};

std::vector<files::Entry> a_book() {
  return {{"mimetype", "application/epub+zip", true}, {"OEBPS/é.xhtml", std::string(5000, 'a'), false}, {"vide.txt", "", false}};
}

TEST(Zip, the_same_entries_give_the_same_bytes_in_any_time_zone) {
  setenv("TZ", "Asia/Tokyo", 1);
  tzset();
  auto const there = files::zip(a_book(), day);
  setenv("TZ", "America/Lima", 1);
  tzset();
  EXPECT_EQ(files::zip(a_book(), day), there);
  EXPECT_EQ(there.substr(30, 28), "mimetypeapplication/epub+zip") << "stored first, without extra field, as EPUB asks";
}

TEST(Zip, what_was_written_is_read_back) {
  auto const back = files::read_zip(files::zip(a_book(), day));
  ASSERT_TRUE(back);
  ASSERT_EQ(back->size(), 3u);
  EXPECT_EQ((*back)[1].name, "OEBPS/é.xhtml");
  EXPECT_EQ((*back)[1].bytes, std::string(5000, 'a'));
  EXPECT_EQ((*back)[2].bytes, "");
}

TEST(Zip, an_unsafe_name_is_never_written_nor_accepted) {
  for (std::string_view name : {"", "/etc/passwd", "../a", "a/../b", "a//b", "./a", "a/", "c:\\a", "a\\b", "a\nb", "a\x7f"})
    EXPECT_FALSE(files::is_safe_name(name)) << name;
  EXPECT_FALSE(files::is_safe_name(std::string(241, 'a')));
  for (std::string_view name : {"a", "a/b.txt", "..a", "été/1 2.md"}) EXPECT_TRUE(files::is_safe_name(name)) << name;
  EXPECT_THROW(files::zip({{"../a", "x", false}}, day), std::runtime_error);
}

TEST(Zip, bounds_hold_before_memory_is_filled) {
  auto const archive = files::zip({{"a", std::string(3 << 20, '0'), false}, {"b", "x", false}}, day);
  EXPECT_FALSE(files::read_zip(archive)) << "three megabytes of one letter: ratio";
  EXPECT_TRUE(files::read_zip(archive, {.ratio = 100'000}));
  EXPECT_FALSE(files::read_zip(archive, {.entries = 1, .ratio = 100'000}));
  EXPECT_FALSE(files::read_zip(archive, {.entry_bytes = 1 << 20, .ratio = 100'000}));
  EXPECT_FALSE(files::read_zip(archive, {.total_bytes = 1 << 20, .ratio = 100'000}));
}

TEST(Zip, names_that_one_disk_would_confuse_are_refused) {
  EXPECT_FALSE(files::read_zip(files::zip({{"A.txt", "1", false}, {"a.txt", "2", false}}, day)));
}

TEST(Zip, a_damaged_archive_is_refused) {
  auto archive = files::zip(a_book(), day);
  archive[110] = static_cast<char>(archive[110] ^ 0x55);
  EXPECT_FALSE(files::read_zip(archive));
  EXPECT_FALSE(files::read_zip(archive.substr(0, archive.size() / 2)));
  EXPECT_FALSE(files::read_zip(""));
}

TEST(Zip, known_hostile_archives_are_refused) {
  fs::path const folder = fs::path{ESSAIM_SOURCE_DIR} / "../shared/data/malveillants/zip";
  if (!fs::exists(folder)) GTEST_SKIP() << "the folder of hostile archives is not beside the sources";
  for (auto const& file : fs::directory_iterator{folder}) EXPECT_FALSE(files::read_zip(*files::read_file(file.path()))) << file.path();
}

TEST(Zip, archives_of_other_programs_are_read) {
  fs::path const folder = fs::path{ESSAIM_SOURCE_DIR} / "../shared/data/conformite/epub_w3c";
  if (!fs::exists(folder)) GTEST_SKIP() << "the folder of conforming archives is not beside the sources";
  int read = 0;
  for (auto const& file : fs::recursive_directory_iterator{folder}) {
    if (file.path().extension() != ".epub") continue;
    auto const entries = files::read_zip(*files::read_file(file.path()));
    EXPECT_TRUE(entries) << file.path() << ": " << (entries ? "" : entries.error().msgid);
    ++read;
  }
  EXPECT_GT(read, 0);
}

TEST(Disk, a_file_is_replaced_whole) {
  files::TemporaryFolder folder;
  auto const path = folder.path() / "a" / "b.txt";
  files::write_atomically(path, "un");
  files::write_atomically(path, "deux");
  EXPECT_EQ(files::read_file(path), "deux");
  EXPECT_EQ(std::distance(fs::directory_iterator{path.parent_path()}, {}), 1) << "no draft is left";
  EXPECT_EQ(files::read_file(path, 3), std::nullopt);
  EXPECT_EQ(files::read_file(folder.path() / "absent"), std::nullopt);
}

TEST(Disk, a_write_that_fails_leaves_the_old_bytes_and_no_draft) {
  files::TemporaryFolder folder;
  fs::create_directories(folder.path() / "taken" / "inside");
  EXPECT_THROW(files::write_atomically(folder.path() / "taken", "x"), std::system_error);
  EXPECT_EQ(std::distance(fs::directory_iterator{folder.path()}, {}), 1);
}

TEST(Disk, a_folder_appears_whole_in_place_of_the_old_one) {
  files::TemporaryFolder folder;
  auto const site = folder.path() / "site";
  files::place_folder(site, {{"index.html", "1", false}, {"old.html", "1", false}});
  files::place_folder(site, {{"index.html", "2", false}, {"parts/a.html", "2", false}});
  EXPECT_EQ(files::read_file(site / "index.html"), "2");
  EXPECT_EQ(files::read_file(site / "parts/a.html"), "2");
  EXPECT_FALSE(fs::exists(site / "old.html"));
  EXPECT_EQ(std::distance(fs::directory_iterator{folder.path()}, {}), 1);
  EXPECT_THROW(files::place_folder(site, {{"../x", "3", false}}), std::invalid_argument);
  EXPECT_EQ(files::read_file(site / "index.html"), "2");
}

TEST(Disk, the_same_content_is_kept_once_and_found_by_its_fingerprint_only) {
  files::TemporaryFolder folder;
  files::ContentFolder contents{folder.path()};
  auto const name = contents.keep("bonjour");
  EXPECT_EQ(contents.keep("bonjour"), name);
  ASSERT_TRUE(contents.find(name));
  EXPECT_EQ(files::read_file(*contents.find(name)), "bonjour");
  EXPECT_FALSE(contents.find("../../etc/passwd"));
  EXPECT_FALSE(contents.find(std::string(64, 'a')));
}

TEST(Process, its_outputs_and_its_verdict_come_back) {
  auto const finished = files::run({.program = "sh", .arguments = {"-c", "cat; echo oops >&2; exit 3"}, .input = "bonjour"});
  EXPECT_EQ(finished.exit_code, 3);
  EXPECT_EQ(finished.output, "bonjour");
  EXPECT_EQ(finished.errors, "oops\n");
  EXPECT_FALSE(finished.succeeded());
}

TEST(Process, it_runs_where_it_is_told_with_a_bare_environment) {
  setenv("ESSAIM_SECRET", "x", 1);
  auto const finished =
      files::run({.program = "sh", .arguments = {"-c", "pwd; echo \"[$ESSAIM_SECRET$MORE]\""}, .folder = "/usr", .environment = {"MORE=y"}});
  EXPECT_EQ(finished.output, "/usr\n[y]\n");
}

TEST(Process, it_is_killed_with_what_it_started_when_its_time_is_over) {
  auto const start = std::chrono::steady_clock::now();
  auto const finished = files::run({.program = "sh", .arguments = {"-c", "sleep 30 & sleep 30"}, .time = 200ms});
  EXPECT_TRUE(finished.out_of_time);
  EXPECT_LT(std::chrono::steady_clock::now() - start, 5s);
}

TEST(Process, closing_its_outputs_does_not_buy_it_time) {
  auto const finished = files::run({.program = "sh", .arguments = {"-c", "exec >&- 2>&-; sleep 30"}, .time = 200ms});
  EXPECT_TRUE(finished.out_of_time);
}

TEST(Process, a_flood_of_output_is_read_but_not_kept) {
  auto const finished = files::run({.program = "sh", .arguments = {"-c", "head -c 5000000 /dev/zero"}, .output_bytes = 1000});
  EXPECT_EQ(finished.exit_code, 0);
  EXPECT_EQ(finished.output.size(), 1000u);
}

TEST(Process, it_cannot_write_a_file_larger_than_its_bound) {
  files::TemporaryFolder folder;
  auto const finished =
      files::run({.program = "sh", .arguments = {"-c", "sleep 0.05; head -c 2000000 /dev/zero > big"}, .folder = folder.path(), .file_bytes = 1000});
  EXPECT_FALSE(finished.succeeded());
  EXPECT_LE(fs::file_size(folder.path() / "big"), 1000u);
}

TEST(Process, each_line_is_told_as_it_comes_and_who_hears_may_end_it) {
  std::vector<std::string> heard;
  auto const start = std::chrono::steady_clock::now();
  EXPECT_THROW(files::run({.program = "sh",
                           .arguments = {"-c", "echo one; echo two; printf three; sleep 30"},
                           .heard =
                               [&](std::string_view line) {
                                 heard.emplace_back(line);
                                 if (heard.size() == 2) throw std::runtime_error{"enough"};
                               }}),
               std::runtime_error);
  EXPECT_EQ(heard, (std::vector<std::string>{"one", "two"})) << "half a line is not told";
  EXPECT_LT(std::chrono::steady_clock::now() - start, 5s) << "it does not go on without us";
}

/// How each of some works ended, by its place.
std::map<std::size_t, files::ForkedEnd> ends_of(std::vector<std::function<int()>> const& works, files::ForkedBounds const& bounds = {}) {
  std::map<std::size_t, files::ForkedEnd> ends;
  files::fork_each(works, bounds, [&](std::size_t work, files::ForkedEnd const& end) { EXPECT_TRUE(ends.emplace(work, end).second); });
  return ends;
}

TEST(Forked, what_one_work_dies_of_is_not_met_by_the_others) {
  int ours = 0;
  auto const ends =
      ends_of({[&] { return ours = 7; }, [] { return ::raise(SIGSEGV); }, []() -> int { throw std::runtime_error{"spoilt"}; }, [] { return 0; }});
  ASSERT_EQ(ends.size(), 4u);
  EXPECT_EQ(ends.at(0).exit_code, 7);
  EXPECT_EQ(ends.at(1).exit_code, -1);
  EXPECT_EQ(ends.at(2).exit_code, -1);
  EXPECT_EQ(ends.at(3).exit_code, 0);
  EXPECT_EQ(ours, 0) << "it changed its own copy";
}

TEST(Forked, one_that_hangs_is_killed_and_the_rest_is_done) {
  auto const ends = ends_of({[] { return static_cast<int>(::sleep(30)); }, [] { return 0; }, [] { return 0; }}, {.at_once = 2, .time = 200ms});
  EXPECT_TRUE(ends.at(0).out_of_time);
  EXPECT_GE(ends.at(0).took, 200ms);
  EXPECT_LT(ends.at(0).took, 5s);
  EXPECT_EQ(ends.at(2).exit_code, 0);
}

TEST(Forked, who_is_told_may_end_the_whole) {
  auto const start = std::chrono::steady_clock::now();
  EXPECT_THROW(files::fork_each({[] { return 0; }, [] { return static_cast<int>(::sleep(30)); }}, {},
                                [](std::size_t, files::ForkedEnd const&) { throw std::runtime_error{"no room"}; }),
               std::runtime_error);
  EXPECT_LT(std::chrono::steady_clock::now() - start, 5s);
}

files::Command counting(std::string const& last) {
  return {.program = "sh", .arguments = {"-c", "n=0; while read line; do n=$((n+1)); " + last + " echo $n $line; done"}};
}

TEST(Resident, it_stays_from_one_line_to_the_next) {
  files::Resident counter{counting("")};
  EXPECT_EQ(counter.ask("one", 5s).line, "1 one");
  EXPECT_EQ(counter.ask("two", 5s).line, "2 two");
}

TEST(Resident, one_that_dies_answers_nothing_and_is_started_again_for_the_next_line) {
  files::Resident counter{counting("[ $line = die ] && kill -9 $$;")};
  EXPECT_EQ(counter.ask("one", 5s).line, "1 one");
  auto const died = counter.ask("die", 5s);
  EXPECT_FALSE(died.line);
  EXPECT_FALSE(died.out_of_time);
  EXPECT_EQ(counter.ask("two", 5s).line, "1 two");
}

TEST(Resident, one_that_hangs_is_killed) {
  files::Resident counter{counting("[ $line = hang ] && sleep 30;")};
  auto const start = std::chrono::steady_clock::now();
  EXPECT_TRUE(counter.ask("hang", 200ms).out_of_time);
  EXPECT_LT(std::chrono::steady_clock::now() - start, 5s);
  EXPECT_EQ(counter.ask("one", 5s).line, "1 one");
}

TEST(Resident, one_killed_before_it_was_spoken_to_kills_nobody) {
  files::Resident deaf{{.program = "sh", .arguments = {"-c", "exec <&-; kill -9 $$"}}};
  for (int time = 0; time < 20; ++time) EXPECT_FALSE(deaf.ask(std::string(60'000, 'x'), 5s).line);
}

TEST(Resident, one_that_went_while_nobody_spoke_is_started_again) {
  files::Resident once{{.program = "sh", .arguments = {"-c", "read line; echo heard $line"}}};
  for (auto const* line : {"one", "two", "three"}) EXPECT_EQ(once.ask(line, 5s).line, std::string{"heard "} + line);
}

TEST(Process, a_program_that_does_not_exist_is_said) { EXPECT_THROW(files::run({.program = "essaim-no-such-program"}), std::system_error); }

}  // namespace
