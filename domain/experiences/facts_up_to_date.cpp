#include "domain/experiences/content_json.h"
#include "domain/experiences/experience_row_write.h"
#include "domain/experiences/experiences.h"
#include "domain/experiences/facets.h"
#include "domain/experiences/vocabulary_store.h"

namespace experiences {

namespace {

constexpr int at_a_time = 400;

struct Old {
  std::string id, programme, content;
};

std::vector<Old> old_ones(db::Session& session) {
  std::vector<Old> found;
  auto rows = session.query("SELECT id, programme_id, content FROM experiences_experience WHERE facts_version < ? ORDER BY facts_version, id LIMIT ?",
                            facts_version, at_a_time);
  for (Old one; rows.next(one.id, one.programme, one.content);) found.push_back(one);
  return found;
}

}  // namespace

Vocabulary vocabulary_of(db::Session& session, accounts::ProgrammeId const& programme) { return VocabularyStore{session}.of(programme); }

int bring_facts_up_to_date(db::Database& database) {
  int done = 0;
  for (bool more = true; more;) {
    database.write([&](db::Session& session) {
      auto const found = old_ones(session);
      more = !found.empty();
      for (auto const& one : found) {
        auto const content = content_from_json(one.content);
        // Roles and years only: the other columns were always written, with the words of their time.
        session.execute("UPDATE experiences_experience SET role_bits = ?, began = ?, facts_version = ? WHERE id = ?", bits_of(content, {}).roles,
                        year_begun(content), facts_version, one.id);
        ++done;
      }
    });
  }
  return done;
}

}  // namespace experiences
