#include "domain/kit/reading_pages.h"

#include <algorithm>
#include <charconv>

#include "domain/kit/adapt/adaptations.h"
#include "domain/kit/bundle.h"
#include "domain/kit/errata/errata_store.h"
#include "domain/kit/errata/errata_views.h"
#include "domain/kit/export/book.h"
#include "domain/kit/export/lom.h"
#include "domain/kit/formats.h"
#include "domain/kit/kit_asked.h"
#include "domain/kit/kit_store.h"
#include "domain/kit/licence.h"
#include "domain/kit/making_store.h"
#include "domain/kit/photographs.h"
#include "domain/kit/reading_views.h"
#include "domain/kit/views/changes.view.h"
#include "domain/kit/views/cover.view.h"
#include "domain/kit/views/part.view.h"
#include "domain/kit/views/take_away.view.h"
#include "domain/programme/programme.h"
#include "platform/files/disk.h"

namespace kit {
namespace {

using accounts::Right;
using accounts::Visit;

Picture const* find_picture(Document const& document, std::string_view name) {
  for (auto const& part : document.parts)
    for (auto const& block : part.blocks)
      if (block.picture && block.picture->id + ".svg" == name) return &*block.picture;
  return nullptr;
}

/// `page`: counted from 0.
std::string catalogue_address(KitAddress const& kit, std::size_t page) {
  return kit.home().text() + "/opds.xml" + (page == 0 ? "" : "?page=" + std::to_string(page + 1));
}
std::size_t page_asked(Visit const& visit) {
  std::size_t number = 1;
  auto const text = visit.query("page");
  std::from_chars(text.data(), text.data() + text.size(), number);
  return std::clamp<std::size_t>(number, 1, 10'000) - 1;
}

}  // namespace

struct ReadingPages::Open {
  programme::Brief programme;
  KitAddress address;
  Kit kit;
  Edition edition;
  std::vector<Edition> editions;
  std::vector<File> files;
  std::shared_ptr<Document const> document;
  std::vector<Erratum> errata{};

