#pragma once
#include <gmock/gmock.h>

#include <regex>

#include "domain/atelier/method_pages.h"
#include "domain/atelier/sheet.h"
#include "domain/experiences/experiences.h"
#include "domain/territories/territories.h"
#include "tests/support/site/test_site.h"

/// What the tests of the pages share: a programme with an experience out and one not, people of each kind, filled forms.
namespace atelier {

using testing::HasSubstr;
using testing::Not;
using Form = std::vector<std::pair<std::string, std::string>>;

inline auto const demo = accounts::ProgrammeId::trusted("00000000-0000-8000-8000-000000000001");
inline territories::Key brumeval_key() { return {territories::Type::adhoc, "demo.brumeval"}; }

class MethodSite : public support::OnBothEngines {
 protected:
  void SetUp() override {
    OnBothEngines::SetUp();
    if (IsSkipped()) return;
    database().write([&](db::Session& session) {
      session.execute(
          "INSERT INTO programme_programme (id, slug, name, subtitle, description, charter, fictional, starts, ends, language, licence, "
          "pioneers_announced, position) VALUES (?, 'demo', 'Parcours 2027', '', '', '', 1, '', '', 'fr', 'CC-BY-SA-4.0', 0, 1)",
          demo);
      if (!territories::put_perimeter(session, {brumeval_key(), "Pays de Brumeval", "", {}, "", "53", 4000}))
        throw std::runtime_error{"no territory"};
      tell(session, "les-clefs", "Les clefs de la halle", experiences::Status::published);
      tell(session, "le-secret", "Le secret", experiences::Status::draft);
    });
    site = std::make_unique<support::TestSite>(database(), world);
    pages = std::make_unique<MethodPages>(site->house(), site->letters(), MethodPages::Settings{"https://essaim.example", ""});
    pages->add_routes(site->gate());
    using accounts::Function, accounts::Power;
    nadia = site->person("nadia", {{demo, territories::id_of(brumeval_key()), Function::pioneer, Power::contribute}});
    site->person("malik", {{demo, std::nullopt, Function::pioneer, Power::contribute}});
    site->person("lea", {{demo, std::nullopt, Function::programme_lead, Power::administer}});
    site->person("paul", {{demo, std::nullopt, Function::partner, Power::read}});
  }

  void tell(db::Session& session, std::string const& slug, std::string const& title, experiences::Status status) {
    experiences::Import import;
    import.programme = demo;
    import.programme_slug = "demo";
    import.sheet.slug = slug;
    import.sheet.status = status;
    import.sheet.visibility = accounts::Visibility::public_;
    import.sheet.content.title = title;
    import.sheet.content.summary = "Une halle fermée.";
    import.sheet.content.obstacles = {{ "participation", "Les anciens ne viennent pas aux réunions.", "", 2, false }};
    import.sheet.content.levers = {{ "place", "La marche fait parler <b>tout le monde</b>.", "", {} }};
    experiences::import_sheet(session, world, import);
  }
  Form whole(std::string title = "L’arpentage") {
    return {{"do", "save"},
            {"form_key", "key-" + title},
            {"title", title},
            {"pitch", "Une craie par personne."},
            {"stages", "diagnosis"},
            {"visibility", "public"},
            {"duration_min", "90"},
            {"duration_max", "120"},
            {"group_min", "12"},
            {"group_max", "40"},
            {"difficulty", "1"},
            {"mode", "in_person"},
            {"materials", "Des craies\nUn plan"},
            {"watch_points", "Prévenez <i>tout</i> le monde."},
            {"steps.count", "2"},
            {"steps.1.title", "Départ"},
            {"steps.1.minutes", "10"},
            {"steps.1.instruction", "En silence : [[les-clefs#f1]]."},
            {"steps.2.title", "Une croix"},
            {"body", "La marche : [[les-clefs#l1]], et [[le-secret#f1]]."},
            {"licence", "CC-BY-SA-4.0"},
            {"language", "fr"}};
  }
  static Form with(Form form, std::string const& name, std::string const& value) {
    std::erase_if(form, [&](auto const& field) { return field.first == name; });
    form.emplace_back(name, value);
    return form;
  }
  void written(std::string const& title = "L’arpentage") { EXPECT_EQ(site->post("/p/demo/methods/new", whole(title), "nadia").status, 303); }
  void published(std::string const& title = "L’arpentage", std::string const& slug = "l-arpentage") {
    written(title);
    EXPECT_EQ(site->post("/p/demo/methods/" + slug + "/move",
                         {{"to", "published"}, {"visibility", "public"}, {"reason", "Attendue pour la rencontre de mars."}}, "lea")
                  .status,
              303);
  }
  Form trial(std::string const& worked = "yes") {
    return {{"form_key", "trial-" + worked},
            {"worked", worked},
            {"territory", "Pays de Brumeval"},
            {"territory_key", "adhoc:demo.brumeval"},
            {"date", "2026-11"},
            {"where", "La place"},
            {"text", "Onze maisons."},
            {"adapted_how", "Au charbon."},
            {"who", "Nadia"}};
  }
  int status(std::string const& target, std::string_view who = "") { return site->get(target, who).status; }
  std::string body(std::string const& target, std::string_view who = "") { return site->get(target, who).body; }

  accounts::PersonId nadia;
  std::unique_ptr<support::TestSite> site;
  std::unique_ptr<MethodPages> pages;
};

}  // namespace atelier
