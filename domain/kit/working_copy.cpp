#include "domain/kit/working_copy.h"

#include "domain/kit/kit_store.h"

namespace kit {

std::optional<WorkingCopy> working_copy(Sources const& sources, Asking const& lead) {
  KitStore store{lead.session};
  auto kit = store.find(lead.programme);
  auto programme = programme::brief_of(lead.session, lead.programme);
  if (!kit || !programme) return std::nullopt;
  WorkingCopy copy{std::move(*kit), std::move(*programme), {}, {}, {}};
  copy.pages = store.pages(copy.kit.id);
  copy.gathered = gather(sources, lead, copy.kit.outline, copy.pages);
  copy.assembly = assemble(copy.kit.outline, copy.pages, copy.gathered);
  return copy;
}

Document document_of(WorkingCopy const& copy, Freezing const& freezing, base::Day day) {
  auto const& outline = copy.kit.outline;
  Document document;
  document.slug = outline.slug;
  document.title = outline.title;
  document.subtitle = outline.subtitle;
  document.description = outline.description;
  document.number = freezing.number;
  document.frozen_on = day;
  document.language = outline.language;
  document.licence = outline.licence;
  document.publisher = outline.publisher;
  document.programme_slug = copy.programme.slug;
  document.programme_name = copy.programme.name;
  document.identifier = identifier_of(copy.programme.slug, outline.slug, freezing.number);
  if (!freezing.site_address.empty()) document.home_address = freezing.site_address + "/p/" + copy.programme.slug + "/kit/" + freezing.number;
  document.fictional = copy.programme.fictional;
  document.parts = copy.assembly.parts;
  document.credits = copy.assembly.credits;
  return document;
}

}  // namespace kit
