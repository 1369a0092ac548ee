#include "app/commands.h"

#include <algorithm>
#include <iostream>
#include <iterator>

#include "app/given_back.h"
#include "app/wiring.h"
#include "domain/accounts/account_store.h"
#include "domain/accounts/first_run_pages.h"
#include "domain/accounts/proof_store.h"
#include "domain/accounts/sign_in_pages.h"
#include "domain/territories/territories.h"
#include "platform/db/migrations.h"
#include "platform/search/search.h"

namespace app {
namespace {

/// The command line speaks English: its words go to logs and scripts. Refusals keep their msgid filled in.
std::string in_words(base::Refusal const& refusal) {
  std::string out;
  std::size_t next = 0;
  for (std::size_t at = 0; at < refusal.msgid.size(); ++at) {
    bool const hole = refusal.msgid.compare(at, 2, "{}") == 0;
    if (!hole) {
      out += refusal.msgid[at];
      continue;
    }
    if (next < refusal.arguments.size()) out += refusal.arguments[next++];
    ++at;
  }
  return out;
}

}  // namespace

std::string problems_in_words(std::vector<base::Problem> const& problems) {
  constexpr std::size_t most_shown = 50;
  std::string out;
  for (std::size_t at = 0; at < std::min(problems.size(), most_shown); ++at) {
    auto const& problem = problems[at];
    out += problem.file;
    if (problem.line != 0) out += ":" + std::to_string(problem.line);
    if (!problem.refusal.field.empty()) out += " [" + problem.refusal.field + "]";
    out += " " + in_words(problem.refusal) + "\n";
  }
  if (problems.size() > most_shown) out += "… and " + std::to_string(problems.size() - most_shown) + " more.\n";
  if (!out.empty()) out.pop_back();
  return out;
}

int serve(Settings const& settings) {
  auto const problems = check(settings);
  if (!problems.empty()) throw Stop{in_words(problems.front())};
  GivenBack const given_back{settings.workers};
  Place place{settings};
  try {
    for (auto const& warning : check_mail(settings)) std::cerr << "Letters: " << in_words(warning) << std::endl;
    for (auto const& warning : check_provider(settings)) std::cerr << "Identity provider: " << in_words(warning) << std::endl;
    place.serve([&](std::uint16_t port) {
      std::cout << "Essaim serves http://" << settings.address << ":" << port << "/" << std::endl;
      auto const first = place.database().write([&](db::Session& session) { return accounts::first_run_path(session, place.world()); });
      if (first)
        std::cout << "Nobody looks after this place yet. For 24 hours, whoever opens this address becomes its administrator:\n  "
                  << settings.public_address() << *first << std::endl;
      if (settings.development)
        std::cout << "Development: letters are shown on http://" << settings.address << ":" << port << "/outbox, not sent." << std::endl;
    });
  } catch (std::system_error const& error) {
    throw Stop{"The port " + std::to_string(settings.port) + " cannot be used (" + error.code().message() + "): choose another with --port."};
  }
  return 0;
}

int check_place(Settings const& settings) {
  auto const problems = check(settings);
  for (auto const& problem : problems) std::cout << in_words(problem) << '\n';
  if (!problems.empty()) return 1;
  for (auto const& warning : check_mail(settings)) std::cout << "Letters: " << in_words(warning) << '\n';
  for (auto const& warning : check_provider(settings)) std::cout << "Identity provider: " << in_words(warning) << '\n';
  Place const place{settings};
  std::cout << "Everything is in place: data in " << settings.data_folder << ", " << place.router().routes().size() << " addresses.\n";
  return 0;
}

int print_routes(Settings const& settings) {
  Place const place{settings};
  auto routes = place.router().routes();
  std::sort(routes.begin(), routes.end(),
            [](auto const& left, auto const& right) { return std::tie(left.pattern, left.method) < std::tie(right.pattern, right.method); });
  for (auto const& route : routes) {
    std::string line{http::name(route.method)};
    line.resize(6, ' ');
    line += route.pattern;
    line.resize(std::max<std::size_t>(line.size() + 1, 64), ' ');
    line += route.right;
    line.resize(std::max<std::size_t>(line.size() + 1, 80), ' ');
    std::cout << line << route.about << '\n';
  }
  return 0;
}

int load_registry(Settings const& settings) {
  Place place{settings};
  auto const report = territories::import_registry(place.database(), settings.registry_folder());
  if (!report) throw Stop{problems_in_words({report.error()})};
  if (report->unchanged) std::cout << "The registry was already in place.\n";
  else std::cout << report->territories << " territories, " << report->former << " former names, " << report->postcodes << " postcodes.\n";
  return 0;
}

int print_link(Settings const& settings, std::string const& email) {
  Place place{settings};
  auto const link = place.database().write([&](db::Session& session) -> std::string {
    auto const person = accounts::AccountStore{session}.find_by_email(email);
    if (!person || !person->may_enter()) return {};
    return accounts::make_sign_in_link(session, place.world(), person->id, settings.public_address(), "/");
  });
  if (link.empty()) throw Stop{"Nobody is known here under " + email + "."};
  std::cout << link << '\n';
  return 0;
}

int take_letter(Settings const& settings) {
  std::string const letter{std::istreambuf_iterator<char>{std::cin}, {}};
  Place place{settings};
  std::cout << place.receive(letter) << '\n';
  return 0;
}

int release_second_proof(Settings const& settings, std::string const& email) {
  Place place{settings};
  bool const known = place.database().write([&](db::Session& session) {
    auto const person = accounts::AccountStore{session}.find_by_email(email);
    if (person) accounts::ProofStore{session}.remove_code_app(person->id);
    return person.has_value();
  });
  if (!known) throw Stop{"Nobody is known here under " + email + "."};
  std::cout << "No code is asked of " << email << " any more.\n";
  return 0;
}

}  // namespace app
