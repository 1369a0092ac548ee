#include "domain/kit/bring/bring_command.h"

#include <algorithm>

#include "domain/kit/bring/bring_views.h"
#include "domain/kit/bring/bring_work.h"
#include "domain/kit/kit_store.h"

namespace kit {
namespace {

using i18n::msgid;

BringSaid said_of(Brought const& brought, i18n::Words const& words) {
  auto view = brought_view({}, brought, words);
  BringSaid said;
  said.shape = std::move(view.shape);
  said.summary = view.summary + (view.detail.empty() ? "" : " " + view.detail);
  for (auto const& page : view.pages) said.pages.push_back(page.title + (page.size.empty() ? "" : " (" + page.size + ")"));
  for (auto& line : view.report) said.report.push_back({std::move(line.fate), std::move(line.where), std::move(line.words)});
  if (!view.more_lines.empty()) said.report.push_back({"", "", view.more_lines});
  return said;
}

}  // namespace

base::Outcome<BringSaid> bring_file(db::Database& database, base::World const& world, i18n::Words const& words, Workshop const& workshop,
                                    accounts::ProgrammeId const& programme, BringAsked const& asked) {
  if (asked.bytes.size() > largest_brought) return base::refuse(msgid("This file is larger than 64 MB."));
  auto const kit = database.read([&](db::Session& session) { return KitStore{session}.find(programme); });
  if (!kit) return base::refuse(msgid("This programme has no kit yet."));
  bool const place_known = asked.after.empty() || std::ranges::count(kit->outline.chapters, asked.after, &Chapter::slug) > 0;
  if (!place_known) return base::refuse(msgid("The kit has no chapter “{}”."), {asked.after});
  auto const brought = read_brought(asked.bytes, asked.file_name);
  if (!brought) return tl::unexpected{brought.error()};
  auto said = said_of(*brought, words);
  if (!asked.join || brought->pages.empty()) return said;
  BringWork const work{database, world, workshop};
  auto const file = work.bring(kit->id, asked.by, asked.file_name, asked.bytes);
  if (!file) return tl::unexpected{file.error()};
  BroughtWish wish{{}, asked.after};
  for (std::size_t at = 0; at < brought->pages.size(); ++at) wish.pages.push_back(at);
  auto const added = work.join(programme, *file, wish, asked.by);
  if (!added) return tl::unexpected{added.error()};
  said.added = *added;
  return said;
}

void join_brought(db::Database& database, base::World const& world, Workshop const& workshop, std::string const& payload) {
  BringWork{database, world, workshop}.join_asked(payload);
}

}  // namespace kit
