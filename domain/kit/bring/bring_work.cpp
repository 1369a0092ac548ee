#include "domain/kit/bring/bring_work.h"

#include <set>

#include "domain/kit/bring/bring_command.h"
#include "domain/kit/kit_store.h"
#include "domain/kit/photographs.h"
#include "platform/base/text.h"
#include "platform/files/disk.h"
#include "platform/files/kinds.h"
#include "platform/files/pictures.h"
#include "platform/i18n/words.h"
#include "platform/jobs/jobs.h"

namespace kit {

using i18n::msgid;

namespace {

/// What one request may wait for: about two seconds of pictures.
constexpr std::size_t most_at_once = 8;

std::set<std::size_t> pictures_wished(Brought const& brought, BroughtWish const& wish) {
  std::set<std::size_t> numbers;
  for (auto const at : wish.pages)
    if (at < brought.pages.size())
      for (auto const number : pictures_in(brought.pages[at])) numbers.insert(number);
  return numbers;
}

}  // namespace

BringWork::BringWork(db::Database& database, base::World const& world, Workshop const& workshop)
    // No programme has an address that begins with a dot.
    : m_database{database}, m_world{world}, m_folder{workshop.kits / ".brought"}, m_photos{workshop.photos}, m_shown{workshop.before} {}

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
  m_shown.tidy();
  return file;
}

base::Outcome<Brought> BringWork::read(BroughtFile const& file) const {
  auto const path = files::ContentFolder{m_folder}.find(file.content);
  auto const bytes = path ? files::read_file(*path, largest_brought) : std::nullopt;
  if (!bytes) return base::refuse(msgid("The file itself is no longer here: bring it again."));
  return read_brought(*bytes, file.name);
}

std::optional<std::string> BringWork::as_brought(BroughtFile const& file, std::size_t number, Brought const* open) const {
  return m_shown.once("picture of a brought file", file.content + " " + std::to_string(number), [&]() -> std::optional<std::string> {
    std::optional<Brought> opened;
    if (!open)
      if (auto brought = read(file)) open = &opened.emplace(std::move(*brought));
    return open && number < open->pictures.size() ? std::optional{open->pictures[number].bytes} : std::nullopt;
  });
}

/// Without what it says of a place and a camera.
std::optional<std::string> BringWork::fit(BroughtFile const& file, std::size_t number, Brought const* open) const {
  return m_shown.once("picture of a brought file, made fit", file.content + " " + std::to_string(number), [&]() -> std::optional<std::string> {
    auto bytes = as_brought(file, number, open);
    auto const made = bytes ? made_fit({"", std::move(*bytes)}) : base::refuse("");
    return made ? std::optional{made->bytes} : std::nullopt;
  });
}

std::optional<std::string> BringWork::picture(BroughtFile const& file, std::size_t number) const { return fit(file, number, nullptr); }

void BringWork::lay_out(BroughtFile const& file, Brought const& brought, std::vector<std::size_t> const& numbers) const {
  for (auto const number : numbers) as_brought(file, number, &brought);
}

std::string BringWork::with_kept_pictures(std::string text, BroughtFile const& file, Brought const& brought) const {
  return readdressed(text, [&](std::size_t number) -> std::string {
    auto const bytes = fit(file, number, &brought);
    auto const kind = bytes ? files::kind_of(*bytes, "") : base::refuse("");
    if (!kind) return "";
    Photo photo;
    photo.print = files::ContentFolder{m_photos}.keep(*bytes);
    photo.kind = files::code(*kind);
    return photo_address(photo);
  });
}

base::Outcome<std::optional<std::size_t>> BringWork::ask_to_join(accounts::ProgrammeId const& programme, BroughtFile const& file,
                                                                 BroughtWish const& wish, accounts::PersonId const& by) const {
  auto const brought = read(file);
  if (!brought) return tl::unexpected{brought.error()};
  auto const count = pictures_wished(*brought, wish).size();
  if (count <= most_at_once) {
    auto const added = join(programme, file, wish, by);
    if (!added) return tl::unexpected{added.error()};
    return std::optional{*added};
  }
  m_database.write([&](db::Session& session) {
    if (BroughtStore{session}.begin_joining(file, wish, count, m_world.now()))
      jobs::enqueue(session, m_world, join_event, programme.text() + " " + file.kit.text() + " " + file.id.text() + " " + by.text());
  });
  return std::nullopt;
}

void BringWork::join_asked(std::string const& payload) const {
  auto const parts = base::split(payload, ' ');
  if (parts.size() != 4) return;
  auto const kit = KitId::trusted(parts[1]);
  auto const id = BroughtId::trusted(parts[2]);
  BroughtWish wish;
  auto const file = m_database.read([&](db::Session& session) {
    BroughtStore store{session};
    wish = store.wish(id);
    return store.find(kit, id);
  });
  if (!file || file->state != BroughtState::joining) return;
  auto const brought = read(*file);
  std::size_t done = 0;
  if (brought)
    for (auto const number : pictures_wished(*brought, wish)) {
      fit(*file, number, &*brought);
      m_database.write([&](db::Session& session) { BroughtStore{session}.ready(id, ++done); });
    }
  auto const joined = brought ? join(accounts::ProgrammeId::trusted(parts[0]), *file, wish, accounts::PersonId::trusted(parts[3])) : base::refuse("");
  if (!joined) stop(*file);
}

void BringWork::stop(BroughtFile const& file) const {
  m_database.write([&](db::Session& session) { BroughtStore{session}.move(file.id, BroughtState::joining, BroughtState::waiting, m_world.now()); });
}

base::Outcome<std::size_t> BringWork::join(accounts::ProgrammeId const& programme, BroughtFile const& file, BroughtWish const& wish,
                                           accounts::PersonId const& by) const {
  auto const brought = read(file);
  if (!brought) return tl::unexpected{brought.error()};
  std::vector<std::string> titles, texts;
  for (auto const at : wish.pages) {
    if (at >= brought->pages.size()) continue;
    titles.push_back(brought->pages[at].title);
    texts.push_back(with_kept_pictures(chapter_text(brought->pages[at]), file, *brought));
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
    if (!now || now->state == BroughtState::joined || now->state == BroughtState::joining) return false;
    store.forget(file.id);
    return !store.is_used(file.content);
  });
  auto const path = unused ? files::ContentFolder{m_folder}.find(file.content) : std::nullopt;
  std::error_code gone;
  if (path) std::filesystem::remove(*path, gone);
}

}  // namespace kit
