#pragma once
#include "domain/accounts/accounts.h"
#include "platform/http/http.h"
#include "platform/views/html.h"

/// For tests: pages of this capability without the rest of the house.
namespace kit::testing_ {

/// Shows the body of a page alone.
class BareStage final : public accounts::Stage {
 public:
  http::Response page(accounts::Visit const&, views::Frame frame, int status) const override {
    return http::text(status, frame.title + "\n" + frame.head.markup() + frame.body.markup());
  }
  http::Response missing(accounts::Visit const&) const override { return http::text(404, "missing"); }
  http::Response refused(accounts::Visit const& visit, base::Refusal const& refusal) const override {
    return http::text(422, visit.words().refusal(refusal));
  }
  http::Response done(accounts::Visit const&, std::string_view, html::Url const& path) const override { return http::see_other(path.text()); }
};

/// Routes for one viewer, with the rights of the gate and without sign-in.
class BareRoutes final : public accounts::Routes {
 public:
  BareRoutes(http::Router& router, i18n::Words const& words, accounts::ProgrammeId programme)
      : m_router{router}, m_words{words}, m_programme{std::move(programme)} {}
  void add(http::Method method, std::string pattern, accounts::Right right, std::string about, accounts::VisitHandler handler,
           std::uint64_t body_limit) override {
    m_router.add({method, std::move(pattern), std::string{accounts::code(right)}, std::move(about),
                  [this, right, handler = std::move(handler)](http::Request const& request) {
                    views::Context const context{m_words, "n", "c", {}, {}};
                    if (right == accounts::Right::lead && !viewer.leads(m_programme)) return http::text(404, "missing");
                    return handler({request, viewer, context, m_programme});
                  },
                  body_limit});
  }
  accounts::Viewer viewer;

 private:
  http::Router& m_router;
  i18n::Words const& m_words;
  accounts::ProgrammeId m_programme;
};

using Named = std::vector<std::pair<std::string, std::string>>;

inline http::Response get_of(http::Router const& router, std::string const& path, Named const& query = {}) {
  http::Request request;
  request.path = request.target = path;
  for (auto const& [name, value] : query) request.query.add(name, value);
  return router.answer(request);
}
inline http::Response post_to(http::Router const& router, std::string const& path, Named const& fields) {
  http::Request request;
  request.method = http::Method::post;
  auto const mark = path.find('?');
  request.target = path, request.path = path.substr(0, mark);
  if (mark != std::string::npos)
    if (auto const equals = path.find('=', mark); equals != std::string::npos)
      request.query.add(path.substr(mark + 1, equals - mark - 1), path.substr(equals + 1));
  for (auto const& [name, value] : fields) request.form.add(name, value);
  return router.answer(request);
}

}  // namespace kit::testing_
