#include "domain/kit/working_copy.h"

#include "domain/kit/freezing.h"
#include "domain/kit/kit_store.h"

namespace kit {

std::optional<WorkingCopy> working_copy(Sources const& sources, Asking const& lead) {
  KitStore store{lead.session};
  auto kit = store.find(lead.programme);
  auto programme = programme::brief_of(lead.session, lead.programme);
  if (!kit || !programme) return std::nullopt;
  WorkingCopy copy{std::move(*kit), std::move(*programme), {}};
  auto const pages = read_pages(store.pages(copy.kit.id));
  copy.assembly = assemble(copy.kit.outline, pages, gather(sources, lead, copy.kit.outline, pages));
  return copy;
}

Document document_of(WorkingCopy const& copy, Freezing const& freezing, base::Day day) {
  auto document = headed({copy.kit, copy.programme, {copy.programme.slug, {}}, freezing.number, freezing.site_address, day});
  document.parts = copy.assembly.parts;
  document.credits = copy.assembly.credits;
  return document;
}

}  // namespace kit
