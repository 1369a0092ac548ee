#include <gmock/gmock.h>

#include "domain/kit/audience.h"
#include "domain/kit/bring/testing/brought_files.h"
#include "domain/kit/export/cartridge.h"
#include "domain/kit/export/epub.h"
#include "domain/kit/export/markdown_folder.h"
#include "domain/kit/export/office_text.h"
#include "domain/kit/export/sample_document.h"
#include "domain/kit/export/scorm.h"
#include "domain/kit/quiz.h"
#include "domain/kit/testing/french.h"

// What our own formats bring back to a kit: the table of docs/kit-from-elsewhere.md says the same.
namespace kit {
namespace {

using namespace testing_;

/// What came back of the sample document, thing by thing.
std::vector<std::string> came_back(std::string const& bytes, std::string const& name) {
  auto const brought = read_brought(bytes, name);
  EXPECT_TRUE(brought) << name;
  if (!brought) return {};
  std::string all;
  std::size_t questions = 0;
  for (auto const& page : brought->pages) all += "\n# " + page.title + "\n" + page.markdown, questions += page.questions.size();
  std::vector<std::string> found;
  auto const look = [&](char const* what, std::vector<char const*> const& marks) {
    if (std::ranges::all_of(marks, [&](char const* mark) { return all.find(mark) != std::string::npos; })) found.emplace_back(what);
  };
  look("chapters", {"# Le dialogue territorial\n", "# La navette du marché\n", "# La séance de 40 minutes\n"});
  look("words", {"On réunit", "demandez-vous qui n’était pas dans la salle", "La pharmacienne a invité."});
  look("emphasis", {"On réunit *d’abord*", "**ensuite** on convainc", "**Ouvrir**"});
  look("links", {all.find("/%C3%A9?a=1&b=2)") != std::string::npos ? "[lien](https://example.org/%C3%A9" : "[lien](https://example.org/é?a=1&b=2)"});
  look("notes", {"[^1]: La note, avec *emphase*."});
  look("tables", {"| Pairs \\| | 5 |"});
  look("figures of drawings", {"| Tiers de confiance | 8 |"});
  look("photographs", {"![Des chaises en cercle & une table](brought/", "![La même salle, vide](brought/"});
  look("drawings", {"![Tiers de confiance 8, échanges entre pairs 5](brought/"});
  if (questions == 5) found.emplace_back("questions");
  else look("questions as words", {"Combien de minutes dure la séance ?", "Que garde-t-on ?"});
  return found;
}

TEST(OurOwnFormats, bring_back_what_the_table_says) {
  auto const document = sample_document();
  auto const paper = for_medium(document, Medium::paper, french());
  auto const office = office_text(paper, french());
  std::vector<std::string> all{"chapters",    "words",    "emphasis", "links", "notes", "tables", "figures of drawings",
                               "photographs", "drawings", "questions"};
  EXPECT_EQ(came_back(cartridge(CartridgeVersion::v1_1, document, french(), {}), "kit.imscc"), all);
  EXPECT_EQ(came_back(zipped(markdown_folder(document, french())), "kit.zip"), all);
  all.back() = "questions as words";
  EXPECT_EQ(came_back(course_package(CoursePackage::scorm12, document, french(), {}), "kit.zip"), all);
  EXPECT_EQ(came_back(epub(paper, french()), "kit.epub"), all);
  EXPECT_EQ(came_back(office::odt(office), "kit.odt"), all);
  EXPECT_EQ(came_back(office::docx(office), "kit.docx"), all);
}

}  // namespace
}  // namespace kit
