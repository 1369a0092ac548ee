#include "domain/kit/errata/errata_views.h"

#include <algorithm>

namespace kit {
namespace {

ErratumLine line_of(Erratum const& erratum, KitAddress const& address, i18n::Words const& words) {
  ErratumLine line;
  line.id = erratum.id.text();
  line.day = words.day(base::Day{std::chrono::floor<std::chrono::days>(erratum.noted)});
  line.number = erratum.number;
  line.place = erratum.place;
  line.wrong = erratum.wrong;
  line.instead = erratum.instead;
  line.withdrawn = erratum.withdrawn;
  if (!erratum.corrected_in.empty()) {
    line.corrected = words.t("Corrected in edition {}", {erratum.corrected_in});
    line.corrected_url = address.edition(erratum.corrected_in);
  }
  return line;
}

}  // namespace

std::vector<ErratumLine> errata_lines(std::vector<Erratum> const& errata, Document const& edition, KitAddress const& address,
                                      i18n::Words const& words, std::string const* part) {
  std::vector<ErratumLine> lines;
  for (auto const& erratum : errata) {
    if (erratum.number != edition.number || (part && erratum.part != *part)) continue;
    auto line = line_of(erratum, address, words);
    auto const found = std::ranges::find(edition.parts, erratum.part, &Part::slug);
    if (!part && found != edition.parts.end()) {
      line.page = found->title;
      line.url = address.page(edition.number, erratum.part);
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

std::vector<ErratumLine> corrected_lines(std::vector<Erratum> const& errata, std::string const& number, KitAddress const& address,
                                         i18n::Words const& words) {
  std::vector<ErratumLine> lines;
  for (auto const& erratum : errata)
    if (erratum.corrected_in == number) {
      lines.push_back(line_of(erratum, address, words));
      lines.back().page = words.t("Edition {}", {erratum.number});
      lines.back().url = address.edition(erratum.number);
      lines.back().corrected.clear();
    }
  return lines;
}

std::string in_a_sentence(ErratumLine const& line, i18n::Words const& words) {
  auto const where = line.page + (line.page.empty() || line.place.empty() ? "" : ", ") + line.place;
  auto const said = words.t("instead of “{}”, read “{}”", {line.wrong, line.instead});
  return words.t("Erratum, {}", {line.day}) + (where.empty() ? "" : " (" + where + ")") + words.tc("between a number and its caption", ": ") + said +
      ".";
}

}  // namespace kit
