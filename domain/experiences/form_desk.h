#pragma once
#include <optional>
#include <string>

#include "domain/experiences/experience_rooms.h"

namespace experiences {

/// What a form sent says, whoever reads it.
struct Sent {
  Content content;
  std::string form_key, what, reason, broken;
  int base_revision = 0, against = 0;
  bool consent = false;
  accounts::Visibility visibility = accounts::Visibility::cohort;
};

/// Accented text is three times as long once a form has encoded it.
inline constexpr std::uint64_t longest_form = 4u << 20;
Sent sent_of(accounts::Visit const& visit);
/// What the page that keeps typing answers: the hour, the token of the present sign-in, what others do.
http::Response kept_word(accounts::Visit const& visit, base::Instant now, std::string const& news,
                         std::vector<std::pair<std::string, html::Url>> const& alike = {});
/// 0 when it is no number.
int number_in(std::string_view text);

territories::TerritoryField territory_field(i18n::Words const& words, std::string typed, std::string key);

/// The form of one visit: shown blank, shown again with what was sent, shown with what is in the way.
class FormDesk {
 public:
  FormDesk(ExperiencePages::Rooms& rooms, accounts::Visit const& visit, programme::Brief programme, std::optional<Experience> experience,
           Vocabulary vocabulary)
      : m_rooms{rooms},
        m_visit{visit},
        m_words{visit.words()},
        m_programme{std::move(programme)},
        m_experience{std::move(experience)},
        m_vocabulary{std::move(vocabulary)} {}

  FormPage blank() const;
  FormPage after(Sent const& sent) const;
  void refuse(FormPage& page, base::Refusal const& refusal) const;
  http::Response show(FormPage page, int status = 200) const;
  http::Response preview(Sent const& sent) const;
  http::Response merge_screen(Sent const& sent, Conflict const& conflict, std::string const& their_name) const;
  http::Response saved(Sent const& sent, std::string_view slug, ExperienceStore::Saved const& saved) const;
  Vocabulary const& vocabulary() const { return m_vocabulary; }
  programme::Brief const& programme() const { return m_programme; }
  std::optional<Experience> const& experience() const { return m_experience; }

 private:
  void add_closures(FormPage& page) const;
  ExperiencePages::Rooms& m_rooms;
  accounts::Visit const& m_visit;
  i18n::Words const& m_words;
  programme::Brief m_programme;
  std::optional<Experience> m_experience;
  Vocabulary m_vocabulary;
};

}  // namespace experiences
