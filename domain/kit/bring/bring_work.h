#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "domain/kit/bring/brought.h"
#include "domain/kit/bring/brought_store.h"
#include "platform/base/world.h"

namespace kit {

inline constexpr std::uint64_t largest_brought = 64u << 20;

/// What is done with a file brought to a kit: kept, read again, its chapters joined to the outline or taken out of it.
class BringWork {
 public:
  /// `folder`: where brought files are kept; `photos`: where the pictures of kits are.
  BringWork(db::Database& database, base::World const& world, std::filesystem::path folder, std::filesystem::path photos)
      : m_database{database}, m_world{world}, m_folder{std::move(folder)}, m_photos{std::move(photos)} {}

  /// Keeps the file once it was read without a refusal. Nothing of the kit changes.
  base::Outcome<BroughtFile> bring(KitId const& kit, accounts::PersonId const& person, std::string const& file_name, std::string const& bytes) const;
  /// What the file holds; refused when its bytes are no longer there.
  base::Outcome<Brought> read(BroughtFile const& file) const;

  struct Wish {
    std::vector<std::size_t> pages;  ///< which, in their order
    std::string after;               ///< chapter; "" for the end
  };
  /// Adds the chapters; how many. A file whose chapters are in already adds none.
  base::Outcome<std::size_t> join(accounts::ProgrammeId const& programme, BroughtFile const& file, Wish const& wish,
                                  accounts::PersonId const& by) const;
  /// Takes the chapters out again; the titles of those that stayed because somebody worked on them since.
  std::vector<std::string> undo(accounts::ProgrammeId const& programme, BroughtFile const& file) const;
  /// Only before its chapters are in, or after they were taken out.
  void forget(BroughtFile const& file) const;

 private:
  std::string with_kept_pictures(std::string text, Brought const& brought) const;

  db::Database& m_database;
  base::World const& m_world;
  std::filesystem::path m_folder, m_photos;
};

}  // namespace kit
