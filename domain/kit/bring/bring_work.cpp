#include "domain/kit/bring/bring_work.h"

#include "domain/kit/kit_store.h"
#include "domain/kit/photographs.h"
#include "platform/files/disk.h"
#include "platform/files/kinds.h"
#include "platform/files/pictures.h"
#include "platform/i18n/words.h"

namespace kit {

using i18n::msgid;

base::Outcome<BroughtFile> BringWork::bring(KitId const& kit, accounts::PersonId const& person, std::string const& file_name,
                                            std::string const& bytes) const {
  BroughtFile file;
  file.name = files::clean_file_name(file_name);
  if (file.name.empty()) file.name = "file";
  if (auto const brought = read_brought(bytes, file.name); !brought) return tl::unexpected{brought.error()};
  file.id = m_world.new_id<BroughtFile>();
  file.kit = kit;
  file.person = person;
  file.content = files::ContentFolder{m_folder}.keep(bytes);
  file.brought = file.changed = m_world.now();
  m_database.write([&](db::Session& session) { BroughtStore{session}.add(file); });
  return file;
}

base::Outcome<Brought> BringWork::read(BroughtFile const& file) const {
  auto const path = files::ContentFolder{m_folder}.find(file.content);
  auto const bytes = path ? files::read_file(*path, largest_brought) : std::nullopt;
  if (!bytes) return base::refuse(msgid("The file itself is no longer here: bring it again."));
  return read_brought(*bytes, file.name);
}

/// Pictures are made fit to be shown, without what they say of a place and a camera, and kept under their print.
std::string BringWork::with_kept_pictures(std::string text, Brought const& brought) const {
  return readdressed(text, [&](std::size_t number) -> std::string {
    if (number >= brought.pictures.size()) return "";
    auto const fit = made_fit(brought.pictures[number]);
    if (!fit) return "";
    Photo photo;
    photo.print = files::ContentFolder{m_photos}.keep(fit->bytes);
    photo.kind = files::code(fit->kind);
    return photo_address(photo);
  });
}

base::Outcome<std::size_t> BringWork::join(accounts::ProgrammeId const& programme, BroughtFile const& file, Wish const& wish,
                                           accounts::PersonId const& by) const {
  auto const brought = read(file);
  if (!brought) return tl::unexpected{brought.error()};
  std::vector<std::string> titles, texts;
  for (auto const at : wish.pages) {
    if (at >= brought->pages.size()) continue;
    titles.push_back(brought->pages[at].title);
    texts.push_back(with_kept_pictures(chapter_text(brought->pages[at]), *brought));
  }
  if (titles.empty()) return base::refuse(msgid("Choose at least one page to add."));
  return m_database.write([&](db::Session& session) -> base::Outcome<std::size_t> {
    BroughtStore store{session};
    KitStore kits{session};
    auto kit = kits.find(programme);
    if (!kit) return base::refuse(msgid("This programme has no kit yet."));
    std::set<std::string> taken;
    for (auto const& [slug, reading] : kits.readings(kit->id)) taken.insert(slug);
    auto done = joined(std::move(kit->outline), titles, wish.after, taken);
    if (!done) return tl::unexpected{done.error()};
    // Asked twice, by a second click or two leads: done once. What may refuse stands above: nothing is written before.
    auto const now = m_world.now();
    if (file.state == BroughtState::joined || !store.move(file.id, file.state, BroughtState::joined, now)) return std::size_t{0};
    kit->outline = std::move(done->outline);
    kit->changed = now;
    kits.put(*kit);
    Pages pages;
    for (std::size_t at = 0; at < texts.size(); ++at) pages[done->chapters[at].page] = texts[at];
    kits.add_pages(kit->id, pages, by, now);
    store.put_chapters(file.id, done->chapters);
    return done->chapters.size();
  });
}

std::vector<std::string> BringWork::undo(accounts::ProgrammeId const& programme, BroughtFile const& file) const {
  return m_database.write([&](db::Session& session) {
    BroughtStore store{session};
    KitStore kits{session};
    auto kit = kits.find(programme);
    if (!kit || !store.move(file.id, BroughtState::joined, BroughtState::undone, m_world.now())) return std::vector<std::string>{};
    std::set<std::string> rewritten;
    for (auto const& [slug, reading] : kits.readings(kit->id))
      if (reading.revision > 1) rewritten.insert(slug);
    auto done = parted(std::move(kit->outline), store.chapters(file.id), rewritten);
    kit->outline = std::move(done.outline);
    kit->changed = m_world.now();
    kits.put(*kit);
    kits.remove_pages(kit->id, done.pages);
    store.put_chapters(file.id, {});
    return std::move(done.stayed);
  });
}

void BringWork::forget(BroughtFile const& file) const {
  bool const unused = m_database.write([&](db::Session& session) {
    BroughtStore store{session};
    auto const now = store.find(file.kit, file.id);
    if (!now || now->state == BroughtState::joined) return false;
    store.forget(file.id);
    return !store.is_used(file.content);
  });
  auto const path = unused ? files::ContentFolder{m_folder}.find(file.content) : std::nullopt;
  std::error_code gone;
  if (path) std::filesystem::remove(*path, gone);
}

}  // namespace kit
