#include "domain/kit/bench.h"

#include <algorithm>
#include <array>

#include "domain/kit/audience.h"
#include "domain/kit/paper_size.h"

namespace kit {
namespace {

using i18n::msgid;

struct RoomAbout {
  char const* words;
  std::string_view address;
};
constexpr std::array rooms = {RoomAbout{msgid("Chapters"), ""}, RoomAbout{msgid("To see to"), "/remarks"},
                              RoomAbout{msgid("As it will be read"), "/read"}, RoomAbout{msgid("Editions"), "/editions"},
                              RoomAbout{msgid("Title and licence"), "/about"}};

void say_sizes(BenchHead& head, Room here, Overview const& overview, i18n::Words const& words) {
  head.sizes = {size_words(overview.words(), words)};
  auto const full = length_of(parts_for(overview, Medium::paper), Medium::paper).pages;
  head.sizes.push_back(words.tn("about one page once printed", "about {} pages once printed", full));
  auto const in_brief = parts_for(overview, Medium::brief);
  if (in_brief.empty()) return;
  auto const brief = length_of(in_brief, Medium::brief).pages;
  head.sizes.push_back(words.tn("short version: about one page", "short version: about {} pages", brief));
  if (brief > most_brief_pages && (here == Room::chapters || here == Room::remarks))
    head.too_long =
        words.t("The short version takes about {} pages: whoever has a quarter of an hour reads {}. Take a chapter out of it, or shorten its text.",
                {static_cast<std::int64_t>(brief), static_cast<std::int64_t>(most_brief_pages)});
}

}  // namespace

Asking Bench::asking(db::Session& session, accounts::Visit const& visit) const { return {session, visit.viewer, *visit.programme, visit.words()}; }

http::Response Bench::page(accounts::Visit const& visit, db::Session& session, std::string title, html::Safe body, int status) const {
  views::Frame frame;
  frame.title = std::move(title);
  frame.body = std::move(body);
  frame.section = "lead";
  frame.indexable = false;
  if (auto const programme = programme::brief_of(session, *visit.programme)) frame.programme = programme::where_of(*programme);
  return house.stage.page(visit, std::move(frame), status);
}

void Bench::bring_together(accounts::Visit const& visit) const {
  if (live) live->bring_together(*visit.programme, "kit-page");
}

html::Url Bench::write_url(std::string_view programme_slug, std::string_view chapter, std::size_t line) const {
  auto const url = bench_url(programme_slug, live ? "/pages/{}/write" : "/pages/{}", {chapter});
  return line == 0 ? url : url.with_fragment("line-" + std::to_string(line));
}

html::Url bench_url(std::string_view programme_slug, std::string_view rest, std::vector<std::string_view> const& parts) {
  std::vector<std::string_view> all{programme_slug};
  all.insert(all.end(), parts.begin(), parts.end());
  return html::Url::path("/p/{}/kit/compose" + std::string{rest}, all);
}

BenchHead bench_head(Kit const& kit, std::string const& programme_slug, Room here, i18n::Words const& words, Overview const* overview) {
  BenchHead head;
  head.title = kit.outline.title;
  head.state_words = words.t(msgid_of(kit.state));
  if (overview) say_sizes(head, here, *overview, words);
  for (std::size_t at = 0; at < rooms.size(); ++at) {
    auto const room = static_cast<Room>(at);
    head.tabs.push_back({words.t(rooms[at].words), bench_url(programme_slug, rooms[at].address), room == here, ""});
    if (overview && room == Room::remarks && !overview->remarks.empty()) head.tabs.back().count = std::to_string(overview->remarks.size());
  }
  return head;
}

std::string size_words(std::size_t count, i18n::Words const& words) {
  auto const minutes = static_cast<std::int64_t>(std::max<std::size_t>(1, (count + 199) / 200));
  return words.tn("{} word", "{} words", static_cast<std::int64_t>(count)) + ", " +
      words.tn("one minute of reading", "{} minutes of reading", minutes);
}

std::string remark_words(Remark const& remark, i18n::Words const& words) {
  return (remark.line > 0 ? words.t("line {}: ", {remark.line}) : "") + words.refusal(remark.words);
}

char const* msgid_of(ItemKind kind) {
  switch (kind) {
    case ItemKind::experience: return msgid("Experience sheet");
    case ItemKind::method: return msgid("Method sheet");
    case ItemKind::picture: return msgid("Picture of the état des lieux");
    case ItemKind::directory: return msgid("Directory of the programme");
  }
  return "";
}

char const* msgid_of(KitState state) { return state == KitState::working ? msgid("being written") : msgid("being proofread"); }

char const* picture_msgid(std::string_view name) {
  if (name == "obstacles") return msgid("Obstacles, counted");
  if (name == "levers") return msgid("Levers, counted");
  if (name == "matrix") return msgid("Which lever overcame which obstacle");
  if (name == "themes") return msgid("Themes, counted");
  return msgid("Map of the sheets");
}

char const* directory_msgid(std::string_view name) {
  return name == "people" ? msgid("People who agreed to be named") : msgid("Structures of the programme");
}

std::string item_title(Gathered const& gathered, ItemKind kind, std::string const& name, i18n::Words const& words) {
  if (kind == ItemKind::picture) return words.t(picture_msgid(name));
  if (kind == ItemKind::directory) return words.t(directory_msgid(name));
  auto const& sheets = kind == ItemKind::experience ? gathered.experiences : gathered.methods;
  auto const found = sheets.find(name);
  if (found != sheets.end()) return found->second.title;
  auto const known = gathered.known.find(std::string{code(kind)} + "/" + name);
  return known == gathered.known.end() ? name : known->second;
}

}  // namespace kit
