#include "domain/atelier/live_methods.h"

#include "domain/atelier/life_cycle.h"
#include "domain/atelier/live_texts.h"
#include "domain/atelier/method_store.h"

namespace atelier {

writing::May LiveMethods::may(db::Session& session, accounts::Viewer const& viewer, accounts::ProgrammeId const& programme,
                              std::string const& subject) const {
  auto const method = MethodStore{session}.find(MethodId::trusted(subject));
  if (!method || method->programme != programme || !may_read(viewer, *method)) return writing::May::nothing;
  if (may_write(viewer, *method)) return writing::May::write;
  return viewer.may_contribute(programme) ? writing::May::suggest : writing::May::read;
}

writing::Document live_document_of(db::Session& session, base::World const& world, Method const& method) {
  return writing::document_of(session, world, method.programme, {"method", method.id.text()}, texts_of(method.content));
}

}  // namespace atelier
