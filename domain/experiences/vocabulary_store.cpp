#include "domain/experiences/vocabulary_store.h"

#include <algorithm>

#include "domain/experiences/experience_row_write.h"

namespace experiences {
namespace {

/// A word of the programme's table, put over the compiled ones.
void put(Vocabulary& vocabulary, List list, Word word) {
  auto& words = vocabulary.words(list);
  auto const known = std::ranges::find(words, word.code, &Word::code);
  if (known == words.end()) return words.push_back(std::move(word));
  if (!word.renamed) word.label = known->label;
  *known = std::move(word);
}

}  // namespace

Vocabulary VocabularyStore::of(accounts::ProgrammeId const& programme) {
  Vocabulary vocabulary;
  std::array<std::vector<std::string>, all_lists.size()> order;
  {
    auto rows = m_session.query(
        "SELECT list, code, place, label, retired, merged_into FROM experiences_word WHERE programme_id = ? ORDER BY list, position", programme);
    std::string list_code;
    std::int64_t place = 0;
    Word word;
    while (rows.next(list_code, word.code, place, word.label, word.retired, word.merged_into)) {
      auto const list = list_from(list_code);
      if (!list || place < 0 || place >= static_cast<std::int64_t>(most_words)) continue;
      word.place = static_cast<std::size_t>(place);
      word.renamed = !word.label.empty();
      order[static_cast<std::size_t>(*list)].push_back(word.code);
      put(vocabulary, *list, word);
    }
  }
  for (auto list : all_lists) {
    auto const& codes = order[static_cast<std::size_t>(list)];
    // Words compiled since the order was made come last.
    std::ranges::stable_sort(vocabulary.words(list), {}, [&](Word const& word) { return std::ranges::find(codes, word.code) - codes.begin(); });
  }
  auto rows = m_session.query("SELECT COALESCE(MAX(number), 0) FROM experiences_word_change WHERE programme_id = ?", programme);
  rows.next(vocabulary.version);
  return vocabulary;
}

void VocabularyStore::write_words(accounts::ProgrammeId const& programme, List list, Vocabulary const& vocabulary) {
  std::vector<db::Value> values;
  std::string marks;
  std::int64_t position = 0;
  m_session.execute("DELETE FROM experiences_word WHERE programme_id = ? AND list = ?", programme, code(list));
  for (auto const& word : vocabulary.words(list)) {
    for (auto& value : {db::value(programme), db::value(code(list)), db::value(word.code), db::value(word.place),
                        db::value(word.renamed ? word.label : ""), db::value(++position), db::value(word.retired), db::value(word.merged_into)})
      values.push_back(value);
    marks.append(marks.empty() ? "" : ",").append("(?,?,?,?,?,?,?,?)");
  }
  m_session.execute_values("INSERT INTO experiences_word (programme_id, list, code, place, label, position, retired, merged_into) VALUES " + marks,
                           std::move(values));
}

base::Outcome<NotedWordChange> VocabularyStore::change(base::World const& world, std::optional<accounts::PersonId> const& person,
                                                       accounts::ProgrammeId const& programme, WordChange change, i18n::Words const& shown) {
  auto before = of(programme);
  auto const number = before.version + 1;
  auto vocabulary = after(std::move(before), change, shown);
  if (!vocabulary) return tl::unexpected{vocabulary.error()};
  write_words(programme, change.list, *vocabulary);
  NotedWordChange noted{number, change, person, world.now()};
  m_session.execute(
      "INSERT INTO experiences_word_change (programme_id, number, list, code, what, before_text, after_text, person_id, at) VALUES (?, ?, ?, ?, ?, "
      "?, ?, ?, ?)",
      programme, number, code(change.list), change.code, code(change.what), change.before, change.after, person, base::to_milliseconds(noted.at));
  // What is kept in memory holds the words too: it starts again.
  next_change(m_session, programme);
  m_session.execute("UPDATE experiences_tally SET epoch = epoch + 1 WHERE programme_id = ?", programme);
  return noted;
}

std::vector<NotedWordChange> VocabularyStore::read(std::string_view condition, std::vector<db::Value> arguments) {
  auto rows = m_session.query_values(
      "SELECT number, list, code, what, before_text, after_text, person_id, at FROM experiences_word_change WHERE programme_id = ? " +
          std::string{condition},
      std::move(arguments));
  std::vector<NotedWordChange> changes;
  std::string list, what;
  std::optional<std::string> person;
  std::int64_t at = 0;
  for (NotedWordChange one; rows.next(one.number, list, one.change.code, what, one.change.before, one.change.after, person, at);) {
    one.change.list = list_from(list).value_or(List::theme);
    one.change.what = what_from(what).value_or(WordChange::What::renamed);
    one.person = person ? std::optional{accounts::PersonId::trusted(*person)} : std::nullopt;
    one.at = base::from_milliseconds(at);
    changes.push_back(one);
  }
  return changes;
}

std::vector<NotedWordChange> VocabularyStore::history(accounts::ProgrammeId const& programme, int limit) {
  return read("ORDER BY number DESC LIMIT ?", {db::value(programme), db::value(limit)});
}

std::optional<NotedWordChange> VocabularyStore::noted(accounts::ProgrammeId const& programme, std::int64_t number) {
  auto found = read("AND number = ?", {db::value(programme), db::value(number)});
  if (found.empty()) return std::nullopt;
  return found.front();
}

}  // namespace experiences
