#include "domain/kit/document_json.h"
#include "domain/kit/freezing.h"
#include "domain/kit/kit.h"
#include "domain/kit/kit_store.h"
#include "domain/kit/page_blocks.h"
#include "domain/programme/programme.h"
#include "platform/base/text.h"

namespace kit {
namespace {

/// What a lead may go on writing from: chapters and texts. Sheets and pictures stay those of the edition taken: they are told
/// again from the experiences of this programme.
struct Copy {
  Outline outline;
  Pages pages;
};
Copy working_copy(Document const& document) {
  Copy copy;
  auto& outline = copy.outline;
  outline.slug = document.slug;
  outline.title = document.title;
  outline.subtitle = document.subtitle;
  outline.description = document.description;
  outline.licence = document.licence;
  outline.publisher = document.publisher;
  outline.language = document.language;
  for (auto const& part : document.parts) {
    if (part.level != 1) continue;
    outline.chapters.push_back({part.slug, part.title, part.slug, {}, {}, {}, part.brief});
    auto& page = copy.pages[part.slug];
    for (auto const& block : part.blocks)
      if (!block.picture) page += (page.empty() ? "" : "\n") + as_typed(block);
  }
  return copy;
}

}  // namespace

base::Outcome<Document> adopt(db::Session& session, base::World const& world, accounts::ProgrammeId const& programme, Unbundled const& taken) {
  auto const& document = taken.document;
  auto const brief = programme::brief_of(session, programme);
  if (!brief) return base::refuse(i18n::msgid("This programme has no kit yet."));
  KitStore store{session};
  auto const json = to_json(document);
  auto const id = id_of(document);
  if (auto const known = store.document(id)) {
    if (as_written_today(known) == json) return document;
    return base::refuse(i18n::msgid("Edition {} exists: the new one needs a higher number."), {document.number});
  }
  if (!store.find(programme)) {
    auto const copy = working_copy(document);
    import_outline(session, world, programme, brief->slug, copy.outline, copy.pages);
  }
  auto const kit = store.find(programme);
  if (kit->outline.slug != document.slug)
    return base::refuse(i18n::msgid("This programme has a kit of its own, “{}”: take the edition in another programme."), {kit->outline.title});
  std::vector<std::string> earlier;
  for (auto const& edition : store.editions(kit->id)) earlier.push_back(edition.number);
  auto const edition =
      edition_of(document, document.home_address.empty() ? document.programme_name : document.programme_name + ", " + document.home_address);
  if (auto const number = checked_number(edition.number, earlier, edition.note); !number) return tl::unexpected{number.error()};
  store.freeze(kit->id, edition, json, std::nullopt);
  return document;
}

}  // namespace kit
