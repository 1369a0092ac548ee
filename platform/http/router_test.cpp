#include <gtest/gtest.h>

#include <stdexcept>

#include "platform/base/log.h"
#include "platform/http/http.h"

namespace http {
namespace {

Route route(Method method, std::string pattern) {
  Route made;
  made.method = method;
  made.right = "anyone";
  made.about = "A route of a test.";
  made.handler = [pattern](Request const& request) {
    std::string body = pattern;
    for (auto const& [name, value] : request.captures.fields()) body += " " + name + "=" + value;
    return text(200, body);
  };
  made.pattern = std::move(pattern);
  return made;
}

class RouterTest : public ::testing::Test {
 protected:
  RouterTest() {
    base::log::quiet();
    for (auto const* pattern : {"/", "/p/{programme}", "/p/{programme}/experiences/{slug}", "/p/{programme}/experiences/new",
                                "/p/{programme}/experiences/{slug}.pdf", "/files/{rest*}", "/files/list"}) {
      router.add(route(Method::get, pattern));
    }
    router.add(route(Method::post, "/p/{name}"));
    router.on_error = [](Request const&, int status) { return text(status, "page of " + std::to_string(status)); };
  }
  Response ask(Method method, std::string path) {
    Request request;
    request.method = method;
    request.target = path;
    request.path = std::move(path);
    return router.answer(request);
  }
  std::string get(std::string path) { return ask(Method::get, std::move(path)).body; }

  Router router;
};

TEST_F(RouterTest, a_path_finds_its_route_and_the_parts_it_captures) {
  EXPECT_EQ(get("/"), "/");
  EXPECT_EQ(get("/p/2018"), "/p/{programme} programme=2018");
  EXPECT_EQ(get("/p/2018/experiences/été"), "/p/{programme}/experiences/{slug} programme=2018 slug=été");
}

TEST_F(RouterTest, fixed_parts_win_over_captures) {
  EXPECT_EQ(get("/p/2018/experiences/new"), "/p/{programme}/experiences/new programme=2018");
  EXPECT_EQ(get("/p/2018/experiences/navette.pdf"), "/p/{programme}/experiences/{slug}.pdf programme=2018 slug=navette");
  EXPECT_EQ(get("/files/list"), "/files/list");
}

TEST_F(RouterTest, the_rest_of_a_path_is_taken_with_its_slashes) {
  EXPECT_EQ(get("/files/a/b/c.txt"), "/files/{rest*} rest=a/b/c.txt");
  EXPECT_EQ(ask(Method::get, "/files").status, 404);
}

TEST_F(RouterTest, a_part_that_is_empty_is_not_captured) {
  EXPECT_EQ(ask(Method::get, "/p//experiences/x").status, 404);
  EXPECT_EQ(ask(Method::get, "/p/2018/experiences/.pdf").body, "/p/{programme}/experiences/{slug} programme=2018 slug=.pdf");
}

TEST_F(RouterTest, a_missing_page_is_404_in_the_house_s_look) {
  Response const response = ask(Method::get, "/nowhere");
  EXPECT_EQ(response.status, 404);
  EXPECT_EQ(response.body, "page of 404");
}

TEST_F(RouterTest, a_path_without_this_method_is_405_and_says_which_it_has) {
  Response const response = ask(Method::delete_, "/p/2018");
  EXPECT_EQ(response.status, 405);
  EXPECT_EQ(response.headers.at(0).second, "GET, HEAD, POST, OPTIONS");
  EXPECT_EQ(ask(Method::options, "/p/2018").status, 204);
}

TEST_F(RouterTest, two_methods_of_one_path_may_name_their_captures_differently) {
  EXPECT_EQ(ask(Method::post, "/p/2018").body, "/p/{name} name=2018");
}

TEST_F(RouterTest, head_uses_the_route_of_get) { EXPECT_EQ(ask(Method::head, "/p/2018").status, 200); }

TEST_F(RouterTest, a_slash_too_many_at_the_end_is_redirected) {
  Response const response = ask(Method::get, "/p/2018/");
  EXPECT_EQ(response.status, 308);
  EXPECT_EQ(response.headers.at(0).second, "/p/2018");
  EXPECT_EQ(ask(Method::get, "/nowhere/").status, 404);
}

TEST_F(RouterTest, a_handler_that_fails_is_a_500_with_the_number_of_the_request) {
  Route broken = route(Method::get, "/broken");
  broken.handler = [](Request const&) -> Response { throw std::runtime_error{"disk on fire"}; };
  router.add(std::move(broken));
  router.on_error = [](Request const& request, int status) { return text(status, "number " + std::to_string(request.number)); };
  Request request;
  request.path = "/broken";
  request.number = 41;
  Response const response = router.answer(request);
  EXPECT_EQ(response.status, 500);
  EXPECT_EQ(response.body, "number 41");
}

TEST_F(RouterTest, the_secret_of_a_link_does_not_reach_the_log_of_a_failure) {
  Route broken = route(Method::get, "/do/{secret}/keep");
  broken.handler = [](Request const&) -> Response { throw std::runtime_error{"disk on fire"}; };
  router.add(std::move(broken));
  testing::internal::CaptureStderr();
  EXPECT_EQ(ask(Method::get, "/do/lets-somebody-in/keep").status, 500);
  auto const said = testing::internal::GetCapturedStderr();
  EXPECT_NE(said.find("/do/…/keep"), std::string::npos) << said;
  EXPECT_EQ(said.find("lets-somebody-in"), std::string::npos) << said;
}

TEST_F(RouterTest, an_error_page_that_fails_leaves_plain_words) {
  router.on_error = [](Request const&, int) -> Response { throw std::runtime_error{"the template too"}; };
  EXPECT_EQ(ask(Method::get, "/nowhere").status, 404);
  EXPECT_EQ(ask(Method::get, "/nowhere").body, "404\n");
}

TEST_F(RouterTest, routes_that_cannot_be_told_apart_or_say_no_right_are_refused) {
  EXPECT_THROW(router.add(route(Method::get, "/p/{other}")), std::logic_error);
  EXPECT_THROW(router.add(route(Method::get, "no-slash")), std::logic_error);
  EXPECT_THROW(router.add(route(Method::get, "/a//b")), std::logic_error);
  EXPECT_THROW(router.add(route(Method::get, "/{rest*}/more")), std::logic_error);
  EXPECT_THROW(router.add(route(Method::get, "/{a")), std::logic_error);
  EXPECT_THROW(router.add(route(Method::get, "/{a}{b}")), std::logic_error);
  EXPECT_THROW(router.add(route(Method::get, "/x{rest*}")), std::logic_error);
  EXPECT_THROW(router.add(route(Method::get, "/{a}/{a}")), std::logic_error);
  Route without_right = route(Method::get, "/free");
  without_right.right.clear();
  EXPECT_THROW(router.add(without_right), std::logic_error);
}

}  // namespace
}  // namespace http
