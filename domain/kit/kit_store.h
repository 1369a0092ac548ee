#pragma once
#include <map>

#include "domain/kit/assembly.h"
#include "domain/kit/edition.h"

namespace kit {

/// All the SQL about kits.
class KitStore {
 public:
  explicit KitStore(db::Session& session) : m_session{session} {}

  /// The programme's own kit.
  std::optional<Kit> find(accounts::ProgrammeId const& programme);
  /// The kit a territory adapted from it.
  std::optional<Kit> find(accounts::ProgrammeId const& programme, accounts::TerritoryId const& territory);
  std::optional<Kit> find(KitId const& kit);
  /// The programme's own first, then those of territories.
  std::vector<Kit> all_of(accounts::ProgrammeId const& programme);
  /// Creates the kit, or replaces its outline.
  void put(Kit const& kit);
  void set_state(KitId const& kit, KitState state);

  Pages pages(KitId const& kit);
  std::optional<Page> page(KitId const& kit, std::string_view slug);
  /// False when the page is no longer at `revision` (0: not written yet): nothing is written.
  bool write_page(KitId const& kit, Page const& page, std::optional<accounts::PersonId> const& by, base::Instant now);
  /// Pages not written yet, all at once; one whose slug is taken is left as it is.
  void add_pages(KitId const& kit, Pages const& pages, accounts::PersonId const& by, base::Instant now);
  /// Takes pages out that nobody wrote again since they were added.
  void remove_pages(KitId const& kit, std::vector<std::string> const& slugs);
  /// A picture put in the texts from the bench, before the text that names it is kept.
  void add_picture(KitId const& kit, std::string_view print, std::string_view kind, std::optional<accounts::PersonId> const& by, base::Instant now);
  bool has_picture(KitId const& kit, std::string_view print);
  /// Somebody read the page as it is now. False when it is no longer at `revision`.
  bool proofread(KitId const& kit, std::string_view slug, std::int64_t revision);
  /// Pages by slug: revision, and the one proofread.
  struct Reading {
    std::int64_t revision = 0, proofread = 0;
  };
  std::map<std::string, Reading> readings(KitId const& kit);
  /// The pages of an import: exactly those, revisions raised where the text differs. How many were changed.
  int put_pages(KitId const& kit, Pages const& pages, base::Instant now);

  /// The latest first.
  std::vector<Edition> editions(KitId const& kit);
  std::optional<Edition> edition(KitId const& kit, std::string_view number);
  /// An edition and its kit by the edition's id, as jobs name it.
  std::optional<std::pair<Kit, Edition>> find_edition(EditionId const& edition);
  /// JSON of the frozen document; nothing for an unknown edition.
  std::optional<std::string> document(EditionId const& edition);
  /// Its state is frozen; one that was public elsewhere keeps that instant for when it is here. Throws db::ConstraintViolation when the number is
  /// taken.
  void freeze(KitId const& kit, Edition const& edition, std::string const& document, std::optional<accounts::PersonId> const& by);
  /// The edition becomes the public one, those before it superseded. Publishing it again only renews its files.
  void publish(KitId const& kit, EditionId const& edition, std::vector<File> const& files, base::Instant now);
  std::vector<File> files(EditionId const& edition);

  /// Public editions of every kit, or of one programme's, from an instant (included) to another (excluded; 0 without end), in the
  /// order they were published; after one of them when it is given. Instants in ms.
  struct Public {
    EditionId edition;
    accounts::ProgrammeId programme;
    std::string number;
    std::int64_t published = 0;
    std::string document;  ///< JSON of the frozen document, when it is asked
  };
  struct Window {
    std::int64_t from = 0, until = 0;
    std::optional<accounts::ProgrammeId> programme;
    std::int64_t after_instant = -1;
    std::string after_edition;
    std::size_t most = 50;
    bool documents = false;
  };
  std::vector<Public> published(Window const& window);

 private:
  db::Session& m_session;
};

}  // namespace kit
