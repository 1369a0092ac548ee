#pragma once
#include "domain/kit/edition.h"
#include "domain/writing/writing.h"

namespace kit {

/// The kit's own texts as live documents: several leads write the text of a chapter at once, and none erases another's words.
class LiveChapters final : public writing::Owner {
 public:
  std::string kind() const override;
  writing::May may(db::Session& session, accounts::Viewer const& viewer, accounts::ProgrammeId const& programme,
                   std::string const& subject) const override;
  writing::Texts texts(db::Session& session, std::string const& subject, writing::Texts const& like) const override;
  writing::Texts as_kept(writing::Texts const& texts) const override { return texts; }
  bool keep(db::Session& session, base::World const& world, std::string const& subject, writing::Texts const& texts,
            std::span<accounts::PersonId const> people) const override;
  std::optional<Home> home(db::Session& session, std::string const& programme_slug, std::string const& subject) const override;
  std::string name_of(std::string_view text, i18n::Words const& words) const override;
};

/// Writing::Subject::kind of a chapter's text.
inline constexpr std::string_view live_kind = "kit-page";
inline constexpr std::string_view live_text = "body";

/// The page a chapter's text stands on: the one it names, else one of its own name.
std::string page_of(Chapter const& chapter);
writing::Subject live_subject(KitId const& kit, Chapter const& chapter);
/// Opened with the text as it is when nobody has written in it live before.
writing::Document live_document_of(db::Session& session, base::World const& world, Kit const& kit, Chapter const& chapter);

}  // namespace kit
