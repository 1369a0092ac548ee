#pragma once
#include <string>
#include <vector>

#include "domain/programme/inviting.h"
#include "domain/programme/member_list.h"
#include "domain/territories/territories.h"
#include "platform/charts/charts.h"

namespace programme {

/// For those who lead: the members of a programme, adding a list of them, inviting, changing, ending.
class MemberPages {
 public:
  MemberPages(accounts::House const& house, Inviting const& inviting, territories::GazetteerShelf const& gazetteers, charts::MapShapes const& shapes)
      : m_house{house}, m_inviting{inviting}, m_gazetteers{gazetteers}, m_shapes{shapes} {}
  void add_routes(accounts::Routes& routes);

 private:
  http::Response list(accounts::Visit const& visit) const;
  http::Response ask_list(accounts::Visit const& visit) const;
  http::Response take_list(accounts::Visit const& visit) const;
  http::Response invite(accounts::Visit const& visit) const;
  http::Response member(accounts::Visit const& visit, base::Refusal const& refusal = {}) const;
  http::Response change(accounts::Visit const& visit) const;
  http::Response ask_end(accounts::Visit const& visit) const;
  http::Response end(accounts::Visit const& visit) const;

  accounts::House m_house;
  Inviting const& m_inviting;
  territories::GazetteerShelf const& m_gazetteers;
  charts::MapShapes const& m_shapes;
};

/// What the views show.
struct MembersPage {
  Brief brief;
  struct Line {
    std::string name, email, function, right, organisation;
    std::string state, state_class, since;  ///< in words; class of the pill: done, todo, late, info
    html::Url url;
  };
  struct Group {
    std::string territory, letters, note;  ///< note: "pair", "one person alone"
    html::Url url;
    std::vector<Line> lines;
  };
  std::vector<Group> groups;  ///< territories first, then people without one
  std::string summary;
  html::Safe map;
  int to_invite = 0;
  std::string to_invite_words;
  html::Url add, invite;
};
struct Choice {
  std::string value, label;
  bool chosen = false;
};
struct ListForm {
  Brief brief;
  std::string text, message, refusal;
  html::Url action;
  bool checked = false;  ///< the list below was read
  int problems = 0, fresh = 0;
  std::string problems_words, fresh_words;
  struct Line {
    std::size_t number = 0;
    std::string name, email, territory, function, right, state, state_class;
    std::vector<std::string> problems, remarks;
  };
  std::vector<Line> lines;
};
struct MemberForm {
  Brief brief;
  std::string name, email, organisation, note, refusal, state;
  html::Url action, end, invite, back;
  std::string person;
  std::vector<Choice> functions, rights;
  html::Safe territory;
  bool can_invite = false;
};
struct EndForm {
  Brief brief;
  std::string name, sentence;
  html::Url action, back;
};
struct JoinPage {
  std::string subtitle, licence;
  html::Safe charter;
};

}  // namespace programme
