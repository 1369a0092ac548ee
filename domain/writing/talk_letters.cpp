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

bool LivePages::Rooms::write_letter(std::span<TalkCall const> calls, accounts::LetterWriter const& letters, ViewerOf const& viewer_of) {
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
    letters.write(session, to, [&](i18n::Words const& words) { return draft_of(all, to.name, count, letters, words); });
    return true;
  });
}

int LivePages::write_letters(accounts::LetterWriter const& letters, ViewerOf const& viewer_of) {
  auto& rooms = *m_rooms;
  auto const before = rooms.house.world.now() - patience;
  auto const calls = rooms.house.database.read([&](db::Session& session) { return TalkStore{session}.untold(before, most_calls_a_round); });
  int written = 0;
  for (std::span<TalkCall const> left{calls}; !left.empty();) {
    auto const of_one = std::ranges::find_if(left, [&](auto const& call) { return call.person != left.front().person; }) - left.begin();
    written += rooms.write_letter(left.first(static_cast<std::size_t>(of_one)), letters, viewer_of) ? 1 : 0;
    left = left.subspan(static_cast<std::size_t>(of_one));
  }
  return written;
}

}  // namespace writing
