#pragma once
#include <gtest/gtest.h>

#include <array>

#include "domain/atelier/method_store.h"
#include "tests/support/both_engines.h"

/// What the tests of the store share: a programme, three people, methods made, published and tried.
namespace atelier {

using accounts::Function;
using accounts::Power;
using accounts::Visibility;

inline auto const programme_id = accounts::ProgrammeId::trusted("00000000-0000-8000-8000-000000000001");
inline experiences::Place const brumeval{accounts::TerritoryId::trusted("00000000-0000-8000-8000-000000000002"), "rural", "53", "Pays de Brumeval"};
inline experiences::Place const the_town{accounts::TerritoryId::trusted("00000000-0000-8000-8000-000000000003"), "urban", "53", "La ville"};

inline accounts::Viewer member(std::string const& id, Power power = Power::contribute, Function function = Function::pioneer) {
  accounts::Viewer viewer;
  viewer.person = accounts::PersonId::trusted(id);
  viewer.memberships.push_back({programme_id, std::nullopt, function, power});
  return viewer;
}

class Methods : public support::OnBothEngines {
 protected:
  Edit edit(std::string title = "L’arpentage du bourg") {
    Edit one;
    one.content.title = std::move(title);
    one.content.pitch = "Deux heures à pied, une craie par personne.";
    one.content.stages = {"diagnosis"};
    one.content.duration_min = 90, one.content.duration_max = 120;
    one.content.group_min = 12, one.content.group_max = 40;
    one.content.steps = {{"Départ", "En silence : [[les-clefs#f1]].", "", 10}};
    one.content.experiences_using = {"les-clefs"};
    one.content.body = "Prêtez des clefs : [[les-clefs#l2]] et [[la-halle#l1]].";
    return one;
  }
  template <class F>
  auto with_store(F&& work) {
    return database().write([&](db::Session& session) {
      MethodStore store{session};
      return work(store);
    });
  }
  Method made(Edit const& edit, std::string_view key = "") {
    return with_store([&](MethodStore& store) { return *store.create(world, author, programme_id, edit, key); });
  }
  Method published(Edit const& edit) {
    auto const one = made(edit);
    with_store([&](MethodStore& store) {
      EXPECT_TRUE(store.move(world, lead, one.id, Status::published, Visibility::public_, "Attendue pour la rencontre de mars."));
      return 0;
    });
    return one;
  }
  bool add(Method const& method, experiences::Place const& place, std::string const& worked, std::string_view key = "") {
    return with_store([&](MethodStore& store) {
      return store.add_trial(world, other, method.id, {"", "Lucile", "2026-10", "Un hameau", worked, "On a marché.", "Au charbon."}, place, key)
          .value_or(false);
    });
  }
  Brief brief_of(Method const& method) {
    return with_store([&](MethodStore& store) { return store.briefs(lead, std::array{method.id}).at(0); });
  }
  std::vector<std::string> listed(Asked const& asked, accounts::Viewer const& viewer = {}) {
    return with_store([&](MethodStore& store) {
      std::vector<std::string> slugs;
      for (auto const& brief : store.list(viewer, programme_id, asked, 0, 50).shown) slugs.push_back(brief.slug);
      return slugs;
    });
  }
  std::int64_t count(std::string const& table) {
    return database().read([&](db::Session& session) {
      std::int64_t found = -1;
      auto rows = session.query("SELECT COUNT(*) FROM " + table);
      rows.next(found);
      return found;
    });
  }
  accounts::Viewer author = member("00000000-0000-8000-8000-00000000000a"), other = member("00000000-0000-8000-8000-00000000000b"),
                   lead = member("00000000-0000-8000-8000-00000000000c", Power::administer, Function::programme_lead);
};

}  // namespace atelier
