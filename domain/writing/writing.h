#pragma once
// The front door of writing together: the only header of this folder other capabilities include.
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "domain/accounts/accounts.h"
#include "domain/writing/desk.h"
#include "domain/writing/document_store.h"

namespace writing {

/// What someone may do with a document; each includes those before it.
enum class May { nothing, read, suggest, write };
std::string_view code(May may);

/// The capability a document is about: it says who may do what, and takes the texts back when the writing rests.
class Owner {
 public:
  virtual ~Owner() = default;
  /// Subject::kind of what it owns: "method".
  virtual std::string kind() const = 0;
  virtual May may(db::Session& session, accounts::Viewer const& viewer, accounts::ProgrammeId const& programme, std::string const& subject) const = 0;

  /// The texts of the subject as its last version has them. `like`: texts of its document, whose names of parts are used again.
  virtual Texts texts(db::Session& session, std::string const& subject, Texts const& like) const = 0;
  /// Those texts as a version would have them: trimmed, tidied. Same names.
  virtual Texts as_kept(Texts const& texts) const = 0;
  /// The writing rests: a new version of the subject is made of the texts, if they differ from the last one. `people`: who
  /// wrote since, the one who wrote most first. False when no version can be made of them yet; they stay in the document.
  virtual bool keep(db::Session& session, base::World const& world, std::string const& subject, Texts const& texts,
                    std::span<accounts::PersonId const> people) const = 0;

  /// Where a subject is written, for the pages around its text: comments, history.
  struct Home {
    std::string title, section;  ///< section: the entry of the menu
    html::Url write, read;
  };
  virtual std::optional<Home> home(db::Session& session, std::string const& programme_slug, std::string const& subject) const = 0;
  /// A text as people call it: "Material", "Step: Minutes".
  virtual std::string name_of(std::string_view text, i18n::Words const& words) const = 0;
};

/// The live documents of this program and the routes under /p/{programme}/writing. Lives as long as the router.
class LivePages {
 public:
  explicit LivePages(accounts::House const& house);
  ~LivePages();
  /// Before the first request. The owner lives as long as this.
  void add_owner(Owner const& owner);
  void add_routes(accounts::Routes& routes);
  /// Looks after the open documents until `stopping` says so: a thread of its own, while the program serves.
  /// `database_url`: as in db::Options, to hear what other programs write in the same database.
  void tend_until(std::string const& database_url, std::function<bool()> const& stopping);

  /// Documents that have been quiet for a while, or were written for long, become a version of their subject: to be called
  /// every few seconds by one program of those that share the database.
  void keep_resting();
  /// Brings a document and its subject together now: what was written live is in the last version of the subject, and what
  /// was changed in the subject by other ways is in the document, beside what others write. Not inside a transaction.
  /// Nothing happens when the subject has no document.
  void bring_together(Subject const& subject);
  /// The same for what was written in a programme about subjects of a kind and is in no version yet.
  void bring_together(accounts::ProgrammeId const& programme, std::string_view kind);
  /// What a person may read, for they are not there to ask.
  using ViewerOf = std::function<accounts::Viewer(db::Session&, accounts::PersonId const&)>;
  /// Tells by letter those who are named in a comment or asked to do something; a letter about one thread may be answered by
  /// e-mail. Result: letters written.
  int write_letters(accounts::LetterWriter const& letters, accounts::Replies const& replies, ViewerOf const& viewer_of);
  /// What answers by e-mail do: they are remarks of their thread.
  void offer_replies(accounts::Replies& replies);

  struct Rooms;

 private:
  std::unique_ptr<Rooms> m_rooms;
};

/// Two rewritings of one text in one; nothing when both touched the same words.
std::optional<std::string> merged_text(std::string_view base, std::string_view theirs, std::string_view mine);

/// The document of a subject, opened with these texts when there is none yet.
Document document_of(db::Session& session, base::World const& world, accounts::ProgrammeId const& programme, Subject const& subject,
                     Texts const& texts);

/// With its subject: the texts and their whole history.
void remove_document(db::Session& session, Subject const& subject);

}  // namespace writing
