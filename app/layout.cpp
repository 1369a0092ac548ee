#include "app/layout.h"

#include "app/views/layout.view.h"

namespace app {
namespace {

/// First UTF-8 character of a word.
std::string_view first_letter(std::string_view word) {
  std::size_t length = 1;
  while (length < word.size() && (static_cast<unsigned char>(word[length]) & 0xC0) == 0x80) ++length;
  return word.substr(0, length);
}

struct Sentences {
  char const* title;
  char const* explanation;
  char const* advice;
};

Sentences sentences(int status) {
  using i18n::msgid;
  switch (status) {
    case 400:
      return {msgid("We could not read this request"), msgid("What your browser sent is incomplete or damaged."),
              msgid("Go back and try again; what you typed is still there.")};
    case 403:
      return {msgid("This form is no longer valid"), msgid("The page had been open for a long time, or the request did not come from our pages."),
              msgid("Go back, copy what you typed, reload the page and send again.")};
    case 404:
      return {msgid("This page is not here"), msgid("It does not exist, has moved, or is not open to you."),
              msgid("If someone gave you this link, ask who may read the page; entering may be enough.")};
    case 405:
      return {msgid("This address is not used that way"), msgid("The page exists, but does not take this kind of request."),
              msgid("Go back to the page you came from.")};
    case 413:
      return {msgid("This is too heavy"), msgid("What you sent is larger than what this page takes."),
              msgid("Send a lighter file, or cut your text in two.")};
    case 429: return {msgid("A little too fast"), msgid("Many requests came from you in a short time."), msgid("Wait a minute, then try again.")};
    case 503: return {msgid("Too many people at once"), msgid("We cannot answer right now."), msgid("Try again in a moment; nothing is lost.")};
    default:
      return {msgid("Something broke on our side"), msgid("We have kept a trace of it. What had been saved is safe."),
              msgid("Try again. If it happens again, write to us with the number of the request.")};
  }
}

}  // namespace

html::Safe layout(views::Context const& context, LayoutPage const& page) { return views::document(context, page); }

std::vector<Link> standard_footer(i18n::Words const& words, html::Url const& source_code) {
  std::vector<Link> links{{words.t("Accessibility"), html::Url::path("/accessibility")},
                          {words.t("Personal data"), html::Url::path("/privacy")},
                          {words.t("Legal notice"), html::Url::path("/legal")},
                          {words.t("Open data"), html::Url::path("/open-data")}};
  if (!source_code.empty()) links.push_back({words.t("Source code"), source_code});
  return links;
}

std::string initials(std::string_view name) {
  std::string first;
  std::string last;
  while (!name.empty()) {
    auto const end = name.find_first_of(" -");
    auto const word = name.substr(0, end);
    name = end == std::string_view::npos ? std::string_view{} : name.substr(end + 1);
    if (word.empty()) continue;
    (first.empty() ? first : last) = first_letter(word);
  }
  return first + last;
}

ErrorPage explain(int status, std::uint64_t request, i18n::Words const& words) {
  auto const said = sentences(status);
  ErrorPage page;
  page.status = status;
  page.title = words.t(said.title);
  page.explanation = words.t(said.explanation);
  page.advice = words.t(said.advice);
  page.request = status >= 500 ? request : 0;
  return page;
}

}  // namespace app
