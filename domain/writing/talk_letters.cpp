// Those who are named in a comment, or asked to do something, are told by letter: one for all of a few minutes.
#include <algorithm>
#include <array>

#include "domain/programme/programme.h"
#include "domain/writing/live_rooms.h"
#include "domain/writing/talk_store.h"
#include "platform/base/text.h"
#include "platform/mail/draft.h"

namespace writing {
namespace {

constexpr std::chrono::minutes patience{5};  ///< several remarks in a row make one letter
constexpr int most_calls_a_round = 500;
constexpr std::size_t longest_told = 300;  ///< bytes of a remark in a letter
constexpr char const* answer_purpose = "writing.answer";

/// The thread all of these are about; nothing when they are about several.
TalkCall const* one_thread(std::span<TalkCall const> calls) {
  bool const same = std::ranges::all_of(calls, [&](TalkCall const& call) { return call.thread == calls.front().thread; });
  return same ? &calls.front() : nullptr;
}
std::string reply_subject(TalkCall const& call) { return call.document.text() + "/" + call.thread; }

/// What a letter says of one document.
struct About {
  std::string title;
  std::vector<mail::Draft::Line> lines;
};

mail::Draft draft_of(std::vector<About> const& all, std::string const& name, std::size_t count, accounts::LetterWriter const& letters,
                     i18n::Words const& words) {
  mail::Draft draft;
  draft.subject = count == 1 ? words.t("You are named in “{}”", {all.front().title})
                             : words.tn("You are named in one comment", "You are named in {} comments", static_cast<std::int64_t>(count));
  draft.greeting = words.t("Hello {},", {name});
  for (auto const& one : all) draft.sections.push_back({one.title, one.lines});
  draft.small = {words.t("You get this letter because someone wrote your name in a comment, or asked you to do something.")};
  draft.ways = {{words.t("Choose my letters"), letters.address("/me/letters")}};
  return draft;
}

}  // namespace

/// The remarks someone may still read, by document. The title and address of each are asked of its owner.
std::vector<std::pair<std::string, std::vector<mail::Draft::Line>>> LivePages::Rooms::remarks_for(db::Session& session,
                                                                                                  accounts::Viewer const& viewer,
                                                                                                  std::span<TalkCall const> calls,
                                                                                                  accounts::LetterWriter const& letters) const {
  std::vector<std::pair<std::string, std::vector<mail::Draft::Line>>> all;
  std::vector<accounts::PersonId> people;
  for (auto const& call : calls)
    if (call.by) people.push_back(*call.by);
  auto const names = accounts::names_of(session, people);
  for (auto const& call : calls) {
    auto const document = DocumentStore{session}.find(call.document);
    auto const programme = document ? programme::brief_of(session, document->programme) : std::nullopt;
    if (!programme || may(session, viewer, *document) < May::read) continue;
    auto const home = owner_of(*document)->home(session, programme->slug, document->subject.id);
    if (!home) continue;
    auto const page = html::Url::path("/p/{}/writing/{}/talk", {programme->slug, call.document.text()}).with_fragment(call.thread);
    auto place = std::ranges::find(all, home->title, [](auto const& one) { return one.first; });
    if (place == all.end()) place = all.insert(all.end(), {home->title, {}});
    auto const who = call.by ? names.find(*call.by) : names.end();
    place->second.push_back(
        {base::shortened(call.words, longest_told), who == names.end() ? std::string{} : who->second, letters.address(page.text())});
  }
  return all;
}

bool LivePages::Rooms::write_letter(std::span<TalkCall const> calls, accounts::LetterWriter const& letters, accounts::Replies const& replies,
                                    ViewerOf const& viewer_of) {
  auto const& person = calls.front().person;
  return house.database.write([&](db::Session& session) {
    // Told or not, it is not looked at again: who may no longer read it is told nothing.
    TalkStore{session}.told(person, calls, house.world.now());
    auto const known = accounts::addressees(session, std::array{person});
    if (known.empty()) return false;
    auto const told = remarks_for(session, viewer_of(session, person), calls, letters);
    if (told.empty()) return false;
    std::vector<About> all;
    std::size_t count = 0;
    for (auto const& [title, lines] : told) all.push_back({title, lines}), count += lines.size();
    auto const& to = known.begin()->second;
    auto const* thread = one_thread(calls);
    auto const answered_at = thread ? replies.address(session, answer_purpose, reply_subject(*thread), person) : "";
    letters.write(session, to, [&](i18n::Words const& words) {
      auto draft = draft_of(all, to.name, count, letters, words);
      draft.reply_to = answered_at;
      return draft;
    });
    return true;
  });
}

int LivePages::write_letters(accounts::LetterWriter const& letters, accounts::Replies const& replies, ViewerOf const& viewer_of) {
  auto& rooms = *m_rooms;
  auto const before = rooms.house.world.now() - patience;
  auto const calls = rooms.house.database.read([&](db::Session& session) { return TalkStore{session}.untold(before, most_calls_a_round); });
  int written = 0;
  for (std::span<TalkCall const> left{calls}; !left.empty();) {
    auto const of_one = std::ranges::find_if(left, [&](auto const& call) { return call.person != left.front().person; }) - left.begin();
    written += rooms.write_letter(left.first(static_cast<std::size_t>(of_one)), letters, replies, viewer_of) ? 1 : 0;
    left = left.subspan(static_cast<std::size_t>(of_one));
  }
  return written;
}

base::Outcome<void> LivePages::Rooms::take_reply(db::Session& session, accounts::Viewer const& viewer, std::string const& subject,
                                                 std::string const& words) {
  auto const slash = std::min(subject.find('/'), subject.size());
  auto const document = DocumentStore{session}.find(DocumentId::trusted(subject.substr(0, slash)));
  TalkStore store{session};
  auto const thread = document ? store.thread(document->id, subject.substr(std::min(slash + 1, subject.size()))) : std::nullopt;
  if (!thread || !viewer.person || may(session, viewer, *document) < May::suggest)
    return base::refuse("This comment is gone, or you may no longer answer it.", {}, "body");
  auto const said = remark_of(words);
  if (!said) return tl::unexpected{said.error()};
  Remark const remark{house.world.new_uuid(), viewer.person, house.world.now(), *said};
  store.add(thread->id, remark);
  std::vector<Named> people;
  for (auto const& member : accounts::members_of(session, document->programme)) people.push_back({member.person, member.name});
  auto called = named_in(*said, people);
  std::erase_if(called, [&](auto const& person) { return person == *viewer.person; });
  store.call(called, remark.id, remark.at);
  return {};
}

void LivePages::offer_replies(accounts::Replies& replies) {
  replies.offer(answer_purpose,
                [rooms = m_rooms.get()](db::Session& session, accounts::Viewer const& viewer, std::string const& subject, std::string const& words) {
                  return rooms->take_reply(session, viewer, subject, words);
                });
}

}  // namespace writing
