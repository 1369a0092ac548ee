// Who may go where: every route, asked by every role, of its own programme and of another one. What is expected stands
// in app/rights.txt, one line a route; a route without a line fails, and so does a line without a route.
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>

#include "app/wiring.h"
#include "domain/accounts/account_store.h"
#include "domain/accounts/gate.h"
#include "domain/programme/programme_file.h"
#include "domain/programme/programme_store.h"
#include "platform/base/text.h"
#include "platform/files/disk.h"

namespace {

namespace fs = std::filesystem;
using accounts::Function;
using accounts::Power;

/// From the weakest: who is let in where the table says a word is let in by every later word of the same line.
constexpr std::array ladder = {"anyone", "signed_in", "member", "contributor", "lead"};

struct Role {
  std::string name;
  std::size_t rung;  ///< in the ladder, for addresses of the programme "ours"
  bool administrator = false;
};
std::vector<Role> const roles = {
    {"visitor", 0},          {"nobody's member", 1},       {"reader of ours", 2}, {"contributor of ours", 3}, {"lead of ours", 4},
    {"reader of theirs", 1}, {"contributor of theirs", 1}, {"lead of theirs", 1}, {"administrator", 1, true}};

class Rights : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    fs::path const source{ESSAIM_SOURCE_DIR};
    if (!fs::exists(source / "build/registry/france_map.txt")) return;
    scratch = std::make_unique<files::TemporaryFolder>();
    auto const& folder = scratch->path();
    fs::create_directories(folder / "share/web");
    std::ofstream{folder / "share/web/assets.json"} << "{}";
    fs::create_symlink(fs::path{ESSAIM_BUILD_DIR} / "words", folder / "share/words");
    fs::create_symlink(source / "build/registry", folder / "share/registry");
    app::Settings settings;
    settings.data_folder = (folder / "data").string();
    settings.share_folder = (folder / "share").string();
    settings.site_address = "https://essaim.example";
    settings.provider_issuer = "http://127.0.0.1:9";  // its routes are there, nobody answers
    place = std::make_unique<app::Place>(settings);
    place->database().write(&Rights::fill);
  }
  static void TearDownTestSuite() {
    place.reset();
    scratch.reset();
  }
  void SetUp() override {
    if (!place) GTEST_SKIP() << "the map of France is not built: ./dev start builds it";
  }

  static void fill(db::Session& session) {
    for (auto const* slug : {"ours", "theirs"}) {
      programme::Programme one;
      one.brief = {programme::id_from_slug(slug), slug, slug, "", false};
      programme::ProgrammeStore{session}.put(one);
    }
    accounts::AccountStore store{session};
    for (auto const& role : roles) {
      if (role.name == "visitor") continue;
      auto const person = store.invite({place->world().new_id<accounts::Person>(), base::slug(role.name) + "@essaim.example", role.name, "fr", false,
                                        accounts::AccountState::active, place->world().now()});
      if (role.administrator) store.make_administrator(person.id);
      for (auto const* slug : {"ours", "theirs"}) {
        if (!role.name.ends_with(slug)) continue;
        auto const power = role.name.starts_with("lead") ? Power::administer : role.name.starts_with("reader") ? Power::read : Power::contribute;
        store.put_membership(programme::id_from_slug(slug), person.id,
                             {person.email, person.name, {programme::id_from_slug(slug), {}, Function::partner, power}, "", ""});
      }
      store.start_session(role.name, person.id, place->world().now());
    }
  }

  static std::map<std::string, std::string> expectations() {
    std::map<std::string, std::string> found;
    std::ifstream file{fs::path{ESSAIM_SOURCE_DIR} / "app/rights.txt"};
    for (std::string line; std::getline(file, line);) {
      auto const words = base::split(line, ' ');
      if (words.size() == 3 && !line.starts_with("#")) found.emplace(words[0] + " " + words[1], words[2]);
    }
    return found;
  }
  static std::string name_of(http::Route const& route) { return std::string{http::name(route.method)} + " " + route.pattern; }

  /// The address of a route in the programme "ours"; other parts are names nothing has.
  static std::string address_of(http::Route const& route) {
    auto const named = std::regex_replace(route.pattern, std::regex{"\\{programme\\}"}, "ours");
    return std::regex_replace(named, std::regex{"\\{[a-z_]+\\*?\\}"}, "none-of-that-name");
  }
  static http::Response ask(http::Route const& route, Role const& role) {
    http::Request request;
    request.method = route.method;
    request.path = request.target = address_of(route);
    request.headers.add("host", "essaim.example");
    request.headers.add("origin", "https://essaim.example");
    if (role.name != "visitor") request.cookies.add(std::string{accounts::session_cookie}, role.name);
    request.form.add("csrf", accounts::csrf_token(request));
    return place->router().answer(request);
  }
  static bool kept_out(http::Response const& response) {
    auto const location = std::ranges::find(response.headers, "Location", [](auto const& header) { return header.first; });
    bool const to_the_door = location != response.headers.end() && location->second.starts_with("/sign-in?");
    return response.status == 404 || response.status == 403 || to_the_door;
  }
  static bool may(Role const& role, std::string const& right) {
    if (right == "link_holder") return true;
    if (right == "administrator") return role.administrator;
    auto const rung = std::ranges::find(ladder, right) - ladder.begin();
    return role.rung >= static_cast<std::size_t>(rung);
  }

  static inline std::unique_ptr<files::TemporaryFolder> scratch;
  static inline std::unique_ptr<app::Place> place;
};

