#include <gmock/gmock.h>
#include <signal.h>

#include <atomic>
#include <regex>
#include <set>
#include <thread>

#include "domain/kit/testing/kit_site.h"
#include "platform/pdf/testing/plain_pages.h"

namespace kit {
namespace {

using testing::HasSubstr;
using testing::Not;

class KitPagesTest : public testing_::KitSite {};

TEST_P(KitPagesTest, BeforeAnyEditionAVisitorReadsWhatIsComing) {
  EXPECT_THAT(get(kit).body, HasSubstr("Le kit est en cours d’écriture"));
  import();
  EXPECT_THAT(get(kit).body, HasSubstr("<li>Deux</li>"));
  EXPECT_THAT(get(kit).body, Not(HasSubstr("/kit/compose")));
  EXPECT_EQ(get(kit + "/1.0").status, 404);
  EXPECT_EQ(get(bench).status, 404);
}

TEST_P(KitPagesTest, AKitStartsFromATableOfContentsThatSaysWhatToWrite) {
  as_lead();
  EXPECT_THAT(get(bench).body, HasSubstr("Un sommaire complet"));
  EXPECT_EQ(change({{"action", "start"}, {"title", "Notre kit"}, {"beginning", "full"}}).status, 303);
  auto const page = get(bench).body;
  for (char const* said : {"Guide de visite", "Structures du parcours"}) EXPECT_THAT(page, HasSubstr(said)) << said;
  EXPECT_THAT(get(bench + "/remarks").body, HasSubstr("Reste à écrire"));
}

TEST_P(KitPagesTest, AChapterTakesAFrozenEtatDesLieuxAndTheDirectory) {
  import();
  as_lead();
  EXPECT_THAT(get(bench).body, HasSubstr("État des lieux 1.0, figé le 3 mai 2026"));
  EXPECT_EQ(change({{"action", "snapshot"}, {"chapter", "deux"}, {"snapshot", "1.0"}}).status, 303);
  EXPECT_EQ(change({{"action", "snapshot"}, {"chapter", "deux"}, {"snapshot", "hier"}}).status, 422);
  EXPECT_EQ(change({{"action", "add-item"}, {"chapter", "deux"}, {"item", "directory:people"}}).status, 303);
  auto const page = get(bench).body;
  EXPECT_THAT(get(bench + "/remarks").body, HasSubstr("Les nombres ont changé depuis l’état des lieux 1.0"));
  EXPECT_THAT(page, HasSubstr("Personnes qui ont accepté d’être nommées"));
  EXPECT_EQ(post(bench + "/freeze", {{"number", "1.0"}}).status, 303);
  auto const part = get(kit + "/1.0/deux").body;
  EXPECT_THAT(part, HasSubstr("État des lieux 1.0, figé le 3 mai 2026."));
  EXPECT_THAT(part, HasSubstr("Nadia Kerboul"));
}

TEST_P(KitPagesTest, AReaderAnswersASelfAssessmentAndFollowsARunningOrder) {
  database().write([&](db::Session& session) {
    import_outline(
        session, world, programme, "parcours", testing_::sample_outline(),
        {{"un", "::: self-assessment\n# Dialogue\nOui.\n-> deux\n:::\n\n::: running-order 9:50\n10 | Accueil\n> En secret.\n\n20 | Suite\n:::\n"}});
  });
  as_lead();
  ASSERT_EQ(post(bench + "/freeze", {{"number", "1.0"}}).status, 303);
  auto const page = get(kit + "/1.0/un").body;
  for (char const* said : {"<legend>Oui.</legend>", "href=\"/p/parcours/kit/1.0/deux\">Deux</a>", "quiz.js", "Comment compter", "10\u00a0h\u00a000"})
    EXPECT_THAT(page, HasSubstr(said)) << said;
  EXPECT_THAT(page, Not(HasSubstr("En secret"))) << "tips are for who leads";
}

TEST_P(KitPagesTest, AnEditionIsFrozenThenPublishedThenReadByEverybody) {
  import();
  as_lead();
  EXPECT_EQ(post(bench + "/freeze", {{"number", "1.0"}}).status, 303);
  EXPECT_THAT(get(kit + "/1.0").body, HasSubstr("figée et pas encore publiée"));
  as_visitor();
  EXPECT_EQ(get(kit + "/1.0").status, 404) << "frozen is not public";
  as_lead();
  EXPECT_EQ(publish("1.0").status, 303);
  as_visitor();
  auto const cover = get(kit);
  for (char const* said : {"Le kit", "Édition 1.0", "CC BY-SA 4.0", "EPUB", "Nadia Kerboul", "/p/parcours/kit/1.0/navette", "Une minute de lecture",
                           "application/ld+json"})
    EXPECT_THAT(cover.body, HasSubstr(said));
  EXPECT_EQ(get(kit + "/1.0").share_for, std::chrono::seconds{60});
}

TEST_P(KitPagesTest, APartSaysWhoSaysWhatAndWhereItComesFrom) {
  publish_first();
  auto const page = get(kit + "/1.0/un");
  EXPECT_EQ(page.status, 200);
  for (char const* said : {"block said", "C’est elle qui a réuni les commerçants.", "href=\"/p/parcours/experiences/navette#l1\"", "passage L1",
                           "Pays de Brumeval", "callout watch", "chapitre 1 sur 2", "rel=\"next\""})
    EXPECT_THAT(page.body, HasSubstr(said)) << said;
  EXPECT_THAT(get(kit + "/1.0/deux").body, HasSubstr("src=\"/p/parcours/kit/1.0/pictures/deux-obstacles.svg\" alt=\"Temps 8, argent 5\""));
  EXPECT_EQ(get(kit + "/1.0/pictures/deux-obstacles.svg").content_type, "image/svg+xml");
  EXPECT_EQ(get(kit + "/1.0/pictures/autre.svg").status, 404);
  EXPECT_EQ(get(kit + "/1.0/absent").status, 404);
}

TEST_P(KitPagesTest, FilesAreThoseOfTheEditionAndNoOther) {
  publish_first();
  auto const epub = get(kit + "/1.0/files/kit-1.0.epub");
  EXPECT_EQ(epub.status, 200);
  EXPECT_EQ(epub.content_type, "application/epub+zip");
  EXPECT_TRUE(std::filesystem::exists(epub.file));
  for (char const* name : {"../kit-1.0.epub", "kit-1.0.pdf", "site", "..%2f..%2fetc"}) EXPECT_EQ(get(kit + "/1.0/files/" + name).status, 404) << name;
}

TEST_P(KitPagesTest, AnOldEditionStaysAtItsAddressAndSaysWhichOneReplacesIt) {
  publish_first();
  as_lead();
  EXPECT_EQ(post(bench + "/freeze", {{"number", "1.1"}, {"note", "Un mot de plus."}}).status, 303);
  EXPECT_EQ(publish("1.1").status, 303);
  as_visitor();
  EXPECT_THAT(get(kit + "/1.0/un").body, HasSubstr("Lire l’édition 1.1"));
  EXPECT_THAT(get(kit).body, HasSubstr("Un mot de plus."));
}

TEST_P(KitPagesTest, ALibraryHarvestsWhatIsPublicAndNothingElse) {
  EXPECT_THAT(get("/oai", {{"verb", "Identify"}}).body, HasSubstr("<deletedRecord>no</deletedRecord>"));
  EXPECT_THAT(get("/oai", {{"verb", "ListRecords"}, {"metadataPrefix", "oai_dc"}}).body, HasSubstr("noRecordsMatch"));
  publish_first();
  as_lead();
  EXPECT_EQ(post(bench + "/freeze", {{"number", "1.1"}, {"note", "Un mot de plus."}}).status, 303);
  auto const records = get("/oai", {{"verb", "ListRecords"}, {"metadataPrefix", "oai_dc"}}).body;
  EXPECT_THAT(records, testing::AllOf(HasSubstr("/p/parcours/kit/1.0</dc:identifier>"), Not(HasSubstr("kit/1.1"))))
      << "a frozen edition is not public yet";
  EXPECT_EQ(get("/oai", {{"verb", "ListIdentifiers"}, {"metadataPrefix", "lom"}, {"set", "parcours"}}).body.find("<dc:"), std::string::npos);
  EXPECT_THAT(get("/oai", {{"verb", "ListIdentifiers"}, {"metadataPrefix", "lom"}, {"set", "elsewhere"}}).body, HasSubstr("noRecordsMatch"));
  auto const begin = records.find("<identifier>") + 12;
  auto const identifier = records.substr(begin, records.find('<', begin) - begin);
  EXPECT_THAT(get("/oai", {{"verb", "GetRecord"}, {"metadataPrefix", "lom"}, {"identifier", identifier}}).body, HasSubstr("<lom:lom"));
  EXPECT_THAT(get("/oai", {{"verb", "GetRecord"}, {"metadataPrefix", "lom"}, {"identifier", identifier + "0"}}).body, HasSubstr("idDoesNotExist"));
}

TEST_P(KitPagesTest, ThePagesCostAFixedNumberOfQueries) {
  publish_first();
  get(kit + "/1.0/un");
  auto const before = db::statements_on_this_thread();
  get(kit + "/1.0/un");
  EXPECT_LE(db::statements_on_this_thread() - before, 5u) << "programme, kit, editions, files, errata; the text is in memory";
}

/// A program that makes formats as badly as a test asks: when the others are made, it "hangs", "dies" or "is fine" for one of them.
void put_worker(std::filesystem::path const& file, std::string const& format, std::string const& how) {
  auto const act = how == "hangs" ? "sleep 30" : how == "dies" ? "kill -9 $$" : ":";
  files::write_atomically(file,
                          R"(#!/bin/sh
while [ "$1" != --time ]; do shift; done
folder="$4"
shift 4
make() { printf made-by-worker > "$folder/$1"; printf '{"code":"%s","took":1}\n' "$1"; }
for code; do [ "$code" = )" + format +
                              R"( ] || make "$code"; done
)" + act + "\nmake " + format +
                              "\n");
  std::filesystem::permissions(file, std::filesystem::perms::owner_all);
}

TEST_P(KitPagesTest, AWorkerThatHangsOrDiesLeavesTheEditionUnpublishedAndTheRestMade) {
  import();
  as_lead();
  ASSERT_EQ(post(bench + "/freeze", {{"number", "1.0"}}).status, 303);
  workshop.program = folder.path() / "worker";
  workshop.time = std::chrono::milliseconds{100};
  put_worker(workshop.program, "zim", "hangs");
  publish("1.0");
  auto const said = get(bench + "/making/1.0").body;
  EXPECT_THAT(said, HasSubstr("L’édition reste non publiée"));
  EXPECT_THAT(said, HasSubstr("not finished in time"));
  EXPECT_THAT(said, HasSubstr("Refaire ce qui a échoué"));
  as_visitor();
  EXPECT_EQ(get(kit + "/1.0").status, 404);
  as_lead();
  put_worker(workshop.program, "zim", "dies");
  publish("1.0");
  EXPECT_THAT(get(bench + "/making/1.0").body, HasSubstr("its worker was killed"));
  auto const made_before = std::filesystem::last_write_time(folder.path() / "parcours/kit/1.0.making/kit-1.0.odt");
  put_worker(workshop.program, "zim", "is fine");
  publish("1.0");
  EXPECT_EQ(std::filesystem::last_write_time(folder.path() / "parcours/kit/1.0/kit-1.0.odt"), made_before) << "what was made is kept";
  EXPECT_THAT(get(bench + "/making/1.0").body, HasSubstr("L’édition 1.0 est publique"));
  as_visitor();
  EXPECT_EQ(get(kit + "/1.0").status, 200);
  EXPECT_EQ(get(kit + "/1.0/files/kit-1.0.zim").status, 200);
}

/// Kills with a signal whatever wrote its number into a folder, until it goes.
class Killer {
 public:
  explicit Killer(std::filesystem::path folder) : m_folder{std::move(folder)} {}
  int killed() const { return m_killed; }

