#include <filesystem>
#include <iostream>

#include "app/commands.h"
#include "app/programme_folder.h"
#include "app/wiring.h"
#include "domain/accounts/accounts.h"
#include "domain/kit/kit.h"
#include "domain/programme/programme.h"
#include "platform/files/disk.h"
#include "platform/i18n/words.h"

namespace app {
namespace {

/// The lead in whose name chapters are added.
accounts::PersonId lead_called(db::Session& session, accounts::ProgrammeId const& programme, std::string const& email) {
  for (auto const& member : accounts::members_of(session, programme))
    if (member.email == email && member.membership.function == accounts::Function::programme_lead) return member.person;
  throw Stop{"Nobody who leads this programme has the address " + email + "."};
}

void print(kit::BringSaid const& said) {
  std::cout << said.shape << ". " << said.summary << '\n';
  for (auto const& page : said.pages) std::cout << "  + " << page << '\n';
  for (auto const& line : said.report) {
    std::string fate = "  " + line.fate;
    fate.resize(std::max<std::size_t>(fate.size() + 1, 18), ' ');
    std::cout << fate << line.where << (line.where.empty() ? "" : ": ") << line.words << '\n';
  }
}

}  // namespace

int bring_to_kit(Settings const& settings, KitBringAsked const& asked) {
  auto bytes = files::read_file(asked.file);
  if (!bytes) throw Stop{"The file " + asked.file + " cannot be read."};
  Place place{settings};
  kit::BringAsked bring{std::filesystem::path{asked.file}.filename().string(), std::move(*bytes), asked.join, {}, asked.after};
  auto const programme = place.database().read([&](db::Session& session) {
    auto const id = programme::id_of_slug(session, asked.programme);
    if (!id) throw Stop{"There is no programme named " + asked.programme + " here."};
    if (asked.join) bring.by = lead_called(session, *id, asked.by);
    return *id;
  });
  auto const dictionary = i18n::Dictionary::load(settings.words_folder());
  auto const& words = dictionary->words(asked.french ? i18n::Language::french : i18n::Language::english);
  auto const said = kit::bring_file(place.database(), place.world(), words, place.kit_tools().workshop, programme, bring);
  if (!said) throw Stop{words.refusal(said.error())};
  print(*said);
  auto const added = static_cast<std::int64_t>(said->added);
  std::cout << (asked.join ? words.tn("One chapter is added to the kit.", "{} chapters are added to the kit.", added)
                           : words.t("Nothing has changed: add the chapters with --join --by E-MAIL."))
            << '\n';
  return 0;
}

}  // namespace app
