#include "domain/atelier/licences.h"

#include <algorithm>
#include <array>

#include "platform/i18n/words.h"

namespace atelier {
namespace {

using i18n::msgid;

constexpr std::array<Licence, 5> all = {
    {{"CC0-1.0", "CC0 1.0", msgid("Anyone does what they like with it, even without naming you."), false, false, true,
      "https://creativecommons.org/publicdomain/zero/1.0/deed.fr"},
     {"etalab-2.0", "Licence Ouverte 2.0",
      msgid("Anyone may reuse it, even for sale, if they say where it comes from and when. The licence of French public bodies."), true, false, true,
      "https://www.etalab.gouv.fr/licence-ouverte-open-licence/"},
     {"CC-BY-4.0", "CC BY 4.0", msgid("Anyone may reuse and change it, even for sale, if they name you."), true, false, true,
      "https://creativecommons.org/licenses/by/4.0/deed.fr"},
     {"CC-BY-SA-4.0", "CC BY-SA 4.0",
      msgid("Anyone may reuse and change it, even for sale, if they name you and share what they make of it in the same way. The usual choice here."),
      true, true, true, "https://creativecommons.org/licenses/by-sa/4.0/deed.fr"},
     {"CC-BY-NC-SA-4.0", "CC BY-NC-SA 4.0",
      msgid("Anyone may reuse and change it without earning money from it, if they name you and share in the same way. No kit may print it."), true,
      true, false, "https://creativecommons.org/licenses/by-nc-sa/4.0/deed.fr"}}};

}  // namespace

std::span<Licence const> licences() { return all; }

Licence const* find_licence(std::string_view code) {
  auto const found = std::ranges::find(all, code, &Licence::code);
  return found == all.end() ? nullptr : &*found;
}

std::string_view licence_name(std::string_view code) {
  auto const* licence = find_licence(code);
  return licence ? licence->name : code;
}

std::optional<base::Refusal> why_not(std::string_view part, std::string_view whole) {
  if (part.empty() || part == whole) return std::nullopt;
  auto const* ours = find_licence(part);
  auto const* theirs = find_licence(whole);
  auto const refused = [&](std::string_view why) {
    return base::Refusal{std::string{why}, {std::string{licence_name(part)}, std::string{licence_name(whole)}}, {}};
  };
  if (!ours || !theirs) return refused(msgid("Nothing here says what {} allows: ask who wrote it."));
  if (!ours->commercial && theirs->commercial) return refused(msgid("{} lets nobody earn money from it, {} does."));
  if (ours->share_alike) return refused(msgid("{} asks that what is made of it bear the same licence, not {}."));
  if (ours->names_authors && !theirs->names_authors) return refused(msgid("{} asks that its authors be named, {} does not."));
  return std::nullopt;
}

std::optional<std::string> licence_for(std::string_view own, std::span<std::string const> parts) {
  auto const takes_all = [&](std::string_view whole) {
    return std::ranges::none_of(parts, [&](std::string const& part) { return why_not(part, whole).has_value(); });
  };
  if (takes_all(own)) return std::string{own};
  for (auto const& one : all)
    if (takes_all(one.code)) return std::string{one.code};
  return std::nullopt;
}

}  // namespace atelier