 private:
  void run(std::stop_token const& over) {
    for (; !over.stop_requested(); std::this_thread::sleep_for(std::chrono::milliseconds{5}))
      for (auto const& entry : std::filesystem::directory_iterator{m_folder})
        if (auto const number = std::atoi(files::read_file(entry.path()).value_or("").c_str()); number > 1 && m_done.insert(number).second)
          m_killed += ::kill(number, SIGKILL) == 0;
  }
  std::filesystem::path m_folder;
  std::set<int> m_done;
  std::atomic<int> m_killed = 0;
  std::jthread m_thread{[this](std::stop_token const& over) { run(over); }};
};

TEST_P(KitPagesTest, APdfKilledInTheMiddleLeavesTheEditionUnpublishedUntilItIsMadeAgain) {
  import();
  as_lead();
  ASSERT_EQ(post(bench + "/freeze", {{"number", "1.0"}}).status, 303);
  auto const tools = folder.path() / "tools", running = folder.path() / "running", node = folder.path() / "node";
  std::filesystem::create_directories(running);
  files::write_atomically(tools / "worker.cjs", "");
  files::write_atomically(node, "#!/bin/sh\necho $$ > " + (running / "pid-$$").string() + "\nexec sleep 30\n");
  std::filesystem::permissions(node, std::filesystem::perms::owner_all);
  workshop.pdf.typst = {.tools = tools, .node = node.string(), .time = std::chrono::seconds{20}};
  {
    Killer const killer{running};
    publish("1.0");
    // One that dies before it was spoken to is begun once more.
    EXPECT_GE(killer.killed(), 4) << "the book, the booklet, its sheets, that for who leads; no chapter is in the short version";
  }
  auto const said = get(bench + "/making/1.0").body;
  EXPECT_THAT(said, HasSubstr("its worker was killed"));
  EXPECT_THAT(said, HasSubstr("L’édition reste non publiée"));
  EXPECT_THAT(said, HasSubstr("Refaire ce qui a échoué"));
  as_visitor();
  EXPECT_EQ(get(kit + "/1.0").status, 404);
  as_lead();
  files::write_atomically(folder.path() / "pages.pdf", pdf_file::testing_::plain_pages(4));
  files::write_atomically(node, "#!/bin/sh\nwhile read line; do cp " + (folder.path() / "pages.pdf").string() + " \"$2/out.pdf\"; echo made; done\n");
  std::filesystem::permissions(node, std::filesystem::perms::owner_all);
  publish("1.0");
  as_visitor();
  EXPECT_EQ(get(kit + "/1.0/files/kit-1.0.pdf").status, 200);
}

TEST_P(KitPagesTest, ADiskThatSaysNoLeavesTheEditionUnpublishedAndTheLeadReadsWhy) {
  import();
  as_lead();
  ASSERT_EQ(post(bench + "/freeze", {{"number", "1.0"}}).status, 303);
  files::write_atomically(folder.path() / "parcours", "a file where the folder of the editions goes");
  publish("1.0");
  auto const said = get(bench + "/making/1.0").body;
  EXPECT_THAT(said, HasSubstr("n’a pas pu l’écrire"));
  EXPECT_THAT(said, HasSubstr("Refaire ce qui a échoué"));
  as_visitor();
  EXPECT_EQ(get(kit + "/1.0").status, 404);
  as_lead();
  std::filesystem::remove(folder.path() / "parcours");
  publish("1.0");
  EXPECT_THAT(get(bench + "/making/1.0").body, HasSubstr("L’édition 1.0 est publique"));
}

TEST_P(KitPagesTest, TheDownloadPageSaysForWhomCountsAndSeals) {
  publish_first();
  as_visitor();
  EXPECT_EQ(get(kit + "/1.0/files/kit-1.0.epub").status, 200);
  EXPECT_EQ(get(kit + "/1.0/files/kit-1.0.epub").status, 200);
  EXPECT_EQ(get(kit + "/1.0/take-away").share_for, std::chrono::seconds{0}) << "what was just taken away is counted on it";
  auto const page = get(kit + "/1.0/take-away").body;
  for (char const* said :
       {"Pour un téléphone, une tablette ou une liseuse", "2 fois", "kit-1.0.odt", "Code QR", "Ses fichiers ne sont pas encore vérifiés."})
    EXPECT_THAT(page, HasSubstr(said)) << said;
  auto const seal = unsealed(get(kit + "/1.0/seal.json").body);
  ASSERT_TRUE(seal);
  EXPECT_EQ(seal->key, workshop.key.name);
  EXPECT_THAT(seal->payload, HasSubstr("kit-1.0.epub"));
  EXPECT_EQ(get(kit + "/9.9/take-away").status, 404);
  EXPECT_THAT(get(kit + "/opds.xml").body, HasSubstr("http://opds-spec.org/acquisition/open-access"));
  EXPECT_THAT(get(kit + "/1.0/lom.xml").body, HasSubstr("<lom:version>"));
}

TEST_P(KitPagesTest, ACorrectedEditionShowsWordByWordWhatChanged) {
  publish_first();
  EXPECT_EQ(get(kit + "/1.0/changes").status, 404) << "nothing came before";
  as_lead();
  database().write([&](db::Session& session) {
    import_outline(session, world, programme, "parcours", testing_::sample_outline(),
                   {{"un", "## Réunir\n\nElle convie [[navette#l1]].\n\n::: watch\nPas trop.\n:::"}});
  });
  ASSERT_EQ(post(bench + "/freeze", {{"number", "1.0.1"}, {"note", "Un mot juste."}}).status, 303);
  ASSERT_EQ(publish("1.0.1").status, 303);
  as_visitor();
  EXPECT_THAT(get(kit + "/1.0.1").body, HasSubstr("/p/parcours/kit/1.0.1/changes"));
  auto const page = get(kit + "/1.0.1/changes").body;
  EXPECT_THAT(page, HasSubstr("<del>"));
  EXPECT_THAT(page, HasSubstr("invite"));
  EXPECT_THAT(page, HasSubstr("convie"));
  EXPECT_THAT(page, HasSubstr("Un mot juste."));
}

TEST_P(KitPagesTest, AnEditionOfAnotherPlaceIsTakenAsItWas) {
  publish_first();
  auto const bytes = files::read_file(folder.path() / "parcours/kit/1.0/kit-1.0-essaim.zip").value();
  auto const taken = unbundled(bytes);
  ASSERT_TRUE(taken);
  auto const again = database().write([&](db::Session& session) { return adopt(session, world, programme, *taken); });
  ASSERT_TRUE(again) << "the same edition comes back: nothing changes";
  auto changed = *taken;
  changed.document.title = "Un autre titre";
  EXPECT_FALSE(database().write([&](db::Session& session) { return adopt(session, world, programme, changed); }))
      << "the number is taken by another text";
}

TEST_P(KitPagesTest, AnErrorOfAnEditionIsToldBesideItAndTheNextOneSaysItIsCorrected) {
  publish_first();
  auto const errata = bench + "/errata/1.0";
  EXPECT_EQ(get(errata).status, 404) << "for the leads";
  EXPECT_EQ(post(errata, {{"part", "un"}, {"wrong", "invite"}, {"instead", "convie"}}).status, 404);
  as_lead();
  EXPECT_THAT(get(bench + "/editions").body, HasSubstr(errata));
  EXPECT_THAT(get(errata).body, HasSubstr("Aucune erreur connue"));
  auto const refused = post(errata, {{"part", "un"}, {"place", "premier paragraphe"}, {"wrong", "invite"}, {"instead", " "}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(refused.body, HasSubstr("Dites ce qu’il faut lire à la place."));
  EXPECT_THAT(refused.body, HasSubstr("premier paragraphe")) << "what was typed stays";
  EXPECT_EQ(post(errata, {{"part", "un"}, {"place", "premier paragraphe"}, {"wrong", "invite <b>"}, {"instead", "convie"}}).status, 303);
  EXPECT_EQ(get(bench + "/errata/9.9").status, 404);
  as_visitor();
  for (auto const& page : {kit + "/1.0/un", kit + "/1.0"}) {
    EXPECT_THAT(get(page).body, HasSubstr("<del>invite &lt;b&gt;</del>")) << page;
    EXPECT_THAT(get(page).body, HasSubstr("premier paragraphe")) << page;
  }
  EXPECT_THAT(get(kit + "/1.0/deux").body, Not(HasSubstr("Erratum")));
  EXPECT_THAT(get(kit + "/opds.xml").body, HasSubstr("au lieu de «\u00a0invite &lt;b&gt;\u00a0», lire «\u00a0convie\u00a0»"));
  as_lead();
  auto const page = get(errata).body;
  auto const at = page.find("name=\"id\" value=\"") + 17;
  auto const id = page.substr(at, page.find('"', at) - at);
  EXPECT_EQ(post(errata + "/withdraw", {{"id", "nothing"}}).status, 404);
  EXPECT_EQ(post(errata + "/withdraw", {{"id", id}}).status, 303);
  EXPECT_EQ(post(errata + "/withdraw", {{"id", id}}).status, 404) << "once";
  EXPECT_THAT(get(kit + "/1.0/un").body, Not(HasSubstr("Erratum")));
  EXPECT_EQ(post(errata + "/restore", {{"id", id}}).status, 303);
  EXPECT_EQ(post(errata, {{"part", ""}, {"wrong", "invite"}, {"instead", "convie"}}).status, 303);
  database().write([&](db::Session& session) {
    import_outline(session, world, programme, "parcours", testing_::sample_outline(), {{"un", "## Réunir\n\nElle convie [[navette#l1]]."}});
  });
  ASSERT_EQ(post(bench + "/freeze", {{"number", "1.0.1"}, {"note", "Un mot juste."}}).status, 303);
  ASSERT_EQ(publish("1.0.1").status, 303);
  as_visitor();
  EXPECT_THAT(get(kit + "/1.0").body, HasSubstr("Corrigé dans l’édition 1.0.1"));
  EXPECT_THAT(get(kit + "/1.0.1").body, HasSubstr("Corrigé dans cette édition"));
  EXPECT_THAT(get(kit + "/1.0.1/un").body, Not(HasSubstr("Erratum")));
}

ON_BOTH_ENGINES(KitPagesTest);

}  // namespace
}  // namespace kit
