#pragma once
#include "domain/kit/bench.h"

namespace kit {

/// Where the text of a chapter is written: together and live, or in a form; how it will be read; its pictures.
class ChapterPages {
 public:
  explicit ChapterPages(Bench const& bench) : m_bench{bench} {}
  void add_routes(accounts::Routes& routes);

 private:
  struct Open {
    Kit kit;
    Chapter chapter;
    Page page;  ///< revision 0 when it is not written yet
  };
  std::optional<Open> open(db::Session& session, accounts::Visit const& visit) const;
  /// How a text would be read in this chapter, and what there is to see to in it.
  Assembly assembled(accounts::Visit const& visit, db::Session& session, Open const& open, std::string const& markdown) const;
  html::Safe markup(accounts::Visit const& visit, Part const& part) const;

  http::Response write_together(accounts::Visit const& visit) const;
  http::Response preview(accounts::Visit const& visit) const;
  http::Response form(accounts::Visit const& visit) const;
  http::Response show_form(accounts::Visit const& visit, PageForm page, bool preview) const;
  http::Response save(accounts::Visit const& visit) const;
  http::Response saved_meanwhile(accounts::Visit const& visit, Open const& open, std::string const& mine) const;
  http::Response proofread(accounts::Visit const& visit) const;
  void add_picture_routes(accounts::Routes& routes);
  http::Response take_picture(accounts::Visit const& visit) const;
  http::Response picture(accounts::Visit const& visit) const;

  Bench const& m_bench;
};

}  // namespace kit
