#pragma once
#include <mutex>
#include <unordered_map>

#include "domain/experiences/experience_pages.h"
#include "domain/experiences/experience_views.h"
#include "domain/experiences/finding.h"
#include "domain/experiences/listing.h"
#include "domain/programme/programme.h"
#include "platform/db/kept.h"
#include "platform/views/html.h"

namespace experiences {

struct AskAgreementPage;
struct NarratorPage;
struct Opened;
struct PiecesPage;
struct VerifyPage;
struct ConsentsPage;

/// What the pages of this folder share.
struct ExperiencePages::Rooms {
  Rooms(accounts::House const& of_all, Shelf& facts, Hooks given) : house{of_all}, shelf{facts}, hooks{std::move(given)} {}

  accounts::House const& house;
  Shelf& shelf;
  Hooks hooks;

  /// The programme of the visit.
  programme::Brief programme_of(db::Session& session, accounts::Visit const& visit);
  /// The sheets near this one, among those of the circles of the viewer.
  std::shared_ptr<std::vector<ExperienceStore::Related> const> related_to(db::Session& session, accounts::Viewer const& viewer,
                                                                          Experience const& experience);
  std::shared_ptr<std::optional<territories::Territory> const> territory_of(db::Session& session, accounts::TerritoryId const& territory);
  /// The words of the programme of the visit. Kept as long.
  std::shared_ptr<Vocabulary const> vocabulary_of(db::Session& session, accounts::Visit const& visit);
  /// The texts of a sheet as rendered, kept by sheet, version, vocabulary and language.
  SheetBody body_of(Experience const& experience, Vocabulary const& vocabulary, programme::Brief const& programme, i18n::Words const& words);
  /// Sheets this viewer may read whose title looks like that one. What is looked in is made again each minute at most.
  std::vector<Brief> alike(db::Session& session, accounts::Visit const& visit, std::string_view title, std::string_view territory);
  /// What cites each passage, the citations of sheets joined to this one too.
  std::map<std::string, std::vector<CitedBy>> citations_of(db::Session& session, accounts::Visit const& visit, Experience const& experience,
                                                           std::string_view programme_slug);
  views::Frame frame(programme::Brief const& programme, std::string title, std::vector<views::Frame::Crumb> crumbs) const;

  void add_list_routes(accounts::Routes& routes);
  void add_across_routes(accounts::Routes& routes);
  void add_sheet_routes(accounts::Routes& routes);
  void add_life_routes(accounts::Routes& routes);
  void add_search_routes(accounts::Routes& routes);
  void add_form_routes(accounts::Routes& routes);
  void add_typing_routes(accounts::Routes& routes);
  void add_agreement_routes(accounts::Routes& routes);
  void add_interview_routes(accounts::Routes& routes);
  void add_piece_routes(accounts::Routes& routes);
  void add_witness_routes(accounts::Routes& routes);
  void add_passage_routes(accounts::Routes& routes);
  void add_join_routes(accounts::Routes& routes);
  void add_history_routes(accounts::Routes& routes);
  void add_word_routes(accounts::Routes& routes);

