// A library catalogue asks, as OAI-PMH 2.0 says; what it asks wrongly is told in the protocol's own words.
#include "domain/kit/harvest.h"

#include <gmock/gmock.h>

#include "domain/kit/export/sample_document.h"
#include "platform/base/text.h"

namespace kit {
namespace {

using harvest::Arguments;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

std::string const site = "https://essaim.example:8443", edition = "01a2-edition";

std::string fault_of(Arguments const& arguments) {
  auto const question = harvest::question_of(arguments, site);
  return question ? "none" : question.error().code;
}

class Harvest : public testing::Test {
 protected:
  i18n::Words const& words() const { return dictionary->words(i18n::Language::french); }
  std::unique_ptr<i18n::Dictionary> dictionary = i18n::Dictionary::load(ESSAIM_BUILD_DIR "/words");
  Document const document = sample_document();
  harvest::Repository const place{site, "Kits", "contact@essaim.example", base::from_milliseconds(1'795'428'000'000),
                                  base::from_milliseconds(1'793'000'000'000)};
  harvest::Record const one{{edition, "demonstration", "1.0", base::from_milliseconds(1'793'000'000'123)}, &document};
};

TEST_F(Harvest, FaultsHaveTheProtocolsNames) {
  EXPECT_EQ(fault_of({}), "badVerb");
  EXPECT_EQ(fault_of({{"verb", "Steal"}}), "badVerb");
  EXPECT_EQ(fault_of({{"verb", "Identify"}, {"verb", "Identify"}}), "badVerb");
  EXPECT_EQ(fault_of({{"verb", "Identify"}, {"set", "x"}}), "badArgument");
  EXPECT_EQ(fault_of({{"verb", "ListRecords"}}), "badArgument");
  EXPECT_EQ(fault_of({{"verb", "ListRecords"}, {"metadataPrefix", "oai_dc"}, {"metadataPrefix", "lom"}}), "badArgument");
  EXPECT_EQ(fault_of({{"verb", "ListRecords"}, {"metadataPrefix", "marc21"}}), "cannotDisseminateFormat");
  EXPECT_EQ(fault_of({{"verb", "ListRecords"}, {"resumptionToken", "x"}, {"set", "y"}}), "badArgument");
  for (char const* token : {"", "x", "oai_dc!!0!0!0", "oai_dc!0!0!0!e", "oai_dc!!0!0!0!e!", "marc21!!0!0!0!e", "oai_dc!!0!0!-!e",
                            "oai_dc!!0!0!99999999999999999999!e", "oai_dc!!0x!0!0!e"})
    EXPECT_EQ(fault_of({{"verb", "ListRecords"}, {"resumptionToken", token}}), "badResumptionToken") << token;
  EXPECT_EQ(fault_of({{"verb", "GetRecord"}, {"metadataPrefix", "lom"}, {"identifier", "oai:elsewhere.example:1"}}), "idDoesNotExist");
}

TEST_F(Harvest, DatesAreDaysOrSecondsOfOneKind) {
  auto const asked = [](std::string from, std::string until) {
    return Arguments{{"verb", "ListIdentifiers"}, {"metadataPrefix", "oai_dc"}, {"from", std::move(from)}, {"until", std::move(until)}};
  };
  auto const days = harvest::question_of(asked("2026-11-02", "2026-11-02"), site);
  ASSERT_TRUE(days);
  EXPECT_EQ(days->until - days->from, 86'400'000) << "the last day is included";
  auto const seconds = harvest::question_of(asked("2026-11-02T09:30:00Z", "2026-11-02T09:30:01Z"), site);
  ASSERT_TRUE(seconds);
  EXPECT_EQ(seconds->until - seconds->from, 2'000);
  EXPECT_EQ(seconds->from - days->from, (9 * 60 + 30) * 60'000);
  for (auto const& [from, until] : std::vector<std::pair<std::string, std::string>>{{"2026-11-02", "2026-11-02T09:30:01Z"},
                                                                                    {"2026-11-03", "2026-11-01"},
                                                                                    {"2026-13-02", "2026-11-03"},
                                                                                    {"2026-11-02T24:00:00Z", "2026-11-03T00:00:00Z"},
                                                                                    {"2026-11-02T0a:00:00Z", "2026-11-03T00:00:00Z"},
                                                                                    {"hier", "2026-11-03"}})
    EXPECT_EQ(fault_of(asked(from, until)), "badArgument") << from << " " << until;
}

std::string token_in(std::string const& answer) {
  auto const begin = answer.find("<resumptionToken>") + 17;
  return answer.substr(begin, answer.find('<', begin) - begin);
}

TEST_F(Harvest, ATokenGoesOnWhereTheListStopped) {
  auto const asked = Arguments{{"verb", "ListRecords"}, {"metadataPrefix", "lom"}, {"set", "demonstration"}, {"from", "2026-10-01"}};
  auto const question = harvest::question_of(asked, site);
  ASSERT_TRUE(question);
  auto const token = token_in(harvest::list(place, asked, *question, std::vector{one}, harvest::Place{1'793'000'000'123, edition}, words()));
  auto const next = harvest::question_of({{"verb", "ListRecords"}, {"resumptionToken", token}}, site);
  ASSERT_TRUE(next) << token;
  EXPECT_EQ(next->format, "lom");
  EXPECT_EQ(next->programme, "demonstration");
  EXPECT_EQ(next->from, question->from);
  ASSERT_TRUE(next->after);
  EXPECT_EQ(next->after->published, 1'793'000'000'123);
  EXPECT_EQ(next->after->edition, edition);
  EXPECT_THAT(harvest::list(place, {}, *next, std::vector{one}, std::nullopt, words()), HasSubstr("<resumptionToken/>")) << "the last piece";
}

TEST_F(Harvest, ATokenOfAllProgrammesIsReadAgainToo) {
  auto const asked = Arguments{{"verb", "ListIdentifiers"}, {"metadataPrefix", "oai_dc"}};
  auto const question = harvest::question_of(asked, site);
  ASSERT_TRUE(question);
  auto const token = token_in(harvest::list(place, asked, *question, std::vector{one}, harvest::Place{1'793'000'000'123, edition}, words()));
  auto const next = harvest::question_of({{"verb", "ListIdentifiers"}, {"resumptionToken", token}}, site);
  ASSERT_TRUE(next) << token;
  EXPECT_EQ(next->programme, "");
  EXPECT_EQ(next->after->edition, edition);
}

TEST_F(Harvest, ARecordSaysWhatTheEditionIsInBothFormats) {
  Arguments const asked{{"verb", "GetRecord"}, {"identifier", "oai:essaim.example:" + edition}, {"metadataPrefix", "oai_dc"}};
  auto question = harvest::question_of(asked, site);
  ASSERT_TRUE(question);
  EXPECT_EQ(question->edition, edition);
  auto const dublin = harvest::record(place, asked, *question, one, words());
  EXPECT_THAT(dublin,
              AllOf(HasSubstr("<identifier>oai:essaim.example:01a2-edition</identifier>"), HasSubstr("<setSpec>demonstration</setSpec>"),
                    HasSubstr("<dc:title>Faire ensemble &amp; &lt;autrement&gt;</dc:title>"), HasSubstr("Exemple fictif"),
                    HasSubstr("<dc:identifier>https://essaim.example:8443/p/demonstration/kit/1.0</dc:identifier>"), HasSubstr("verb=\"GetRecord\""),
                    Not(HasSubstr("resumptionToken"))));
  question->format = "lom";
  EXPECT_THAT(harvest::record(place, asked, *question, one, words()), HasSubstr("<lom:lom xmlns:lom=\"http://ltsc.ieee.org/xsd/LOM\">"));
}

TEST_F(Harvest, AFaultyQuestionIsNotRepeatedInTheAnswer) {
  Arguments const asked{{"verb", "<script>"}};
  auto const answer = harvest::fault(place, asked, harvest::question_of(asked, site).error(), words());
  EXPECT_THAT(
      answer,
      AllOf(HasSubstr("<error code=\"badVerb\">"), Not(HasSubstr("script")), HasSubstr("<request>https://essaim.example:8443/oai</request>")));
}

}  // namespace
}  // namespace kit
