#include <gmock/gmock.h>

#include "domain/programme/invitation.h"
#include "domain/programme/member_list.h"

namespace {

using accounts::Function;
using accounts::Power;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

TEST(PeopleList, IsReadAsItComesFromASpreadsheetWithHeadingsInAnyOrder) {
  auto const people = programme::read_people_list(
      "Nom\tPrénom\tCourriel\tFonction\tTerritoire\nDiop\tAwa\tawa@mairie.example\tPionnière\tMirecourt (88)\n\t\t\t\t\nLe "
      "Goff\tYann\tyann@asso.example\tAnimateur\t\n");
  ASSERT_TRUE(people);
  ASSERT_THAT(*people, SizeIs(2));
  EXPECT_EQ(people->at(0).name, "Awa Diop");
  EXPECT_EQ(people->at(0).territory, "Mirecourt (88)");
  EXPECT_EQ(people->at(0).power, Power::contribute);
  EXPECT_EQ(people->at(1).function, Function::facilitator);
  EXPECT_EQ(people->at(1).power, Power::edit);
  EXPECT_EQ(people->at(1).line, 4u);
}

TEST(PeopleList, WithoutHeadingsIsAddressNameTerritoryFunction) {
  auto const people = programme::read_people_list("awa@mairie.example; Awa Diop; 88304\nyann@asso.example; Yann Le Goff; epci:200069193; apprenant");
  ASSERT_TRUE(people);
  ASSERT_THAT(*people, SizeIs(2));
  EXPECT_EQ(people->at(0).line, 1u);
  EXPECT_EQ(people->at(0).function, Function::pioneer);
  EXPECT_EQ(people->at(1).function, Function::learner);
  EXPECT_EQ(people->at(1).territory, "epci:200069193");
}

TEST(PeopleList, SaysInEachLineWhatHasToBeCorrected) {
  auto const people =
      programme::read_people_list("courriel;nom;fonction;droit\nawa;Awa;chef;tout\nawa@a.example;;pilote;\nAWA@a.example;Awa;élue;lire");
  ASSERT_TRUE(people);
  EXPECT_THAT(people->at(0).problems, SizeIs(3));
  EXPECT_THAT(people->at(1).problems, SizeIs(1));
  EXPECT_EQ(people->at(1).power, Power::administer);
  EXPECT_THAT(people->at(2).problems, SizeIs(1)) << "the same address twice, whatever its case";
}

TEST(PeopleList, ThatCannotBeUsedIsRefusedWhole) {
  for (auto const* bad : {"", "  \n \n", "nom;territoire\nAwa;Mirecourt", "courriel;courriel\na@a.fr;b@b.fr"})
    EXPECT_FALSE(programme::read_people_list(bad)) << bad;
  std::string many = "courriel;nom\n";
  for (std::size_t person = 0; person <= programme::most_listed; ++person) many += "p" + std::to_string(person) + "@a.example;P\n";
  EXPECT_FALSE(programme::read_people_list(many));
}

TEST(AnInvitation, IsRemindedOfOnceAfterAWeekUnlessItWasAnswered) {
  auto const sent = base::from_milliseconds(1'000'000'000);
  programme::Invitation one;
  one.invited = sent;
  EXPECT_FALSE(programme::reminder_due(one, sent + std::chrono::days{6}));
  EXPECT_TRUE(programme::reminder_due(one, sent + std::chrono::days{7}));
  for (auto answered : {&programme::Invitation::reminded, &programme::Invitation::joined, &programme::Invitation::declined}) {
    auto other = one;
    other.*answered = sent + std::chrono::days{1};
    EXPECT_FALSE(programme::reminder_due(other, sent + std::chrono::days{30}));
  }
}

TEST(AnInvitation, ShowsWhatPeopleDidAndWhatBecameOfItsLetter) {
  using programme::InvitationState;
  programme::Invitation one;
  EXPECT_EQ(programme::state_of(one, ""), InvitationState::not_invited);
  one.invited = base::from_milliseconds(1);
  EXPECT_EQ(programme::state_of(one, "waiting"), InvitationState::leaving);
  EXPECT_EQ(programme::state_of(one, "sent"), InvitationState::invited);
  EXPECT_EQ(programme::state_of(one, "failed"), InvitationState::returned);
  one.reminded = base::from_milliseconds(2);
  EXPECT_EQ(programme::state_of(one, "sent"), InvitationState::reminded);
  one.joined = base::from_milliseconds(3);
  EXPECT_EQ(programme::state_of(one, "failed"), InvitationState::joined);
}

}  // namespace
