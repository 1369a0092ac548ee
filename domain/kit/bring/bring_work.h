#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "domain/kit/bring/brought.h"
#include "domain/kit/bring/brought_store.h"
#include "domain/kit/workshop.h"
#include "platform/base/world.h"
#include "platform/files/made_before.h"

namespace kit {

inline constexpr std::uint64_t largest_brought = 64u << 20;

/// What is done with a file brought to a kit: kept, read again, its chapters joined to the outline or taken out of it.
class BringWork {
 public:
  BringWork(db::Database& database, base::World const& world, Workshop const& workshop);

  /// Keeps the file once it was read without a refusal. Nothing of the kit changes.
  base::Outcome<BroughtFile> bring(KitId const& kit, accounts::PersonId const& person, std::string const& file_name, std::string const& bytes) const;
  /// What the file holds; refused when its bytes are no longer there.
  base::Outcome<Brought> read(BroughtFile const& file) const;
  /// A picture of the file as it will come in: JPEG or PNG. Made once and kept a while; nothing when it is none.
  std::optional<std::string> picture(BroughtFile const& file, std::size_t number) const;
  /// Pictures somebody is about to ask for, one by one: the file is not read again for each.
  void lay_out(BroughtFile const& file, Brought const& brought, std::vector<std::size_t> const& numbers) const;

  /// Adds the chapters; how many. A file whose chapters are in already adds none.
  base::Outcome<std::size_t> join(accounts::ProgrammeId const& programme, BroughtFile const& file, BroughtWish const& wish,
                                  accounts::PersonId const& by) const;
  /// The same, by a job when the file has many pictures to make ready: nothing then, the state of the file says it.
  base::Outcome<std::optional<std::size_t>> ask_to_join(accounts::ProgrammeId const& programme, BroughtFile const& file, BroughtWish const& wish,
                                                        accounts::PersonId const& by) const;
  /// What the job does. A file whose joining was stopped meanwhile is left as it is.
  void join_asked(std::string const& payload) const;
  /// Back to looking at it, when its chapters were being added.
  void stop(BroughtFile const& file) const;
  /// Takes the chapters out again; the titles of those that stayed because somebody worked on them since.
  std::vector<std::string> undo(accounts::ProgrammeId const& programme, BroughtFile const& file) const;
  /// Only before its chapters are in, or after they were taken out.
  void forget(BroughtFile const& file) const;

 private:
  std::optional<std::string> as_brought(BroughtFile const& file, std::size_t number, Brought const* open) const;
  std::optional<std::string> fit(BroughtFile const& file, std::size_t number, Brought const* open) const;
  std::string with_kept_pictures(std::string text, BroughtFile const& file, Brought const& brought) const;

  db::Database& m_database;
  base::World const& m_world;
  std::filesystem::path m_folder, m_photos;
  files::MadeBefore m_shown;
};

}  // namespace kit
