#include "tests/support/site/test_site.h"

#include "domain/accounts/account_store.h"
#include "domain/programme/programme.h"
#include "platform/base/text.h"

namespace support {
namespace {

/// Pages without a layout: what the handler wrote, under its title.
class BareStage final : public accounts::Stage {
 public:
  http::Response page(accounts::Visit const&, views::Frame frame, int status) const override {
    http::Response response;
    response.status = status;
    response.body = "<title>" + html::escaped(frame.title) + "</title>" + frame.head.markup() + frame.body.markup();
    return response;
  }
  http::Response missing(accounts::Visit const&) const override { return http::text(404, "not here"); }
  http::Response refused(accounts::Visit const& visit, base::Refusal const& refusal) const override {
    return http::text(422, visit.words().refusal(refusal));
  }
  http::Response done(accounts::Visit const&, std::string_view, html::Url const& path) const override { return http::see_other(path.text()); }
};

std::string session_secret(std::string_view who) { return "secret-of-" + std::string{who}; }

}  // namespace

struct TestSite::Inside {
  Inside(db::Database& database, base::World const& world)
      : dictionary{i18n::Dictionary::load(std::string{ESSAIM_WORDS_DIR})},
        house{database, world, stage},
        letters{world, *dictionary, "https://essaim.example"},
        gate{{router, database, world, *dictionary, stage, assets, programme::id_of_slug, {}}} {
    router.on_error = [](http::Request const&, int status) { return http::text(status, "error"); };
  }
  std::unique_ptr<i18n::Dictionary> dictionary;
  accounts::AssetTable assets;
  BareStage stage;
  http::Router router;
  accounts::House house;
  accounts::LetterWriter letters;
  accounts::Gate gate;
};

TestSite::TestSite(db::Database& database, StoppedWorld& world)
    : m_database{database}, m_world{world}, m_inside{std::make_unique<Inside>(database, world)} {}
TestSite::~TestSite() = default;
accounts::Gate& TestSite::gate() { return m_inside->gate; }
accounts::House const& TestSite::house() { return m_inside->house; }
accounts::LetterWriter const& TestSite::letters() { return m_inside->letters; }

accounts::PersonId TestSite::person(std::string name, std::vector<accounts::Membership> memberships) {
  return m_database.write([&](db::Session& session) {
    accounts::AccountStore store{session};
    auto const known = store.invite(
        {m_world.new_id<accounts::Person>(), base::slug(name) + "@essaim.example", name, "fr", false, accounts::AccountState::active, m_world.now()});
    for (auto const& membership : memberships) {
      auto members = store.members_of(membership.programme);
      members.push_back({known.id, name, known.email, membership, {}, {}, known.state});
      store.replace_members(membership.programme, members);
    }
    store.start_session(session_secret(name), known.id, m_world.now());
    return known.id;
  });
}

http::Request TestSite::request(http::Method method, std::string target, std::string_view who) {
  http::Request request;
  request.method = method;
  request.target = target;
  auto const question = target.find('?');
  request.path = target.substr(0, question);
  if (question != std::string::npos)
    for (auto const& pair : base::split(target.substr(question + 1), '&')) {
      auto const equal = pair.find('=');
      request.query.add(pair.substr(0, equal), equal == std::string::npos ? "" : pair.substr(equal + 1));
    }
  request.headers.add("host", "essaim.example");
  request.headers.add("accept-language", "fr");
  if (!who.empty()) request.cookies.add(std::string{accounts::session_cookie}, session_secret(who));
  return request;
}

std::vector<http::Route> const& TestSite::routes() const { return m_inside->router.routes(); }

http::Response TestSite::send(http::Request request) { return m_inside->router.answer(request); }

http::Response TestSite::get(std::string target, std::string_view who) { return send(request(http::Method::get, std::move(target), who)); }

http::Response TestSite::post(std::string target, std::vector<std::pair<std::string, std::string>> form, std::string_view who) {
  auto sent = request(http::Method::post, std::move(target), who);
  sent.headers.add("origin", "https://essaim.example");
  for (auto& [name, value] : form) sent.form.add(name, value);
  sent.form.add("csrf", accounts::csrf_token(sent));
  return send(std::move(sent));
}

std::string header(http::Response const& response, std::string_view name) {
  for (auto const& [key, value] : response.headers)
    if (key == name) return value;
  return {};
}

}  // namespace support
