#include "domain/kit/live_chapters.h"

#include <algorithm>

#include "domain/kit/bench.h"
#include "domain/kit/kit_store.h"

namespace kit {
namespace {

struct Named {
  KitId kit;
  std::string page;
};

std::optional<Named> named(std::string_view subject) {
  auto const slash = subject.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  return Named{KitId::trusted(std::string{subject.substr(0, slash)}), std::string{subject.substr(slash + 1)}};
}

Chapter const* chapter_on(Outline const& outline, std::string_view page) {
  auto const found = std::ranges::find_if(outline.chapters, [&](Chapter const& one) { return page_of(one) == page; });
  return found == outline.chapters.end() ? nullptr : &*found;
}

/// Lines end as the editor ends them, whatever a form or a file sent.
std::string with_plain_lines(std::string text) {
  std::erase(text, '\r');
  return text;
}

}  // namespace

std::string LiveChapters::kind() const { return std::string{live_kind}; }

writing::May LiveChapters::may(db::Session& session, accounts::Viewer const& viewer, accounts::ProgrammeId const& programme,
                               std::string const& subject) const {
  auto const text = named(subject);
  if (!text || !viewer.leads(programme)) return writing::May::nothing;
  auto const kit = KitStore{session}.find(programme);
  return kit && kit->id == text->kit ? writing::May::write : writing::May::nothing;
}

writing::Texts LiveChapters::texts(db::Session& session, std::string const& subject, writing::Texts const&) const {
  auto const text = named(subject);
  auto page = text ? KitStore{session}.page(text->kit, text->page) : std::nullopt;
  if (!page) return {};
  return {{std::string{live_text}, with_plain_lines(std::move(page->markdown))}};
}

bool LiveChapters::keep(db::Session& session, base::World const& world, std::string const& subject, writing::Texts const& texts,
                        std::span<accounts::PersonId const> people) const {
  auto const text = named(subject);
  auto const body = texts.find(live_text);
  if (!text || body == texts.end()) return false;
  KitStore store{session};
  auto const page = store.page(text->kit, text->page);
  if (page && with_plain_lines(page->markdown) == body->second) return true;
  Page const wanted{text->page, body->second, page ? page->revision : 0};
  return store.write_page(text->kit, wanted, people.empty() ? std::nullopt : std::optional{people.front()}, world.now());
}

std::optional<writing::Owner::Home> LiveChapters::home(db::Session& session, std::string const& programme_slug, std::string const& subject) const {
  auto const text = named(subject);
  auto const programme = programme::id_of_slug(session, programme_slug);
  auto const kit = text && programme ? KitStore{session}.find(*programme) : std::nullopt;
  if (!kit || kit->id != text->kit) return std::nullopt;
  // A chapter taken out of the kit keeps its text: it is read in its history.
  auto const* chapter = chapter_on(kit->outline, text->page);
  if (!chapter) return Home{text->page, "lead", bench_url(programme_slug), bench_url(programme_slug)};
  return Home{chapter->title, "lead", bench_url(programme_slug, "/pages/{}/write", {chapter->slug}),
              bench_url(programme_slug, "/read").with("part", chapter->slug)};
}

std::string LiveChapters::name_of(std::string_view, i18n::Words const& words) const { return words.t("Text of the chapter"); }

std::string page_of(Chapter const& chapter) { return chapter.page.empty() ? chapter.slug : chapter.page; }

writing::Subject live_subject(KitId const& kit, Chapter const& chapter) { return {std::string{live_kind}, kit.text() + "/" + page_of(chapter)}; }

writing::Document live_document_of(db::Session& session, base::World const& world, Kit const& kit, Chapter const& chapter) {
  auto page = KitStore{session}.page(kit.id, page_of(chapter));
  return writing::document_of(session, world, kit.programme, live_subject(kit.id, chapter),
                              {{std::string{live_text}, page ? with_plain_lines(std::move(page->markdown)) : ""}});
}

}  // namespace kit
