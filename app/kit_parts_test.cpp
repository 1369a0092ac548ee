#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/experience_part.h"
#include "app/method_part.h"

namespace {

using testing::HasSubstr;
using testing::SizeIs;

i18n::Words const& french() {
  static auto const dictionary = i18n::Dictionary::load(ESSAIM_BUILD_DIR "/words");
  return dictionary->words(i18n::Language::french);
}

experiences::Attachment a_photo(char letter) {
  experiences::Attachment photo;
  photo.code = std::string{"p"} + letter;
  photo.print = std::string(64, letter);
  photo.kind = "jpg";
  photo.alternative = "Une place vide";
  return photo;
}

TEST(KitParts, photographs_of_a_sheet_leave_with_it_when_nobody_objects) {
  experiences::Experience experience;
  experience.slug = "la-place";
  experience.content.title = "La place";
  experience.content.licence = "CC-BY-SA-4.0";
  auto plain = a_photo('a'), of_people = a_photo('b'), agreed = a_photo('c'), reserved = a_photo('d'), mute = a_photo('e'), paper = a_photo('f');
  plain.credit = "Nadia Kerboul";
  plain.caption = "Le *marché* du mardi";
  of_people.people = "Deux commerçants";
  agreed.people = "Une voisine";
  agreed.consent = true;
  reserved.licence = "all-rights-reserved";
  mute.alternative.clear();
  paper.kind = "pdf";
  experience.content.attachments = {plain, of_people, agreed, reserved, mute, paper};
  auto const part = app::experience_part(experience, "parcours", "Brumeval", {}, french());
  ASSERT_THAT(part.photos, SizeIs(2));
  EXPECT_EQ(part.photos[0].print, plain.print);
  EXPECT_EQ(part.photos[0].credit, "Image\u00a0: Nadia Kerboul");
  EXPECT_EQ(part.photos[1].print, agreed.print) << "who is pictured agreed";
  ASSERT_THAT(part.blocks, SizeIs(2));
  EXPECT_EQ(part.blocks[0].id, "pa") << "a citation of the photograph leads to it";
  EXPECT_THAT(part.blocks[0].markdown, HasSubstr("![Une place vide](pictures/" + plain.print + ".jpg)\n\nLe \\*marché\\* du mardi"));
}

TEST(KitParts, photographs_of_a_trial_stand_under_it) {
  atelier::Method method;
  method.slug = "la-seance";
  method.content.title = "La séance";
  method.content.pitch = "Une séance.";
  atelier::KeptTrial trial;
  trial.territory_name = "Brumeval";
  trial.trial.worked = "yes";
  trial.photos = {{std::string(64, 'a'), "png", "800x600", "", "Vingt chaises"}, {std::string(64, 'b'), "png", "800x600", "", ""}};
  method.trials = {trial};
  auto const part = app::method_part(method, "parcours", {}, french(), {});
  ASSERT_THAT(part.photos, SizeIs(1)) << "one that says nothing of what it shows stays";
  EXPECT_EQ(part.photos[0].credit, "Image\u00a0: Brumeval");
  EXPECT_THAT(part.blocks.back().markdown, HasSubstr("- **Brumeval**"));
  EXPECT_THAT(part.blocks.back().markdown, HasSubstr("\n\n  ![Vingt chaises](pictures/" + std::string(64, 'a') + ".png)\n"));
}

}  // namespace
