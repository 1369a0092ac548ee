#pragma once
#include <string>
#include <vector>

#include "domain/accounts/accounts.h"
#include "domain/synthesis/counter.h"
#include "domain/synthesis/sentence.h"

namespace synthesis {

/// What people wrote of the figures: written by those who lead, each sentence linked to its sources. Lives as long as the router.
class SentencePages {
 public:
  SentencePages(accounts::House const& house, Counter& counter) : m_house{house}, m_counter{counter} {}
  void add_routes(accounts::Routes& routes);

 private:
  http::Response written(accounts::Visit const& visit) const;
  http::Response open_form(accounts::Visit const& visit) const;
  http::Response send_form(accounts::Visit const& visit) const;
  http::Response show(accounts::Visit const& visit, Sentence const& sentence, std::string const& refusal, int status = 200) const;
  accounts::House m_house;
  Counter& m_counter;
};

/// The sentences of a programme with titles and territories of their sources, as this viewer may read them. Five queries.
std::vector<Sentence> sentences_of(db::Session& session, accounts::Viewer const& viewer, accounts::ProgrammeId const& programme);

}  // namespace synthesis
