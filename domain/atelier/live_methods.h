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
};

/// The live document of a method, opened with its current texts when nobody has written in it live before.
writing::Document live_document_of(db::Session& session, base::World const& world, Method const& method);

}  // namespace atelier
