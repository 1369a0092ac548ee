#pragma once
#include <string>
#include <vector>

#include "domain/accounts/accounts.h"
#include "domain/accounts/aside.h"
#include "domain/accounts/provider_talk.h"
#include "domain/accounts/sign_in.h"

namespace accounts {

/// Entering with the account of an identity provider (ProConnect…), tying it to one's account here, and ending both sessions.
/// Nobody is created by it: people are invited, then a provider may say that it is them.
class ProviderPages {
 public:
  ProviderPages(House const& house, ProviderSettings settings) : m_house{house}, m_talk{std::move(settings), house.world} {}
  /// Nothing to add when no provider is set.
  void add_routes(Routes& routes);
  ProviderSettings const& settings() const { return m_talk.settings(); }

 private:
  http::Response depart(Visit const& visit) const;
  http::Response come_back(Visit const& visit) const;
  http::Response onward(Visit const& visit) const;
  http::Response tied(Visit const& visit) const;
  http::Response untie(Visit const& visit) const;
  /// Answers later with what `work` gives, on a thread that may wait for the network.
  http::Response talked(std::function<http::Response()> work) const;

  House m_house;
  mutable ProviderTalk m_talk;
  mutable Aside m_aside{4, 200, false};
  mutable Patience m_patience{300, std::chrono::minutes{15}};
};

struct TiedPage {
  std::string provider, notice;
  struct Account {
    std::string email, when, subject;
  };
  std::vector<Account> accounts;
};

/// Why somebody who came back from a provider did not enter: a word of the address, and its sentence; "" for any other word.
std::string trouble_in_words(std::string_view trouble, std::string const& provider, i18n::Words const& words);

}  // namespace accounts
