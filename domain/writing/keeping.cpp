// From the live texts to versions of their subject, and back.
#include <algorithm>
#include <future>
#include <map>

#include "domain/writing/live_rooms.h"
#include "platform/base/log.h"

namespace writing {
namespace {

using namespace std::chrono_literals;

constexpr std::chrono::seconds quiet = 20s, longest_writing = 10min;

Texts texts_of(LiveTexts const& live) {
  Texts texts;
  for (auto const& [name, text] : live) texts[name] = to_utf8(text.words);
  return texts;
}

/// Who wrote, the one with the most changes first.
std::vector<accounts::PersonId> people_of(std::vector<Written> const& changes) {
  std::map<accounts::PersonId, int> counts;
  for (auto const& change : changes)
    if (change.by) ++counts[*change.by];
  std::vector<accounts::PersonId> people;
  for (auto const& [person, count] : counts) people.push_back(person);
  std::ranges::stable_sort(people, [&](auto const& one, auto const& other) { return counts[one] > counts[other]; });
  return people;
}

/// What was changed in the subject since it last took the texts, as pushes made in the texts it took.
std::vector<Push> changed_elsewhere(db::Session& session, Document const& document, Owner const& owner) {
  auto const live = DocumentStore{session}.texts_at(document.id, document.kept_seq);
  auto const taken = texts_of(live);
  auto const subject = owner.texts(session, document.subject.id, taken), as_kept = owner.as_kept(taken);
  std::vector<Push> pushes;
  for (auto const& [name, words] : subject) {
    auto const known = as_kept.find(name);
    if (words == (known == as_kept.end() ? std::string{} : known->second)) continue;
    auto const text = live.find(name);
    auto const before = text == live.end() ? LiveText{} : text->second;
    // The same name each time: should the program stop halfway, it is taken once all the same.
    Update update{name + "@" + std::to_string(document.kept_seq), ChangeSet::between(before.words, to_utf16(words))};
    pushes.push_back({"elsewhere", name, before.version, {std::move(update)}});
  }
  return pushes;
}

}  // namespace

/// False when it was refused: it stays to be brought in another time.
bool LivePages::Rooms::bring_in(Room& room, Push push) {
  auto const decided = std::make_shared<std::promise<PushOutcome>>();
  auto outcome = decided->get_future();
  room.push(std::move(push), {std::nullopt, {}}, [decided](PushOutcome one) { decided->set_value(std::move(one)); });
  return outcome.get().has_value();
}

void LivePages::Rooms::bring_together(DocumentId const& id) {
  auto const room = open.find(id);
  auto const* const owner = room ? owner_of(room->document()) : nullptr;
  if (!owner) return;
  auto const pushes = house.database.read([&](db::Session& session) -> std::vector<Push> {
    auto const document = DocumentStore{session}.find(id);
    return document ? changed_elsewhere(session, *document, *owner) : std::vector<Push>{};
  });
  for (auto const& push : pushes)
    if (!bring_in(*room, push)) base::log::warning("a change made beside the live document " + id.text() + " could not be brought in");
  house.database.write([&](db::Session& session) {
    DocumentStore store{session};
    auto const document = store.find(id);
    auto const live = document ? store.load(id) : std::nullopt;
    if (!live || live->seq() == document->kept_seq) return;
    auto const people = people_of(store.changes(id, document->kept_seq, live->seq()));
    if (owner->keep(session, house.world, document->subject.id, texts_of(live->texts()), people)) store.note_kept(*document, live->seq());
  });
  if (house.database.engine() == db::Engine::sqlite) return;
  house.database.write([&](db::Session& session) {
    DocumentStore store{session};
    store.take_turn(id);
    store.note_left(id, house.world.now());
  });
}

/// What breaks in one document keeps nobody from the others.
void LivePages::Rooms::bring_together_or_log(DocumentId const& id) {
  try {
    bring_together(id);
  } catch (std::exception const& failure) {
    base::log::error("the live document " + id.text() + " could not be kept: " + failure.what());
  }
}

void LivePages::keep_resting() {
  auto const now = m_rooms->house.world.now();
  auto const resting = m_rooms->house.database.read([&](db::Session& session) {
    DocumentStore store{session};
    auto due = store.unkept();
    std::erase_if(due, [&](DocumentId const& id) {
      auto const document = store.find(id);
      bool const for_long = document->unkept_since && now - *document->unkept_since > longest_writing;
      return !for_long && now - store.last_written(id) < quiet;
    });
    return due;
  });
  for (auto const& id : resting) m_rooms->bring_together_or_log(id);
}

void LivePages::bring_together(accounts::ProgrammeId const& programme, std::string_view kind) {
  auto const written = m_rooms->house.database.read([&](db::Session& session) { return DocumentStore{session}.unkept(programme, kind); });
  for (auto const& id : written) m_rooms->bring_together_or_log(id);
}

void LivePages::bring_together(Subject const& subject) {
  auto const document = m_rooms->house.database.read([&](db::Session& session) { return DocumentStore{session}.find_of(subject); });
  if (document) m_rooms->bring_together(document->id);
}

}  // namespace writing