  http::Response list(accounts::Visit const& visit);
  http::Response csv(accounts::Visit const& visit);
  http::Response list_across(accounts::Visit const& visit);
  http::Response feed(accounts::Visit const& visit);
  http::Response territories_alike(accounts::Visit const& visit);
  http::Response searches(accounts::Visit const& visit);
  http::Response keep_search(accounts::Visit const& visit);
  http::Response forget_search(accounts::Visit const& visit);
  http::Response sheet(accounts::Visit const& visit);
  http::Response markdown_file(accounts::Visit const& visit);
  http::Response ask_move(accounts::Visit const& visit);
  http::Response move(accounts::Visit const& visit);
  void note_publication(db::Session& session, accounts::Visit const& visit, Experience const& experience, Status to) const;
  http::Response ask_erase(accounts::Visit const& visit);
  http::Response erase(accounts::Visit const& visit);
  http::Response open_form(accounts::Visit const& visit);
  http::Response send_form(accounts::Visit const& visit);
  http::Response ask_typing(accounts::Visit const& visit);
  http::Response entered(accounts::Visit const& visit);
  http::Response keep_typing(accounts::Visit const& visit);
  http::Response forget_typing(accounts::Visit const& visit);
  http::Response ask_verification(accounts::Visit const& visit);
  http::Response verify(accounts::Visit const& visit);
  http::Response show_verification(accounts::Visit const& visit, programme::Brief const& programme, VerifyPage const& page, int status);
  http::Response consents(accounts::Visit const& visit);
  http::Response change_consents(accounts::Visit const& visit);
  http::Response show_consents(accounts::Visit const& visit, programme::Brief const& programme, ConsentsPage const& page, int status);
  http::Response ask_join(accounts::Visit const& visit);
  http::Response join(accounts::Visit const& visit);
  http::Response show_join(accounts::Visit const& visit, std::string const& with, std::optional<base::Refusal> const& refusal);
  http::Response passage(accounts::Visit const& visit);
  http::Response authors(accounts::Visit const& visit);
  http::Response pieces(accounts::Visit const& visit);
  http::Response change_pieces(accounts::Visit const& visit);
  http::Response piece(accounts::Visit const& visit);
  http::Response show_pieces(accounts::Visit const& visit, programme::Brief const& programme, PiecesPage const& page, int status);
  http::Response ask_agreement(accounts::Visit const& visit);
  http::Response send_agreement(accounts::Visit const& visit);
  http::Response show_asking(accounts::Visit const& visit, programme::Brief const& programme, AskAgreementPage const& page, int status);
  http::Response narrator(accounts::Visit const& visit);
  http::Response narrator_answers(accounts::Visit const& visit);
  http::Response narrator_again(accounts::Visit const& visit, Opened const& opened, programme::Brief const& programme,
                                std::optional<base::Refusal> const& refusal);
  http::Response keep_narrator_typing(accounts::Visit const& visit);
  http::Response show_narrator(accounts::Visit const& visit, programme::Brief const& programme, NarratorPage const& page, int status);
  http::Response start_interview(accounts::Visit const& visit, std::string const& refusal, std::string const& field);
  http::Response make_interview(accounts::Visit const& visit);
  http::Response interview_grid(accounts::Visit const& visit);
  http::Response save_interview(accounts::Visit const& visit, bool quietly);
  http::Response history(accounts::Visit const& visit);
  http::Response version(accounts::Visit const& visit);
  http::Response restore(accounts::Visit const& visit);
  http::Response words(accounts::Visit const& visit);
  http::Response words_page(accounts::Visit const& visit, std::optional<base::Refusal> const& refusal);
  http::Response change_word(accounts::Visit const& visit);
  http::Response corrections(accounts::Visit const& visit);
  http::Response undo_filing(accounts::Visit const& visit);
  http::Response ask_filing(accounts::Visit const& visit);
  http::Response file_elsewhere(accounts::Visit const& visit);

 private:
  db::Kept<programme::Brief> m_programmes{100};
  db::Kept<Found> m_found{100};  ///< by reader and question
  db::Kept<Vocabulary> m_vocabularies{100};
  db::Kept<std::vector<ExperienceStore::Related>> m_related{2000};
  db::Kept<std::optional<territories::Territory>> m_territories{2000};
  struct Lookalikes {
    base::Instant made{};
    std::shared_ptr<Likeness const> likeness;
  };
  std::mutex m_mutex;
  std::unordered_map<std::string, Lookalikes> m_lookalikes;
  std::unordered_map<std::string, std::shared_ptr<SheetBody const>> m_bodies;
};

/// The sheet of {slug}, when this viewer may read it, or write it.
enum class Purpose { reading, writing };
std::optional<Experience> sheet_of_visit(db::Session& session, accounts::Visit const& visit, Purpose purpose);

/// A page of a sheet: "move", "history"…
html::Url under(programme::Brief const& programme, std::string_view slug, std::string_view what);

/// Who wrote a version, as its history says it.
std::string writer_name(revisions::Writers const& writers, std::optional<accounts::PersonId> const& author, std::string const& by_name,
                        i18n::Words const& words);

/// What a list is asked, from the address; `mine` of a visitor asks nothing.
Asked asked_of(accounts::Visit const& visit);

}  // namespace experiences
