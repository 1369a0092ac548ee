#include "platform/files/made_before.h"

#include <gtest/gtest.h>

#include "platform/files/disk.h"

namespace {
namespace fs = std::filesystem;

std::vector<fs::path> files_in(fs::path const& folder) {
  std::vector<fs::path> all;
  for (auto const& file : fs::recursive_directory_iterator{folder})
    if (file.is_regular_file()) all.push_back(file.path());
  return all;
}

/// A recipe that says how often it was followed.
struct Kitchen {
  int times = 0;
  std::string follow(files::MadeBefore const& before, std::string_view recipe, std::string_view matter) {
    return before
        .once(recipe, matter,
              [&]() -> std::optional<std::string> {
                ++times;
                return "made of " + std::string{matter};
              })
        .value_or("nothing");
  }
};

TEST(MadeBefore, the_same_matter_is_made_once_even_by_another_process) {
  files::TemporaryFolder const folder;
  Kitchen kitchen;
  EXPECT_EQ(kitchen.follow(files::MadeBefore{folder.path()}, "png 1", "a drawing"), "made of a drawing");
  EXPECT_EQ(kitchen.follow(files::MadeBefore{folder.path()}, "png 1", "a drawing"), "made of a drawing");
  EXPECT_EQ(kitchen.times, 1);
  kitchen.follow(files::MadeBefore{folder.path()}, "png 2", "a drawing");
  kitchen.follow(files::MadeBefore{folder.path()}, "png 1", "another");
  EXPECT_EQ(kitchen.times, 3) << "another recipe and another matter are made anew";
}

TEST(MadeBefore, without_a_folder_all_is_made_each_time) {
  Kitchen kitchen;
  kitchen.follow(files::MadeBefore{}, "png 1", "a drawing");
  kitchen.follow(files::MadeBefore{}, "png 1", "a drawing");
  EXPECT_EQ(kitchen.times, 2);
}

TEST(MadeBefore, what_failed_is_not_kept) {
  files::TemporaryFolder const folder;
  files::MadeBefore const before{folder.path()};
  EXPECT_FALSE(before.once("png 1", "x", [] { return std::optional<std::string>{}; }));
  EXPECT_EQ(before.once("png 1", "x", [] { return std::optional<std::string>{"at last"}; }), "at last");
}

TEST(MadeBefore, a_kept_file_that_was_damaged_is_made_anew) {
  files::TemporaryFolder const folder;
  files::MadeBefore const before{folder.path()};
  Kitchen kitchen;
  kitchen.follow(before, "png 1", "a drawing");
  auto const kept = files_in(folder.path());
  ASSERT_EQ(kept.size(), 1u);
  for (auto const damage : {std::string{}, std::string{"short"}, files::read_file(kept[0]).value_or("") + "more"}) {
    files::write_draft(kept[0], damage);
    EXPECT_EQ(kitchen.follow(before, "png 1", "a drawing"), "made of a drawing");
  }
  EXPECT_EQ(kitchen.times, 4);
}

TEST(MadeBefore, a_folder_that_cannot_be_written_spares_nothing_and_breaks_nothing) {
  files::TemporaryFolder const folder;
  files::write_draft(folder.path() / "file", "in the way");
  Kitchen kitchen;
  EXPECT_EQ(kitchen.follow(files::MadeBefore{folder.path() / "file"}, "png 1", "a drawing"), "made of a drawing");
  files::MadeBefore{folder.path() / "nowhere"}.tidy();
}

TEST(MadeBefore, it_holds_no_more_than_it_may_and_the_last_used_stay) {
  files::TemporaryFolder const folder;
  files::MadeBefore const before{folder.path(), 3000};
  for (std::string_view name : {"a", "b", "c", "d"}) before.once("x", name, [&] { return std::optional{std::string(1000, name[0])}; });
  for (auto const& file : files_in(folder.path())) fs::last_write_time(file, fs::file_time_type::clock::now() - std::chrono::hours{1});
  int again = 0;
  auto const make = [&] { return ++again, std::optional{std::string(1000, 'z')}; };
  before.once("x", "b", make);
  before.tidy();
  EXPECT_EQ(files_in(folder.path()).size(), 2u) << "1,064 bytes each with its print";
  before.once("x", "b", make);
  EXPECT_EQ(again, 0) << "used a moment ago";
  for (auto const& file : files_in(folder.path())) fs::last_write_time(file, fs::file_time_type::clock::now() - std::chrono::days{40});
  before.tidy();
  EXPECT_TRUE(files_in(folder.path()).empty()) << "nobody used them for a month";
}

}  // namespace
