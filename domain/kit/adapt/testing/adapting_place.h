#pragma once
#include "domain/kit/adapt/territory_edition.h"
#include "domain/kit/adapt/testing/editions.h"
#include "domain/kit/document_json.h"
#include "domain/kit/freezing.h"
#include "domain/kit/kit_asked.h"
#include "domain/kit/kit_store.h"
#include "domain/kit/testing/french.h"
#include "domain/kit/testing/sample_sources.h"
#include "domain/territories/territories.h"

/// For tests: a programme with a public edition, a territory that takes part, and a person of it.
namespace kit::testing_ {

class AdaptingPlace {
 public:
  AdaptingPlace(db::Database& database, base::World const& world) : programme{add_programme(database)} {
    database.write([&](db::Session& session) {
      add_territory(session);
      Kit own;
      own.id = KitId::trusted(base::uuid_from_name("kit/parcours"));
      own.programme = programme;
      own.outline.slug = "faire", own.outline.title = "Faire ensemble";
      KitStore{session}.put(own);
      put_edition(session, world, own, first_edition(), "");
    });
  }

  Kit open_kit(db::Session& session, base::World const& world) const {
    return open_adapted(session, world, programme, {"Mirecourt (88)", "commune-88304"}).value();
  }

  /// Another text where the first block was, and one block more.
  EditionId publish_second(db::Session& session, base::World const& world) const {
    auto document = first_edition();
    document.number = "1.1";
    document.identifier = identifier_of("parcours", "faire", "1.1");
    auto& blocks = document.parts.front().blocks;
    blocks.front().markdown = "On invite tout le monde avant de convaincre qui que ce soit, en personne.\n";
    return put_edition(session, world, *KitStore{session}.find(programme), std::move(document), "En personne.");
  }

  accounts::ProgrammeId programme;
  accounts::TerritoryId territory = territories::id_of({territories::Type::commune, "88304"});
  accounts::PersonId person = accounts::PersonId::trusted(base::uuid_from_name("person/lucile"));

 private:
  static EditionId put_edition(db::Session& session, base::World const& world, Kit const& own, Document document, std::string const& note) {
    document.frozen_on = base::Day{std::chrono::floor<std::chrono::days>(world.now())};
    auto const id = EditionId::trusted(document.identifier.substr(9));
    keep_frozen(session, own, std::move(document), note, std::nullopt).value();
    KitStore{session}.publish(own.id, id, {}, world.now());
    return id;
  }

  void add_territory(db::Session& session) const {
    session.execute(
        "INSERT INTO territories_territory (id, type, code, name, name_key, nature, population, population_year, population_band, department, "
        "region, epci, ept, latitude, longitude, placed, typology, typology_source, seat, siren, zone, is_current, attributes) VALUES "
        "(?, 'commune', '88304', 'Mirecourt', 'mirecourt', '', 5012, 2023, 4, '88', '44', '', '', 48.3, 6.13, 'exact', 'rural', 'population', '', "
        "'', "
        "'metro', 1, '')",
        territory);
    session.execute(
        "INSERT INTO programme_participant (programme_id, territory_id, position, role, kind, name, perimeter, note) "
        "VALUES (?, ?, 0, 'pioneer', '', '', '', '')",
        programme, territory);
  }
};

}  // namespace kit::testing_
