#pragma once
#include "domain/atelier/method.h"
#include "domain/writing/writing.h"

namespace atelier {

/// Methods as live documents: who may write in them, and what becomes of what was written.
class LiveMethods final : public writing::Owner {
 public:
  std::string kind() const override { return "method"; }
  writing::May may(db::Session& session, accounts::Viewer const& viewer, accounts::ProgrammeId const& programme,
                   std::string const& subject) const override;
  writing::Texts texts(db::Session& session, std::string const& subject, writing::Texts const& like) const override;
  writing::Texts as_kept(writing::Texts const& texts) const override;
  /// A field that cannot be kept (a duration that is no number) stays as the last version has it, and live as it is typed.
  bool keep(db::Session& session, base::World const& world, std::string const& subject, writing::Texts const& texts,
            std::span<accounts::PersonId const> people) const override;
  std::optional<Home> home(db::Session& session, std::string const& programme_slug, std::string const& subject) const override;
  std::string name_of(std::string_view text, i18n::Words const& words) const override;
};

/// The live document of a method, opened with its current texts when nobody has written in it live before.
writing::Document live_document_of(db::Session& session, base::World const& world, Method const& method);

}  // namespace atelier