TEST_F(Rights, EveryRouteHasALineInTheTableAndEveryLineARoute) {
  auto expected = expectations();
  for (auto const& route : place->router().routes()) {
    auto const line = expected.find(name_of(route));
    if (line == expected.end()) {
      ADD_FAILURE() << "app/rights.txt has no line for:  " << name_of(route) << " " << route.right << "   (" << route.about << ")";
      continue;
    }
    EXPECT_EQ(route.right, line->second) << name_of(route);
    expected.erase(line);
  }
  for (auto const& [name, right] : expected) ADD_FAILURE() << "app/rights.txt names a route that is not there: " << name;
}

TEST_F(Rights, WhoMayNotIsKeptOutOfEveryRouteAndChangesNothing) {
  auto const expected = expectations();
  auto const before = place->database().mark();
  int asked = 0;
  for (auto const& route : place->router().routes()) {
    auto const line = expected.find(name_of(route));
    if (line == expected.end()) continue;
    for (auto const& role : roles) {
      if (may(role, line->second)) continue;
      ++asked;
      EXPECT_TRUE(kept_out(ask(route, role))) << role.name << " was let in: " << name_of(route);
    }
  }
  EXPECT_GT(asked, 100);
  EXPECT_EQ(place->database().mark(), before) << "somebody who was kept out changed something";
}

TEST_F(Rights, WhoMayReadsEveryPageThatNeedsNothingElse) {
  for (auto const& route : place->router().routes()) {
    auto const expected = expectations();
    auto const line = expected.find(name_of(route));
    // A thing named in the address, a figure or a passage asked for, a setting of the place, or a departure one comes back from.
    static std::set<std::string> const told_more = {"/p/{programme}/state-of-play/passages", "/p/{programme}/state-of-play/sentences/write",
                                                    "/.well-known/security.txt", "/sign-in/back"};
    auto const needs =
        told_more.contains(route.pattern) || std::regex_replace(route.pattern, std::regex{"\\{programme\\}"}, "").find('{') != std::string::npos;
    if (route.method != http::Method::get || line == expected.end()) continue;
    for (auto const& role : roles) {
      if (!may(role, line->second)) continue;
      auto const response = ask(route, role);
      EXPECT_LT(response.status, 500) << role.name << ": " << name_of(route);
      EXPECT_TRUE(needs || !kept_out(response)) << role.name << " was kept out: " << name_of(route);
    }
  }
}

}  // namespace
