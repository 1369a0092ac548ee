#pragma once
#include <optional>
#include <string>
#include <vector>

#include "app/layout_display.h"
#include "platform/views/html.h"

namespace app {

struct Link {
  std::string title;
  html::Url url;
  bool current = false;  ///< the page, or the section of the page, one is on
};

/// What stands around a page: everything the masthead, menu and footer show.
struct LayoutPage {
  views::Frame frame;
  std::vector<Link> menu;  ///< in the order to show; the same on a phone and on a wide screen
  struct Account {
    std::string name, initials;
    html::Url url;
  };
  std::optional<Account> account;  ///< nothing: a link to enter
  html::Url sign_in;
  html::Url search;      ///< page of results of this programme, or of the whole site
  std::string searched;  ///< words already in the search field
  std::string flash;     ///< sentence about what has just been done
  Display display;
  html::Url canonical;       ///< whole address, for search engines; may be empty
  std::vector<Link> footer;  ///< see standard_footer
  std::string kept_by;       ///< who runs this instance: a sentence; may be empty
};

/// The whole document, from <!doctype html>: views::document.
html::Safe layout(views::Context const& context, LayoutPage const& page);

/// Accessibility, privacy, legal, open data and, when it has an address, the source code.
std::vector<Link> standard_footer(i18n::Words const& words, html::Url const& source_code);

/// Letters of a person's disc: "Nadia Kerboul" → "NK"; two letters at most, "" for an empty name.
std::string initials(std::string_view name);

/// A page that says what went wrong and where to go from there.
struct ErrorPage {
  int status = 404;
  std::string title, explanation, advice;
  std::uint64_t request = 0;  ///< number to give when asking for help; shown when something broke on our side
  html::Url search;
  std::vector<Link> links;  ///< where to go: home, experiences, kit…
};

/// Words for a status: 400, 403, 404, 405, 413, 429, 503, and 500 for any other.
ErrorPage explain(int status, std::uint64_t request, i18n::Words const& words);

}  // namespace app
