#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "domain/atelier/adaptation.h"
#include "platform/db/database.h"

namespace atelier {

/// The SQL of what adapted copies propose. Lives as long as the session.
class ProposalStore {
 public:
  explicit ProposalStore(db::Session& session) : m_session{session} {}

  /// Open ones first, then the latest.
  std::vector<Proposal> to(MethodId const& method);
  std::vector<Proposal> of_copy(MethodId const& copy);
  std::optional<Proposal> find(std::string_view id);
  void add(Proposal const& proposal);
  void answer(Proposal const& proposal);
  /// A copy has one open proposal at most: a new one takes its place.
  void withdraw_open_of(MethodId const& copy);

  /// Open proposals in the methods one wrote, and how many. One query.
  struct Waiting {
    std::string method_slug, method_title;
    std::int64_t count = 0;
  };
  std::vector<Waiting> waiting_for(accounts::PersonId const& author, accounts::ProgrammeId const& programme);
  /// A sheet's copies, told to those who may read them by the caller. One query.
  std::vector<MethodId> copies_of(Method const& source);

 private:
  std::vector<Proposal> where(std::string const& condition, std::vector<db::Value> values);
  db::Session& m_session;
};

}  // namespace atelier
