#pragma once
#include "domain/exchange/exchange_rooms.h"
#include "domain/exchange/import_views.h"
#include "domain/exchange/intake_work.h"

namespace exchange {

/// The file of {id}, when it is this viewer's or when they lead the programme.
std::optional<Intake> intake_of_visit(db::Session& session, accounts::Visit const& visit);
html::Url intake_address(std::string_view programme_slug, IntakeId const& id);

/// Puts a brought file into words.
class ImportMaker {
 public:
  ImportMaker(accounts::Visit const& visit, std::string programme_slug, Intake const& intake);

  ChoosePage choose(IntakeWork::Glimpse const& glimpse) const;
  UnderWayPage under_way() const;
  ReportPage report(std::vector<TakenSheet> const& sheets, std::map<std::string, std::string> const& titles,
                    std::vector<IntakeNote> const& notes) const;
  std::string state() const;  ///< a few words: "waiting for you", "in: 12 new sheets"

 private:
  std::string where(std::string const& file, std::int64_t line) const;
  ImportLine line_of(IntakeNote const& note) const;
  std::string counts(std::int64_t created, std::int64_t changed, std::int64_t same, std::int64_t left_out) const;
  std::vector<ChoosePage::Group> groups(std::string const& chosen, bool everything) const;
  void add_twins(ChoosePage& page, Found const& found, Choices const& choices) const;
  void add_lines(ChoosePage& page, Found const& found) const;

  accounts::Visit const& m_visit;
  i18n::Words const& m_words;
  std::string m_slug;
  Intake const& m_intake;
};

}  // namespace exchange
