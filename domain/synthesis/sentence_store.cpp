#include "domain/synthesis/sentence_store.h"

#include <algorithm>
#include <map>

namespace synthesis {

std::vector<Sentence> SentenceStore::list(accounts::ProgrammeId const& programme) {
  std::map<std::string, std::vector<SentenceSource>> sources;
  {
    auto rows = m_session.query(
        "SELECT s.sentence_id, s.slug, s.passage FROM synthesis_sentence_source s JOIN synthesis_sentence t ON t.id = s.sentence_id "
        "WHERE t.programme_id = ? ORDER BY s.sentence_id, s.place",
        programme);
    std::string id;
    for (SentenceSource source; rows.next(id, source.slug, source.passage);) sources[id].push_back(source);
  }
  auto rows = m_session.query(
      "SELECT id, figure, text, minority, person_id, at FROM synthesis_sentence WHERE programme_id = ? ORDER BY figure, position", programme);
  std::vector<Sentence> sentences;
  std::optional<std::string> person;
  std::int64_t at = 0;
  for (Sentence one; rows.next(one.id, one.figure, one.text, one.minority, person, at);) {
    one.person = person ? std::optional{accounts::PersonId::trusted(*person)} : std::nullopt;
    one.at = base::from_milliseconds(at);
    one.sources = sources[one.id];
    sentences.push_back(one);
  }
  return sentences;
}

std::optional<Sentence> SentenceStore::find(accounts::ProgrammeId const& programme, std::string_view id) {
  auto sentences = list(programme);
  auto const found = std::ranges::find(sentences, id, &Sentence::id);
  return found == sentences.end() ? std::nullopt : std::optional{*found};
}

base::Outcome<std::optional<Sentence>> SentenceStore::put(base::World const& world, accounts::ProgrammeId const& programme, Sentence sentence) {
  auto good = checked(std::move(sentence));
  if (!good) return tl::unexpected{good.error()};
  good->at = world.now();
  if (good->id.empty()) {
    good->id = world.new_uuid();
    m_session.execute(
        "INSERT INTO synthesis_sentence (id, programme_id, figure, position, text, minority, person_id, at) SELECT ?, ?, ?, COALESCE(MAX(position), "
        "0) + 1, ?, ?, ?, ? "
        "FROM synthesis_sentence WHERE programme_id = ? AND figure = ?",
        good->id, programme, good->figure, good->text, good->minority, good->person, base::to_milliseconds(good->at), programme, good->figure);
  } else {
    auto const changed =
        m_session.execute("UPDATE synthesis_sentence SET text = ?, minority = ?, person_id = ?, at = ? WHERE id = ? AND programme_id = ?", good->text,
                          good->minority, good->person, base::to_milliseconds(good->at), good->id, programme);
    if (changed == 0) return std::optional<Sentence>{};
    m_session.execute("DELETE FROM synthesis_sentence_source WHERE sentence_id = ?", good->id);
  }
  std::int64_t place = 0;
  for (auto const& source : good->sources)
    m_session.execute("INSERT INTO synthesis_sentence_source (sentence_id, place, slug, passage) VALUES (?, ?, ?, ?)", good->id, ++place, source.slug,
                      source.passage);
  return std::optional{*good};
}

bool SentenceStore::remove(accounts::ProgrammeId const& programme, std::string_view id) {
  m_session.execute(
      "DELETE FROM synthesis_sentence_source WHERE sentence_id IN (SELECT id FROM synthesis_sentence WHERE id = ? AND programme_id = ?)", id,
      programme);
  return m_session.execute("DELETE FROM synthesis_sentence WHERE id = ? AND programme_id = ?", id, programme) == 1;
}

}  // namespace synthesis
