#pragma once
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>

#include "domain/exchange/intake_found.h"
#include "domain/exchange/intake_steps.h"
#include "domain/exchange/intake_store.h"
#include "domain/exchange/row_check.h"

namespace exchange {

/// Brought files at work: read, looked at, brought in and taken back in small steps, each a transaction, so that others read and
/// write meanwhile and that nothing is lost when the program stops.
class IntakeWork {
 public:
  IntakeWork(db::Database& database, base::World const& world, experiences::Shelf& shelf, std::filesystem::path files,
             i18n::Dictionary const& dictionary);

  /// Keeps the bytes. The table is read at once to propose what each column is for.
  base::Outcome<Intake> bring(accounts::ProgrammeId const& programme, accounts::PersonId const& person, std::string const& file_name,
                              std::string_view bytes);
  /// Looks at the whole file with the choices of the intake; nothing of the programme changes.
  Found look(Intake const& intake);
  /// From choosing to running, or from done to undoing; false when it was not there any more.
  bool start(IntakeId const& id, IntakeState from, IntakeState to);
  /// One step of a running or undoing file; the next is put in the queue with it.
  void step(IntakeId const& id);
  experiences::CellReader const& reader() const { return m_reader; }
  /// Columns of the file and the first values of each, for the page of choices.
  struct Glimpse {
    std::vector<std::string> columns;
    std::vector<std::vector<std::string>> values;
  };
  Glimpse glimpse(Intake const& intake);

 private:
  struct Opened;
  std::shared_ptr<Opened> open(Intake const& intake);
  void close(IntakeId const& id);
  void take_in(Intake const& intake);
  void take_back(Intake const& intake);

  db::Database& m_database;
  base::World const& m_world;
  experiences::Shelf& m_shelf;
  std::filesystem::path m_files;
  std::vector<i18n::Words const*> m_languages;
  experiences::CellReader m_reader;
  std::mutex m_mutex;
  std::map<IntakeId, std::shared_ptr<Opened>> m_opened;  ///< of files at work, the least recent dropped first
  std::size_t m_rows_a_step = 100;
};

}  // namespace exchange