  EditionOnShow on_show() const { return {*document, edition, editions, files, address, errata}; }
};

void ReadingPages::add_routes(accounts::Routes& routes) {
  for (std::string const kit : {"/p/{programme}/kit", "/p/{programme}/kit/of/{territory}"}) {
    auto const get = [&](char const* rest, char const* about, http::Response (ReadingPages::*page)(Visit const&)) {
      routes.get(kit + rest, Right::anyone, about, [this, page](Visit const& visit) { return (this->*page)(visit); });
    };
    get("", "The kit people read: latest edition, or what is coming", &ReadingPages::latest);
    get("/{number}", "Cover of an edition, for ever at this address", &ReadingPages::cover);
    get("/{number}/{part}", "A part of an edition", &ReadingPages::part);
    get("/{number}/files/{name}", "A file of an edition: PDF, EPUB, offline folder", &ReadingPages::file);
    get("/{number}/take-away", "Every format of an edition: for whom, its size, what was checked", &ReadingPages::take_away);
    get("/opds.xml", "Catalogue of the editions for reading programs (OPDS)", &ReadingPages::catalogue);
    get("/{number}/changes", "What changed since the edition before, word by word", &ReadingPages::changes);
    get("/{number}/lom.xml", "Metadata of an edition for catalogues (LOM)", &ReadingPages::metadata);
    get("/{number}/seal.json", "Fingerprints of the files of an edition, signed by this place", &ReadingPages::seal);
    get("/{number}/pictures/{name}", "A picture of an edition", &ReadingPages::picture);
  }
}

/// A frozen edition is seen by those who make the kit alone; to others it does not exist.
std::optional<ReadingPages::Open> ReadingPages::open(db::Session& session, Visit const& visit, std::string_view number) {
  KitStore store{session};
  auto kit = kit_asked(session, visit);
  auto programme = programme::brief_of(session, *visit.programme);
  if (!kit || !programme) return std::nullopt;
  Open open{std::move(*programme), address_asked(visit), std::move(*kit), {}, {}, {}, nullptr};
  open.editions = store.editions(open.kit.id);
  bool const leads = makes(visit.viewer, open.kit);
  auto const found = std::ranges::find_if(open.editions, [&](Edition const& one) {
    return number.empty() ? one.state == EditionState::published : one.number == number && (one.public_() || leads);
  });
  if (found == open.editions.end()) return std::nullopt;
  open.edition = *found;
  open.document = m_frozen->find(session, open.edition.id);
  if (!open.document) return std::nullopt;
  open.files = store.files(open.edition.id);
  open.errata = ErrataStore{session}.of(open.kit.id);
  return open;
}

http::Response ReadingPages::answer(Visit const& visit, Open const& open, views::Frame frame) const {
  frame.programme = programme::where_of(open.programme);
  frame.section = "kit";
  // The same words at two addresses: search engines keep those of the kit they come from.
  frame.indexable = frame.indexable && open.edition.state == EditionState::published;
  auto response = m_house.stage.page(visit, std::move(frame));
  if (open.edition.public_()) response.share_for = std::chrono::seconds{60};
  return response;
}

http::Response ReadingPages::show_cover(db::Session& session, Visit const& visit, Open const& open) const {
  views::Frame frame;
  auto page = cover_view(open.on_show(), visit.words());
  page.adaptations = adaptations_of(session, visit, {open.kit, open.edition, *open.document, open.address});
  frame.title = open.document->title + ", " + open.edition.number;
  frame.description = open.document->description;
  if (!open.kit.territory && visit.viewer.member_of(*visit.programme)) page.naming = html::Url::path("/p/{}/kit/named", {open.programme.slug});
  frame.body = views::kit_cover(visit.context, page);
  frame.head = html::Safe::trusted(json_ld_of(*open.document).markup() +
                                   "<link rel=\"alternate\" type=\"application/atom+xml;profile=opds-catalog;kind=acquisition\" href=\"" +
                                   html::escaped(catalogue_address(open.address, 0)) + "\">");
  frame.crumbs = {{visit.words().t("Kit"), {}}};
  return answer(visit, open, std::move(frame));
}

http::Response ReadingPages::latest(Visit const& visit) {
  return m_house.database.read([&](db::Session& session) {
    if (auto const found = open(session, visit, "")) return show_cover(session, visit, *found);
    auto const programme = programme::brief_of(session, *visit.programme);
    if (!programme) return m_house.stage.missing(visit);
    auto const kit = kit_asked(session, visit);
    if (!kit && address_asked(visit).of_territory()) return m_house.stage.missing(visit);
    ComingView page;
    page.title = kit ? kit->outline.title : visit.words().t("The kit of {}", {programme->name});
    if (kit) page.description = kit->outline.subtitle;
    if (kit)
      for (auto const& chapter : kit->outline.chapters) page.chapters.push_back(chapter.title);
    if (kit ? makes(visit.viewer, *kit) : visit.viewer.leads(*visit.programme)) page.compose = address_asked(visit).bench();
    views::Frame frame;
    frame.title = page.title;
    frame.body = views::kit_coming(visit.context, page);
    frame.programme = programme::where_of(*programme);
    frame.section = "kit";
    return m_house.stage.page(visit, std::move(frame));
  });
}

http::Response ReadingPages::cover(Visit const& visit) {
  return m_house.database.read([&](db::Session& session) {
    auto const found = open(session, visit, visit.capture("number"));
    return found ? show_cover(session, visit, *found) : m_house.stage.missing(visit);
  });
}

http::Response ReadingPages::part(Visit const& visit) {
  return m_house.database.read([&](db::Session& session) {
    auto const found = open(session, visit, visit.capture("number"));
    if (!found) return m_house.stage.missing(visit);
    auto const& parts = found->document->parts;
    auto const part = std::ranges::find(parts, visit.capture("part"), &Part::slug);
    if (part == parts.end()) return m_house.stage.missing(visit);
    views::Frame frame;
    frame.title = part->title + " – " + found->document->title;
    frame.indexable = !found->document->origin || is_own(*part);
    frame.body = views::kit_part(visit.context, part_view(found->on_show(), static_cast<std::size_t>(part - parts.begin()), visit.words()));
    frame.crumbs = {{visit.words().t("Kit"), found->address.edition(found->edition.number)}, {part->title, {}}};
    return answer(visit, *found, std::move(frame));
  });
}

http::Response ReadingPages::file(Visit const& visit) {
  std::string edition, format_code;
  auto answered = m_house.database.read([&](db::Session& session) {
    auto const found = open(session, visit, visit.capture("number"));
    if (!found) return m_house.stage.missing(visit);
    auto const file = std::ranges::find(found->files, visit.capture("name"), &File::name);
    if (file == found->files.end()) return m_house.stage.missing(visit);
    http::Response response;
    auto const* format = find_format(file->format);
    response.content_type = format ? format->content_type : "application/octet-stream";
    response.file = (m_workshop.kits / found->document->programme_slug / found->document->slug / found->edition.number / file->name).string();
    response.header("Content-Disposition", "attachment; filename=\"" + file->name + "\"");
    if (!std::filesystem::exists(response.file)) return m_house.stage.missing(visit);
    edition = found->edition.id.text();
    format_code = file->format;
    return response;
  });
  // A file fetched piece by piece is taken once.
  bool const whole = visit.request.method == http::Method::get && visit.request.headers["range"].empty();
  if (whole && !edition.empty()) m_counter.add(EditionId::trusted(edition), format_code);
  return answered;
}

http::Response ReadingPages::take_away(Visit const& visit) {
  return m_house.database.read([&](db::Session& session) {
    auto const found = open(session, visit, visit.capture("number"));
    if (!found) return m_house.stage.missing(visit);
    auto const checks = MakingStore{session}.checks(found->edition.id);
    auto const times = m_counter.of(session, found->edition.id);
    views::Frame frame;
    frame.title = visit.words().t("Take the kit away") + " – " + found->document->title;
    frame.body = views::kit_take_away_page(visit.context, take_away_page({found->on_show(), checks, times, m_workshop.key.name}, visit.words()));
    frame.crumbs = {{visit.words().t("Kit"), found->address.edition(found->edition.number)}, {visit.words().t("Take the kit away"), {}}};
    auto response = answer(visit, *found, std::move(frame));
    response.share_for = {};  // downloads are counted in memory: a page kept until somebody writes would not show them
    return response;
  });
}

http::Response ReadingPages::seal(Visit const& visit) {
  return m_house.database.read([&](db::Session& session) {
    auto const found = open(session, visit, visit.capture("number"));
    if (!found || found->files.empty() || m_workshop.key.secret.empty()) return m_house.stage.missing(visit);
    std::vector<ListedFile> listed;
    for (auto const& file : found->files) listed.push_back({file.name, static_cast<std::uint64_t>(file.size), file.fingerprint});
    http::Response response;
    response.content_type = "application/json";
    response.body = sealed(list_of_files(*found->document, listed), m_workshop.key);
    return response;
  });
}

http::Response ReadingPages::changes(Visit const& visit) {
  return m_house.database.read([&](db::Session& session) {
    auto const found = open(session, visit, visit.capture("number"));
    if (!found) return m_house.stage.missing(visit);
    auto const here = std::ranges::find(found->editions, found->edition.number, &Edition::number);
    // The latest come first; an edition that was never public has no reader to tell.
    auto const before = std::find_if(here + 1, found->editions.end(), [](Edition const& one) { return one.public_(); });
    auto const old = before == found->editions.end() ? nullptr : m_frozen->find(session, before->id);
    if (!old) return m_house.stage.missing(visit);
    views::Frame frame;
    frame.title = visit.words().t("From {} to {}", {before->number, found->edition.number}) + " – " + found->document->title;
    frame.body = views::kit_changes(visit.context, changes_view(found->on_show(), *old, visit.words()));
    frame.crumbs = {{visit.words().t("Kit"), found->address.edition(found->edition.number)}, {visit.words().t("What changed"), {}}};
    return answer(visit, *found, std::move(frame));
  });
}

/// The latest edition of the kit, and in a programme's those that its territories made of it.
http::Response ReadingPages::catalogue(Visit const& visit) {
  return m_house.database.read([&](db::Session& session) {
    auto const programme = programme::brief_of(session, *visit.programme);
    if (!programme) return m_house.stage.missing(visit);
    auto const kit = address_asked(visit);
    constexpr std::size_t most = 50;
    auto const page = kit.of_territory() ? 0 : page_asked(visit);
    auto const page_address = [&](std::size_t at) { return m_site_address + catalogue_address(kit, at); };
    Catalogue all{visit.words().t("The kit of {}", {programme->name}), page_address(page), page_address(0)};
    if (page == 0)
      if (auto const found = open(session, visit, "")) all.entries.push_back(entry(visit, *found));
    if (!kit.of_territory()) {
      auto adapted = territory_entries(session, *programme, m_site_address, most, page);
      if (adapted.size() > most) adapted.resize(most), all.next = page_address(page + 1);
      std::ranges::move(adapted, std::back_inserter(all.entries));
    }
    http::Response response;
    response.content_type = "application/atom+xml;profile=opds-catalog;kind=acquisition";
    response.body = opds(all, visit.words());
    response.share_for = std::chrono::seconds{60};
    return response;
  });
}

CatalogueEntry ReadingPages::entry(Visit const& visit, Open const& open) const {
  auto made = entry_of(*open.document, open.edition, open.files, m_site_address + open.address.edition(open.edition.number).text());
  for (auto const& line : errata_lines(open.errata, *open.document, open.address, visit.words()))
    made.errata.push_back(in_a_sentence(line, visit.words()));
  for (auto const& one : open.errata)
    if (one.number == open.edition.number) made.changed = std::max(made.changed.value_or(one.noted), one.noted);
  return made;
}

http::Response ReadingPages::metadata(Visit const& visit) {
  return m_house.database.read([&](db::Session& session) {
    auto const found = open(session, visit, visit.capture("number"));
    if (!found) return m_house.stage.missing(visit);
    http::Response response;
    response.content_type = "application/xml";
    response.body = lom(*found->document, visit.words());
    return response;
  });
}

http::Response ReadingPages::photograph(Visit const& visit, Photo const& photo, bool for_all) const {
  auto const file = files::ContentFolder{m_workshop.photos}.find(photo.print);
  if (!file) return m_house.stage.missing(visit);
  http::Response response;
  response.file = file->string();
  response.content_type = photo_type(photo);
  response.header("Content-Security-Policy", "sandbox; default-src 'none'");
  response.header("Cache-Control", for_all ? "public, max-age=86400, immutable" : "private, no-cache");
  return response;
}

http::Response ReadingPages::picture(Visit const& visit) {
  return m_house.database.read([&](db::Session& session) {
    auto const found = open(session, visit, visit.capture("number"));
    auto const* drawn = found ? find_picture(*found->document, visit.capture("name")) : nullptr;
    auto const* photo = found && !drawn ? photo_at(*found->document, "pictures/" + std::string{visit.capture("name")}) : nullptr;
    if (photo) return photograph(visit, *photo, found->edition.public_());
    if (!drawn) return m_house.stage.missing(visit);
    http::Response response;
    response.content_type = "image/svg+xml";
    response.body = drawn->svg;
    if (found->edition.public_()) response.share_for = std::chrono::seconds{60};
    return response;
  });
}

}  // namespace kit
