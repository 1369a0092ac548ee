#include "domain/atelier/live_methods.h"

#include "domain/atelier/content_check.h"
#include "domain/atelier/life_cycle.h"
#include "domain/atelier/live_texts.h"
#include "domain/atelier/merge.h"
#include "domain/atelier/method_store.h"

namespace atelier {

writing::May LiveMethods::may(db::Session& session, accounts::Viewer const& viewer, accounts::ProgrammeId const& programme,
                              std::string const& subject) const {
  auto const method = MethodStore{session}.find(MethodId::trusted(subject));
  if (!method || method->programme != programme || !may_read(viewer, *method)) return writing::May::nothing;
  if (may_write(viewer, *method)) return writing::May::write;
  return viewer.may_contribute(programme) ? writing::May::suggest : writing::May::read;
}

writing::Texts LiveMethods::texts(db::Session& session, std::string const& subject, writing::Texts const& like) const {
  auto const method = MethodStore{session}.find(MethodId::trusted(subject));
  return method ? texts_of(method->content, like) : writing::Texts{};
}

writing::Texts LiveMethods::as_kept(writing::Texts const& texts) const { return texts_of(normalised(content_of_texts(texts)), texts); }

bool LiveMethods::keep(db::Session& session, base::World const& world, std::string const& subject, writing::Texts const& texts,
                       std::span<accounts::PersonId const> people) const {
  return MethodStore{session}.keep_live(world, MethodId::trusted(subject), content_of_texts(texts), people);
}

std::optional<writing::Owner::Home> LiveMethods::home(db::Session& session, std::string const& programme_slug, std::string const& subject) const {
  auto const method = MethodStore{session}.find(MethodId::trusted(subject));
  if (!method) return std::nullopt;
  return Home{method->content.title, "methods", html::Url::path("/p/{}/methods/{}/write", {programme_slug, method->slug}),
              address_of(programme_slug, method->slug)};
}

std::string LiveMethods::name_of(std::string_view text, i18n::Words const& words) const {
  if (!text.starts_with("step/")) return words.t(field_msgid(text));
  auto const part = text.substr(text.rfind('/') + 1);
  auto const msgid = part == "title" ? i18n::msgid("Name of the step")
      : part == "minutes"            ? i18n::msgid("Minutes")
      : part == "tip"                ? i18n::msgid("A tip from experience")
                                     : i18n::msgid("What is said, what is done?");
  return words.t("Step: {}", {words.t(msgid)});
}

writing::Document live_document_of(db::Session& session, base::World const& world, Method const& method) {
  return writing::document_of(session, world, method.programme, {"method", method.id.text()}, texts_of(method.content));
}

}  // namespace atelier
