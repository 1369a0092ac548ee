#include <algorithm>

#include "domain/atelier/life_cycle.h"
#include "domain/atelier/method_body.h"
#include "domain/atelier/method_rooms.h"
#include "domain/atelier/translation.h"
#include "domain/atelier/views/method_translation.view.h"
#include "platform/base/text.h"

namespace atelier {
namespace {

constexpr std::uint64_t longest_form = 4u << 20;

/// The language of the address, when the sheet is not already in it.
std::string language_of(accounts::Visit const& visit, Method const& method) {
  auto const code = visit.capture("language");
  return experiences::is_term(languages(), code) && code != method.content.language ? std::string{code} : std::string{};
}

std::string finding_of(Progress const& progress, i18n::Words const& words) {
  auto const all = progress.current + progress.out_of_date + progress.missing;
  auto said = words.tn("{0} text of {1} is translated", "{0} texts of {1} are translated", progress.current, {all});
  if (progress.out_of_date > 0) said += words.tn(", {} changed since", ", {} changed since", progress.out_of_date);
  return said;
}

TranslationPage page_of_translation(Method const& method, std::string const& language, programme::Brief const& programme, i18n::Words const& words) {
  TranslationPage page;
  page.title = method.content.title;
  page.language = words.t(experiences::msgid_of(languages(), language));
  page.code = language;
  page.method = address_of(programme.slug, method.slug);
  page.read = under(programme, method.slug, "in/" + language);
  page.action = under(programme, method.slug, "in/" + language + "/translate");
  auto const blocks = translated_blocks(method.content, language);
  page.finding = finding_of(progress_of(blocks), words);
  for (auto const& one : blocks)
    page.lines.push_back({one.source.name, block_in_words(one.source.name, words), one.source.text, one.text,
                          one.state == TranslationState::current       ? "current"
                              : one.state == TranslationState::missing ? "missing"
                                                                       : "out_of_date",
                          static_cast<int>(std::clamp<std::size_t>(one.source.text.size() / 70 + 1, 1, 12))});
  return page;
}

std::vector<Typed> typed_in(accounts::Visit const& visit, Content const& content) {
  std::vector<Typed> typed;
  for (auto const& block : text_blocks(content))
    if (visit.request.form.has("text." + block.name))
      typed.push_back({block.name, base::with_unix_lines(visit.form("text." + block.name)), visit.form("right." + block.name) == "yes"});
  return typed;
}

}  // namespace

void MethodPages::Rooms::add_translation_routes(accounts::Routes& routes) {
  using accounts::Right;
  routes.get("/p/{programme}/methods/{slug}/in/{language}", Right::anyone, "A method read in another language",
             [this](auto const& visit) { return read_translated(visit); });
  routes.get("/p/{programme}/methods/{slug}/in/{language}/translate", Right::contributor, "Form to translate a method",
             [this](auto const& visit) { return open_translation(visit); });
  routes.post(
      "/p/{programme}/methods/{slug}/in/{language}/translate", Right::contributor, "Save the translation of a method",
      [this](auto const& visit) { return send_translation(visit); }, longest_form);
}

http::Response MethodPages::Rooms::read_translated(accounts::Visit const& visit) {
  std::optional<ReadInPage> page;
  programme::Brief programme;
  std::string language;
  house.database.read([&](db::Session& session) {
    auto method = method_of_visit(session, visit, Purpose::reading);
    if (method) language = language_of(visit, *method);
    auto const blocks = method ? translated_blocks(method->content, language) : std::vector<TranslatedBlock>{};
    auto const progress = progress_of(blocks);
    if (language.empty() || progress.current + progress.out_of_date == 0) return;
    programme = programme_of(session, visit);
    page.emplace();
    method->content = read_in(std::move(method->content), language);
    page->sheet = page_of(*method, programme.slug, visit.words());
    page->sheet.body = body_of(method->content, grounds_of(session, visit.viewer, programme.id, method->content), programme.slug, visit.words());
    page->language = page->sheet.language = language;
    page->name = visit.words().t(experiences::msgid_of(languages(), language));
    page->finding = finding_of(progress, visit.words());
    page->whole = progress.missing == 0 && progress.out_of_date == 0;
    page->method = address_of(programme.slug, method->slug);
    if (may_write(visit.viewer, *method)) page->translate = under(programme, method->slug, "in/" + language + "/translate");
  });
  if (!page) return house.stage.missing(visit);
  auto frame = frame_of(visit, programme, page->sheet.title, {{page->sheet.title, page->method}, {page->name, {}}});
  frame.description = page->sheet.pitch;
  frame.indexable = false;
  frame.body = views::method_in(visit.context, *page);
  return house.stage.page(visit, std::move(frame));
}

http::Response MethodPages::Rooms::open_translation(accounts::Visit const& visit) {
  std::optional<TranslationPage> page;
  programme::Brief programme;
  house.database.read([&](db::Session& session) {
    auto const method = method_of_visit(session, visit, Purpose::writing);
    auto const language = method ? language_of(visit, *method) : std::string{};
    if (language.empty()) return;
    programme = programme_of(session, visit);
    page = page_of_translation(*method, language, programme, visit.words());
  });
  if (!page) return house.stage.missing(visit);
  auto const title = visit.words().t("“{}” in {}", {page->title, page->language});
  auto frame = frame_of(visit, programme, title, {{page->title, page->method}, {page->language, {}}});
  frame.indexable = false;
  frame.body = views::method_translation(visit.context, *page);
  return house.stage.page(visit, std::move(frame));
}

// Read and written in one transaction: two people who translate different texts keep both.
http::Response MethodPages::Rooms::send_translation(accounts::Visit const& visit) {
  std::optional<Method> method;
  std::string language;
  programme::Brief programme;
  std::optional<base::Refusal> refusal;
  house.database.write([&](db::Session& session) {
    refusal.reset();
    method = method_of_visit(session, visit, Purpose::writing);
    language = method ? language_of(visit, *method) : std::string{};
    if (language.empty()) return;
    programme = programme_of(session, visit);
    auto next = method->content;
    put_translations(next, language, typed_in(visit, method->content));
    auto const name = visit.words().t(experiences::msgid_of(languages(), language));
    auto const saved = MethodStore{session}.change(
        house.world, visit.viewer, method->id, {std::move(next), method->revision, visit.words().t("Translation: {}", {name}), method->visibility});
    if (saved) return;
    auto const* why = std::get_if<base::Refusal>(&saved.error());
    refusal = why ? *why : base::Refusal{"The method has moved since: this is no longer possible.", {}, {}};
  });
  if (language.empty()) return house.stage.missing(visit);
  if (refusal) return house.stage.refused(visit, *refusal);
  bring_live_together(method->id);
  return house.stage.done(visit, visit.words().t("The translation is saved."), under(programme, method->slug, "in/" + language + "/translate"));
}

}  // namespace atelier
