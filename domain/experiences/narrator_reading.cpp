#include "domain/experiences/narrator_reading.h"

#include "domain/experiences/changes.h"
#include "domain/experiences/parts.h"
#include "domain/experiences/passage_codes.h"
#include "domain/experiences/readers.h"
#include "platform/base/text.h"
#include "platform/i18n/words.h"
#include "platform/markdown/markdown.h"

namespace experiences {
namespace {

constexpr std::size_t longest_text = 120'000, longest_reason = 1'000;  // bytes: an accented letter is two

/// The first bytes of a text, without half a letter at the end.
std::string bounded(std::string_view text, std::size_t longest) {
  if (text.size() <= longest) return std::string{text};
  auto end = longest;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return std::string{text.substr(0, end)};
}

html::Safe shown(Content const& content, std::string const& part, std::vector<PartText> const& texts, Vocabulary const& vocabulary,
                 i18n::Words const& words) {
  std::string source;
  for (auto const& text : texts)
    source += (source.empty() ? "" : "\n\n") + (text.msgid.empty() || texts.size() == 1 ? "" : "**" + words.t(text.msgid) + "** ") + text.text;
  if (texts.empty()) {
    for (auto const line : base::lines(field_text(content, part, vocabulary, words))) source += std::string{line} + "\n\n";
  }
  markdown::Options options;
  options.first_heading_level = 3;
  options.id_prefix = part + "-";
  return markdown::render(source, options).markup;
}

NarratorPage::Part part_page(Experience const& experience, std::string const& key, std::vector<std::string> const& waiting,
                             Vocabulary const& vocabulary, i18n::Words const& words) {
  auto const& content = experience.content;
  NarratorPage::Part part;
  part.key = key;
  part.heading = words.t(field_msgid(key));
  if (auto const code = parts_of(key).second; !code.empty()) part.heading += " " + shown_code(code);
  auto const texts = texts_of(content, key);
  part.text = shown(content, key, texts, vocabulary, words);
  for (auto const& text : texts)
    part.texts.push_back({"text." + key + "|" + text.name, text.msgid.empty() ? std::string{} : words.t(text.msgid), text.text,
                          static_cast<int>(std::min<std::size_t>(12, 2 + text.text.size() / 60))});
  part.agreed = std::find(waiting.begin(), waiting.end(), key) == waiting.end();
  if (auto const refused = experience.agreement.refused.find(key); refused != experience.agreement.refused.end()) {
    part.refused = !part.agreed;
    part.reason = refused->second;
  }
  return part;
}

}  // namespace

std::optional<Opened> opened_by(db::Session& session, accounts::Visit const& visit) {
  auto const sent = AgreementStore{session}.find(visit.capture("secret"));
  if (!sent) return std::nullopt;
  auto experience = ExperienceStore{session}.find(sent->experience);
  if (!experience || experience->programme != *visit.programme) return std::nullopt;
  std::vector<accounts::PersonId> const people{sent->sender};
  auto const names = accounts::names_of(session, people);
  auto const name = names.find(sent->sender);
  return Opened{*sent, std::move(*experience), name == names.end() ? visit.words().t("someone who left") : name->second};
}

NarratorPage narrator_page(Opened const& opened, programme::Brief const& programme, Vocabulary const& vocabulary, accounts::Visit const& visit,
                           base::Instant now) {
  auto const& words = visit.words();
  auto const& experience = opened.experience;
  NarratorPage page;
  page.title = experience.content.title;
  page.programme = programme.name;
  page.who = opened.writer;
  page.when = date_in_words(experience.content.interview_date, words);
  page.narrator = opened.sent.narrator;
  page.action = html::Url::path("/p/{}/agreement/{}", {programme.slug, visit.capture("secret")});
  page.keep = html::Url::path("/p/{}/agreement/{}/keep", {programme.slug, visit.capture("secret")});
  // The secret is not written again where the device keeps what is typed.
  page.form_key = "agreement-" + base::fingerprint(visit.capture("secret")).substr(0, 24);
  page.revision = experience.revision;
  page.open = opened.sent.is_open(now);
  auto const waiting = not_agreed(experience);
  page.left = static_cast<int>(waiting.size());
  if (!page.open)
    page.closed_words = waiting.empty() ? words.t("You agreed to the whole sheet. Thank you! To change your mind, write to {}.", {opened.writer})
                                        : words.t("This link is no longer good: {} may send you another one.", {opened.writer});
  for (auto const& key : parts_in(experience.content)) page.parts.push_back(part_page(experience, key, waiting, vocabulary, words));
  return page;
}

void show_again(NarratorPage& page, http::Fields const& form) {
  for (auto& part : page.parts) {
    if (form.has("reason." + part.key)) part.reason = form["reason." + part.key];
    auto const choice = form["answer." + part.key];
    part.agreed = choice.empty() ? part.agreed : choice == "agree";
    part.refused = choice.empty() ? part.refused : choice == "refuse";
    for (auto& text : part.texts) {
      if (!form.has(text.name)) continue;
      part.corrected = part.corrected || base::trimmed(form[text.name]) != base::trimmed(text.value);
      text.value = form[text.name];
    }
  }
}

NarratorAnswer answer_in(http::Fields const& form, Content const& content, bool everything) {
  NarratorAnswer answer;
  for (auto const& key : parts_in(content)) {
    NarratorAnswer::OfPart said;
    for (auto const& text : texts_of(content, key)) {
      auto const name = "text." + key + "|" + text.name;
      if (form.has(name) && base::trimmed(form[name]) != base::trimmed(text.text)) said.rewritten[text.name] = bounded(form[name], longest_text);
    }
    auto const choice = form["answer." + key];
    said.agrees = everything || choice == "agree";
    said.reason = bounded(form["reason." + key], longest_reason);
    if (everything || choice == "agree" || choice == "refuse" || !said.rewritten.empty()) answer.parts.emplace(key, std::move(said));
  }
  return answer;
}

http::Fields typed_in(http::Fields const& form, Content const& content) {
  http::Fields typed;
  auto const take = [&](std::string const& name, std::size_t longest) {
    if (form.has(name)) typed.add(name, bounded(form[name], longest));
  };
  for (auto const& key : parts_in(content)) {
    for (auto const& text : texts_of(content, key)) take("text." + key + "|" + text.name, longest_text);
    take("answer." + key, 10);
    take("reason." + key, longest_reason);
  }
  return typed;
}

}  // namespace experiences
