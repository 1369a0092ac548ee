#include "domain/exchange/cells.h"

#include <gmock/gmock.h>

namespace {

using namespace exchange;
using testing::ElementsAre;
using testing::IsEmpty;

struct Written {
  char const *text, *read;  // "" when it must be refused
};

TEST(Amounts, AreReadAsFrenchSpreadsheetsAndOpenDataWriteThem) {
  for (auto const& [text, read] : {Written{"10 039,00 €", "10\u202F039\u00A0€"},
                                   {"1\u00A0234,50 €", "1\u202F234,50\u00A0€"},
                                   {"600092.00", "600\u202F092\u00A0€"},
                                   {"1.234,50", "1\u202F234,50\u00A0€"},
                                   {"1,234.50", "1\u202F234,50\u00A0€"},
                                   {"1.234.567", "1\u202F234\u202F567\u00A0€"},
                                   {" 12 000", "12\u202F000\u00A0€"},
                                   {"450 euros", "450\u00A0€"},
                                   {"7,5", "7,50\u00A0€"},
                                   {"000", "0\u00A0€"}})
    EXPECT_EQ(read_amount(text).value_or("refused"), read) << text;
}

TEST(Amounts, ThatMayBeReadTwoWaysOrAreNoneAreRefused) {
  for (auto const* text : {"1.234", "1,234", "-", "", "environ 300", "12,345,6", "1,2,3", "-5", "1e9", "99999999999999999"})
    EXPECT_FALSE(read_amount(text)) << text;
}

TEST(Days, AreReadAsPeopleWriteThem) {
  for (auto const& [text, read] : {Written{"03/05/2018", "2018-05-03"},
                                   {"3/5/2018", "2018-05-03"},
                                   {"3 mai 2018", "2018-05-03"},
                                   {"le 3 mai 2018", "2018-05-03"},
                                   {"1er août 2019", "2019-08-01"},
                                   {"05/2018", "2018-05"},
                                   {"février 2020", "2020-02"},
                                   {"2018", "2018"},
                                   {"2018-05-03", "2018-05-03"},
                                   {"29.02.2024", "2024-02-29"}})
    EXPECT_EQ(read_day(text).value_or("refused"), read) << text;
}

TEST(Days, ThatDoNotExistOrSayNoCenturyAreRefused) {
  for (auto const* text : {"31/02/2024", "2024-13-01", "29/02/2023", "03/05/18", "mai", "", "0/0/2018", "3 mai", "2018/05/03/01"})
    EXPECT_FALSE(read_day(text)) << text;
}

TEST(Keywords, AnnounceTheirCodeAtTheBeginningOfAWordWhateverTheAccents) {
  Keywords const themes = {{"mobility", {"velo", "mobilite"}}, {"water", {"eau"}}, {"housing", {"logement"}}};
  EXPECT_THAT(codes_in("Pistes pour VÉLOS et logements", themes), ElementsAre("mobility", "housing"));
  EXPECT_THAT(codes_in("Un bateau, un plateau, un niveau", themes), IsEmpty());
}

TEST(AFirstParagraph, LeavesTitlesAndPicturesOut) {
  EXPECT_EQ(first_paragraph("## Titre\n\n![](x.jpg)\n\nUn **vrai** [début](https://x.fr).\n\nLa suite."), "Un vrai début.");
  EXPECT_EQ(first_paragraph("#Sans espace\n\nLe texte."), "Le texte.");
  EXPECT_EQ(first_paragraph(""), "");
}

}  // namespace
