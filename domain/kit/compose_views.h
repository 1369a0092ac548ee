#pragma once
#include "domain/kit/bench.h"
#include "domain/kit/gestures.h"
#include "domain/kit/kit_address.h"
#include "domain/kit/kit_store.h"
#include "domain/kit/making_store.h"

namespace kit {

/// `snapshots`: the frozen états des lieux.
TreePage tree_page(Overview const& copy, std::vector<Choice> const& snapshots, Bench const& bench, i18n::Words const& words);
RemarksPage remarks_page(Overview const& copy, std::map<std::string, KitStore::Reading> const& readings, Bench const& bench,
                         i18n::Words const& words);
AboutPage about_page(Kit const& kit, std::string const& programme_slug, i18n::Words const& words);
/// The address of an item in the tree.
std::string item_id(std::string_view form_name);

/// What may be printed in a chapter, of every kind.
struct Offer {
  ItemKind kind = ItemKind::experience;
  Choice choice;
};
/// Those visitors may read come first.
std::vector<Offer> offered(Sources const& sources, Asking const& asking);
/// What one types to find some of them: every word of `q`, in any order, without accents; a kind or all; pages counted from 0.
struct Search {
  std::string q, kind;
  std::size_t page = 0;
};
std::vector<Offer const*> found_in(std::vector<Offer> const& offers, Search const& search);
AddPage add_page(Kit const& kit, Chapter const& chapter, Search const& search, std::vector<Offer> const& offers, std::string const& programme_slug,
                 i18n::Words const& words);

/// The title of a sheet as the lead reads it; its name when they do not. One sheet is asked for.
std::string title_of(Sources const& sources, Asking const& asking, ItemKind kind, std::string const& name);
MovePage move_page(Kit const& kit, Item const& item, std::string const& title, std::string const& programme_slug);

/// How far the formats of an edition are.
MakingView making_view(Edition const& edition, std::vector<MakingLine> const& lines, KitAddress const& address, i18n::Words const& words);
char const* msgid_of(EditionState state);

}  // namespace kit
