#include <algorithm>
#include <boost/json.hpp>
#include <charconv>

#include "domain/synthesis/findings.h"
#include "domain/synthesis/page_parts.h"
#include "domain/synthesis/room_store.h"
#include "domain/synthesis/seen.h"
#include "domain/synthesis/sentence_store.h"
#include "domain/synthesis/slides.h"
#include "domain/synthesis/state_of_play_pages.h"
#include "domain/synthesis/synthesis.h"
#include "domain/synthesis/views/room.view.h"

namespace synthesis {

namespace {

using accounts::Right;
using accounts::Visit;
using namespace std::chrono_literals;

/// What was just corrected stays on the screen that long.
constexpr auto fresh_for = 3min;
/// Shorter than what the proxies of town halls allow.
constexpr auto longest_wait = 25s;

std::size_t number_in(std::string_view text) {
  std::size_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

html::Url room_address(std::string_view slug, std::size_t slide, Filter const& filter) {
  return narrowed(html::Url::path("/p/{}/state-of-play/room", {slug}).with("slide", std::to_string(slide)), filter);
}

std::string label_of(experiences::Refiling const& one, std::string const& code, Setting const& setting) {
  return one.passage.starts_with('f') ? obstacle_label(code, setting) : lever_label(code, setting);
}

/// "« Manque de temps » → « Moyens humains », La navette": the last correction, while it is fresh.
std::string news_of(db::Session& session, Visit const& visit, Seen const& seen, base::Instant now) {
  auto const latest = experiences::refilings(session, visit.viewer, seen.brief.id, 1);
  if (latest.empty() || latest.front().undone_at || now - latest.front().at > fresh_for) return {};
  auto const& one = latest.front();
  return visit.words().t("Just filed elsewhere: “{}” → “{}”, {}",
                         {label_of(one, one.from, seen.setting), label_of(one, one.to, seen.setting), one.title});
}

/// Changes when what the screen shows may have changed, whoever changed it.
std::string version_of(db::Session& session, Visit const& visit, Seen const& seen, base::Instant now) {
  auto text = to_json(seen.reading) + std::to_string(seen.setting.vocabulary.version) + news_of(session, visit, seen, now);
  for (auto const& sentence : SentenceStore{session}.list(seen.brief.id)) text += sentence.id + std::to_string(base::to_milliseconds(sentence.at));
  return std::to_string(std::hash<std::string>{}(text));
}

std::string title_of(Slide const& slide, i18n::Words const& words) {
  auto const& finding = finding_of(slide.picture);
  return slide.pieces == 1 ? finding : words.t("{}, screen {} of {}", {finding, slide.piece, slide.pieces});
}

std::vector<Slide> slides_seen(Seen const& seen) { return slides_of(pictures_of(seen.reading, seen.setting)); }

}  // namespace

void StateOfPlayPages::add_room_routes(accounts::Routes& routes) {
  std::string const root = "/p/{programme}/state-of-play/room";
  routes.get(root, Right::anyone, "The état des lieux on a big screen, one figure at a time", [this](auto const& visit) { return room(visit); });
  routes.get(root + "/pulse", Right::anyone, "Whether the big screen has something new to show", [this](auto const& visit) { return pulse(visit); });
  routes.get(root + "/remote", Right::contributor, "Turns the pages of the big screen from a phone",
             [this](auto const& visit) { return remote(visit); });
  routes.post(root + "/remote", Right::contributor, "Turns the big screen to a figure", [this](auto const& visit) { return turn(visit); });
}

http::Response StateOfPlayPages::room(Visit const& visit) const {
  return m_house.database.read([&](db::Session& session) {
    auto const seen = see(session, visit, m_counter, m_house.world.now());
    if (!seen) return m_house.stage.missing(visit);
    auto const& words = visit.words();
    auto const slides = slides_seen(*seen);
    auto const turned = room_of(session, seen->brief.id);
    auto const asked = visit.query("slide").empty() ? static_cast<std::size_t>(turned.slide) : number_in(visit.query("slide"));
    auto const at = slides.empty() ? 0 : std::clamp<std::size_t>(asked, 1, slides.size());

    RoomPage page;
    page.name = seen->brief.name;
    page.ground = ground_of(seen->reading, words);
    page.leave = narrowed(address_of(seen->brief.slug), seen->reading.filter);
    page.pulse = narrowed(html::Url::path("/p/{}/state-of-play/room/pulse", {seen->brief.slug}), seen->reading.filter);
    page.base = room_address(seen->brief.slug, 0, seen->reading.filter);
    page.turn = std::to_string(turned.turn);
    page.version = version_of(session, visit, *seen, m_house.world.now());
    page.news = news_of(session, visit, *seen, m_house.world.now());
    if (visit.viewer.may_contribute(seen->brief.id)) page.remote = html::Url::path("/p/{}/state-of-play/room/remote", {seen->brief.slug});
    if (at > 0) {
      auto const& slide = slides[at - 1];
      page.picture = figure(slide.picture, m_shapes, visit.context);
      page.place = words.t("{} of {}", {at, slides.size()});
      for (auto const& sentence : SentenceStore{session}.list(seen->brief.id)) {
        if (sentence.figure == slide.figure && slide.piece == 1) page.sentences.push_back({sentence.text, sentence.minority});
      }
      if (at > 1) page.previous = room_address(seen->brief.slug, at - 1, seen->reading.filter);
      if (at < slides.size()) page.next = room_address(seen->brief.slug, at + 1, seen->reading.filter);
    }
    auto framed = frame_of(visit, seen->brief, views::state_of_play_room(visit.context, page), {{words.t("Big screen"), {}}});
    framed.indexable = false;
    // Without script the screen still follows, a little later.
    framed.head = html::Safe::trusted("<noscript><meta http-equiv=\"refresh\" content=\"15\"></noscript>");
    return m_house.stage.page(visit, std::move(framed));
  });
}

http::Response StateOfPlayPages::pulse(Visit const& visit) const {
  return m_house.database.read([&](db::Session& session) {
    // Before anything is read: what is committed meanwhile is then told at once.
    auto const mark = session.mark();
    auto const seen = see(session, visit, m_counter, m_house.world.now());
    if (!seen) return m_house.stage.missing(visit);
    auto const turned = room_of(session, seen->brief.id);
    auto const version = version_of(session, visit, *seen, m_house.world.now()), turn = std::to_string(turned.turn);
    boost::json::object told{{"version", version}, {"turn", turn}, {"slide", turned.slide}};
    if (visit.query("version") != version || visit.query("turn") != turn) return http::json(200, boost::json::serialize(told));
    auto const nothing_new = http::json(200, "{}");
    auto const start = [this, mark, nothing_new](http::Reply reply) {
      m_watch.wait(mark, db::CommitWatch::Clock::now() + longest_wait, [reply = std::move(reply), nothing_new] { reply(nothing_new); });
    };
    return http::later({start, longest_wait, nothing_new});
  });
}

http::Response StateOfPlayPages::remote(Visit const& visit) const {
  return m_house.database.read([&](db::Session& session) {
    auto const seen = see(session, visit, m_counter, m_house.world.now());
    if (!seen) return m_house.stage.missing(visit);
    auto const& words = visit.words();
    auto const slides = slides_seen(*seen);
    auto const now = slides.empty() ? 0 : std::clamp<std::size_t>(static_cast<std::size_t>(room_of(session, seen->brief.id).slide), 1, slides.size());
    RemotePage page;
    page.action = narrowed(html::Url::path("/p/{}/state-of-play/room/remote", {seen->brief.slug}), seen->reading.filter);
    page.room = narrowed(html::Url::path("/p/{}/state-of-play/room", {seen->brief.slug}), seen->reading.filter);
    page.leave = address_of(seen->brief.slug);
    page.previous = now > 1 ? std::to_string(now - 1) : "";
    page.next = now < slides.size() ? std::to_string(now + 1) : "";
    for (std::size_t at = 0; at < slides.size(); ++at) page.slides.push_back({std::to_string(at + 1), title_of(slides[at], words), at + 1 == now});
    auto framed = frame_of(visit, seen->brief, views::state_of_play_remote(visit.context, page), {{words.t("Turn the big screen"), {}}});
    framed.indexable = false;
    return m_house.stage.page(visit, std::move(framed));
  });
}

http::Response StateOfPlayPages::turn(Visit const& visit) const {
  auto const slide = number_in(visit.form("slide"));
  auto const brief = m_house.database.read([&](db::Session& session) { return programme::brief_of(session, *visit.programme); });
  if (!brief) return m_house.stage.missing(visit);
  if (slide < 1 || slide > 1'000) return m_house.stage.refused(visit, base::Refusal{"There is no such screen.", {}, "slide"});
  m_house.database.write([&](db::Session& session) { turn_to(session, brief->id, static_cast<std::int64_t>(slide)); });
  return m_house.stage.done(visit, visit.words().t("The screen turns to {}.", {slide}),
                            html::Url::path("/p/{}/state-of-play/room/remote", {brief->slug}));
}

}  // namespace synthesis
