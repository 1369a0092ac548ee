#pragma once
#include <gmock/gmock.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "domain/exchange/exchange.h"
#include "domain/atelier/atelier.h"
#include "domain/experiences/experiences.h"
#include "domain/programme/programme_file.h"
#include "domain/programme/programme_store.h"
#include "domain/territories/territories.h"
#include "platform/files/disk.h"
#include "tests/support/both_engines.h"

/// A place where files that were not made for us are tried.
namespace conformance {

namespace fs = std::filesystem;
inline fs::path const source{ESSAIM_SOURCE_DIR};

/// The folder of trial data beside the repository, or where ESSAIM_SHARED says.
inline fs::path shared() {
  char const* said = std::getenv("ESSAIM_SHARED");
  return (said && *said ? fs::path{said} : source / ".." / "shared") / "data";
}
inline std::string bytes_of(fs::path const& path) {
  std::ifstream file{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{file}, {}};
}

/// The official registry, a programme named "essais", and mappings applied to files.
class ImportPlace : public testing::Test {
 protected:
  void SetUp() override {
    if (!fs::exists(source / "build/registry/territories.csv")) GTEST_SKIP() << "the official registry is not built: ./dev start builds it";
    static bool const ready = prepare();
    ASSERT_TRUE(ready);
  }

  static db::Database& database() {
    static auto const scratch = support::ScratchDatabase::make(db::Engine::sqlite);
    return scratch->database();
  }
  static bool prepare() {
    if (!territories::import_registry(database(), (source / "build/registry").string())) return false;
    auto const programme = programme::parse_programme(
        "format = 1\nslug = \"essais\"\nname = \"Essais\"\nlanguage = \"fr\"\nlicence = \"CC-BY-SA-4.0\"\n", "programme.toml");
    if (!programme) return false;
    database().write([&](db::Session& session) { programme::ProgrammeStore{session}.put(*programme); });
    return true;
  }

  auto import(fs::path const& files, fs::path const& mapping, bool dry_run = false) {
    return exchange::import_rows(database(), m_world, {files, mapping, "essais", dry_run});
  }
  fs::path file(std::string const& name, std::string const& bytes) {
    std::ofstream{m_folder / name, std::ios::binary} << bytes;
    return m_folder / name;
  }
  /// The sheets of the programme whose address begins so, by address.
  std::map<std::string, experiences::Experience> sheets(std::string const& prefix) {
    std::map<std::string, experiences::Experience> found;
    database().read([&](db::Session& session) {
      for (auto& one : experiences::export_sheets(session, programme::id_from_slug("essais")))
        if (one.experience.slug.starts_with(prefix)) found.emplace(one.experience.slug, std::move(one.experience));
    });
    return found;
  }
  std::string territory_of(experiences::Experience const& sheet) {
    if (!sheet.territory) return {};
    auto const keys = database().read([&](db::Session& session) { return territories::keys_of(session, std::span{&*sheet.territory, 1}); });
    return keys.empty() ? "" : keys.begin()->second;
  }

  files::TemporaryFolder const m_scratch;
  fs::path const& m_folder = m_scratch.path();
  static inline support::StoppedWorld m_world;
};

/// Every rejection says where and why; their number is that of the rows left out.
inline void expect_explained(exchange::Report const& report) {
  std::set<std::pair<std::string, std::size_t>> rows;
  for (auto const& [problem, key, rejected] : report.notes) {
    EXPECT_FALSE(problem.file.empty());
    EXPECT_FALSE(problem.refusal.msgid.empty());
    if (rejected) rows.emplace(problem.file, problem.line);
  }
  EXPECT_EQ(static_cast<int>(rows.size()), report.rejected);
  EXPECT_EQ(report.created + report.changed + report.unchanged + report.rejected, report.rows);
}

}  // namespace conformance
