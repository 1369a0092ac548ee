#pragma once
#include <string>
#include <vector>

#include "domain/kit/errata/errata.h"
#include "domain/kit/kit_address.h"
#include "domain/kit/kit_views.h"
#include "platform/i18n/words.h"

namespace kit {

/// Errata of an edition, as readers see them. `part`: those of one page; nothing: all of them, each with its page.
std::vector<ErratumLine> errata_lines(std::vector<Erratum> const& errata, Document const& edition, KitAddress const& address,
                                      i18n::Words const& words, std::string const* part = nullptr);
/// Those of earlier editions that this one corrects.
std::vector<ErratumLine> corrected_lines(std::vector<Erratum> const& errata, std::string const& number, KitAddress const& address,
                                         i18n::Words const& words);
/// « Erratum, 3 décembre 2026, page « Se situer » : au lieu de « onze », lire « douze ». », for feeds.
std::string in_a_sentence(ErratumLine const& line, i18n::Words const& words);

}  // namespace kit
