#pragma once
// A place where the experiences of a programme are told, for the tests of their pages.
#include <gmock/gmock.h>

#include "domain/experiences/experience_pages.h"
#include "domain/experiences/experience_store.h"
#include "domain/territories/territories.h"
#include "platform/files/disk.h"
#include "tests/support/site/test_site.h"

namespace experiences {

using Form = std::vector<std::pair<std::string, std::string>>;

inline auto const demo = accounts::ProgrammeId::trusted("00000000-0000-8000-8000-000000000001");
inline territories::Key const brumeval_key{territories::Type::adhoc, "demo.brumeval"};
inline auto const brumeval = territories::id_of(brumeval_key);
inline auto const elsewhere = accounts::TerritoryId::trusted("00000000-0000-8000-8000-000000000003");

class ExperienceSite : public support::OnBothEngines {
 protected:
  void SetUp() override {
    OnBothEngines::SetUp();
    if (IsSkipped()) return;
    database().write([&](db::Session& session) {
      session.execute(
          "INSERT INTO programme_programme (id, slug, name, subtitle, description, charter, fictional, starts, ends, language, licence, "
          "pioneers_announced, position) VALUES (?, 'demo', 'Parcours 2027', '', '', '', 1, '', '', 'fr', 'CC-BY-SA-4.0', 0, 1)",
          demo);
      if (!territories::put_perimeter(session, {brumeval_key, "Pays de Brumeval", "", {}, "", "53", 4000})) throw std::runtime_error{"no territory"};
    });
    site = std::make_unique<support::TestSite>(database(), world);
    pages = std::make_unique<ExperiencePages>(
        site->house(), shelf,
        Hooks{[](auto&&...) {
                return std::map<std::string, std::vector<CitedBy>>{{"f1", {{"Kit, chapitre 4", "édition 1.0", html::Url::path("/kit")}}}};
              },
              nullptr, pieces_folder.path().string(), "https://essaim.example"});
    pages->add_routes(site->gate());
    using accounts::Function, accounts::Power;
    author = site->person("nadia", {{demo, brumeval, Function::pioneer, Power::contribute}});
    site->person("thomas", {{demo, brumeval, Function::pioneer, Power::contribute}});
    site->person("malik", {{demo, elsewhere, Function::pioneer, Power::contribute}});
    site->person("lea", {{demo, std::nullopt, Function::programme_lead, Power::administer}});
    site->person("paul", {{demo, std::nullopt, Function::partner, Power::read}});
  }

  Form whole(std::string title = "La navette") {
    return {{"do", "save"},
            {"form_key", "key-" + title},
            {"title", title},
            {"summary", "Un minibus qui dormait."},
            {"size", "sheet"},
            {"context", "La ligne du jeudi s’arrête."},
            {"themes", "mobility"},
            {"visibility", "public"},
            {"territory", "Pays de Brumeval"},
            {"territory_key", "adhoc:demo.brumeval"},
            {"obstacles.count", "2"},
            {"obstacles.1.type", "mistrust"},
            {"obstacles.1.text", "Vingt minutes <b>à peine</b>."},
            {"obstacles.1.severity", "3"},
            {"obstacles.1.overcome", "yes"},
            {"obstacles.2.type", "time"},
            {"obstacles.2.text", "Une seule personne."},
            {"levers.count", "1"},
            {"levers.1.type", "third_party"},
            {"levers.1.text", "La receveuse."},
            {"levers.1.overcame", "f1"}};
  }
  static Form with(Form form, std::string const& name, std::string const& value) {
    for (auto& [known, kept] : form)
      if (known == name) {
        kept = value;
        return form;
      }
    form.emplace_back(name, value);
    return form;
  }
  void told(std::string const& title = "La navette") { EXPECT_EQ(site->post("/p/demo/experiences/new", whole(title), "nadia").status, 303); }
  void published(std::string const& title = "La navette", std::string const& slug = "la-navette") {
    told(title);
    auto const answer =
        site->post("/p/demo/experiences/" + slug + "/move", {{"to", "published"}, {"visibility", "public"}, {"consent", "yes"}}, "nadia");
    EXPECT_EQ(answer.status, 303) << answer.body;
  }
  int status(std::string const& target, std::string_view who = "") { return site->get(target, who).status; }

  files::TemporaryFolder pieces_folder;
  std::unique_ptr<support::TestSite> site;
  Shelf shelf;
  std::unique_ptr<ExperiencePages> pages;
  accounts::PersonId author;
};

}  // namespace experiences
