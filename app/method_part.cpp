#include "app/method_part.h"

#include <algorithm>

#include "domain/kit/kit.h"

namespace app {
namespace {

class MethodBlocks {
 public:
  MethodBlocks(atelier::Method const& method, std::map<markdown::Citation, kit::Ground> const& passages, std::vector<kit::Photo> const& photos,
               i18n::Words const& words)
      : m_method{method}, m_content{method.content}, m_passages{passages}, m_photos{photos}, m_words{words} {}

  std::vector<kit::Block> take() {
    add("pitch", "", "**" + m_content.pitch + "**\n\n" + identity());
    add("purposes", m_words.t("What it is for"), list(m_content.purposes));
    add("materials", m_words.t("What to bring"), list(m_content.materials));
    add("preparation", m_words.t("To prepare"), m_content.preparation);
    add("steps", m_words.t("Step by step"), steps());
    add("text", "", m_content.body);
    add("watch", "", list(m_content.watch_points), "watch");
    add("variants", m_words.t("Variants"), list(m_content.variants));
    add_trials();
    return std::move(m_blocks);
  }
  /// Of the texts, then of the trials.
  std::vector<kit::Photo> take_photos() {
    auto all = m_photos;
    all.insert(all.end(), m_of_trials.begin(), m_of_trials.end());
    return all;
  }

 private:
  void add(std::string id, std::string title, std::string markdown, std::string callout = {}) {
    if (markdown.empty()) return;
    markdown = with_photographs(std::move(markdown));
    kit::Block block;
    block.id = std::move(id);
    block.title = std::move(title);
    block.callout = std::move(callout);
    for (auto const& citation : markdown::citations(markdown))
      if (auto const found = m_passages.find(citation); found != m_passages.end()) block.grounds.push_back(found->second);
    if (!block.grounds.empty()) block.provenance = kit::Provenance::said;
    block.markdown = std::move(markdown);
    m_blocks.push_back(std::move(block));
  }

  /// A kit is read without the place: its pictures travel with it. One that is not known is said in words.
  std::string with_photographs(std::string markdown) const {
    markdown = atelier::with_addresses(markdown, [&](std::string_view address) {
      auto const found = std::ranges::find(m_photos, atelier::print_in(address), &kit::Photo::print);
      return found == m_photos.end() ? std::string{} : "pictures/" + kit::photo_name(*found);
    });
    return atelier::in_words_instead(
        markdown, [&](std::string_view shows) { return "*" + m_words.t("Picture, on the sheet: {}", {std::string{shows}}) + "*"; });
  }

  std::string identity() const {
    std::string text;
    auto const say = [&](std::string const& label, std::string const& value) {
      if (!value.empty()) text += "- **" + label + "** " + value + "\n";
    };
    say(m_words.t("Length:"), atelier::duration_in_words(m_content.duration_min, m_content.duration_max, m_words));
    say(m_words.t("Group:"), atelier::group_in_words(m_content.group_min, m_content.group_max, m_words));
    say(m_words.t("Trust:"), atelier::trust_line(atelier::trust_of(m_method.trials), m_words));
    return text;
  }

  static std::string list(std::vector<std::string> const& items) {
    std::string text;
    for (auto const& item : items) text += "- " + item + "\n";
    return text;
  }

  std::string steps() const {
    std::string text;
    int number = 0;
    for (auto const& step : m_content.steps) {
      text += std::to_string(++number) + ". **" + step.title + "**";
      if (step.minutes > 0) text += " (" + m_words.t("{} min", {step.minutes}) + ")";
      text += "  \n   " + step.instruction;
      if (!step.tip.empty()) text += "  \n   *" + step.tip + "*";
      text += "\n";
    }
    return text;
  }

  /// Pictures of a trial stand under it; who sent them said that nobody is recognised without having agreed.
  std::string photographs_of(atelier::KeptTrial const& kept) {
    std::string text;
    auto const& from = kept.territory_name.empty() ? kept.trial.who : kept.territory_name;
    for (auto const& photo : kept.photos) {
      if (photo.alternative.empty()) continue;
      m_of_trials.push_back({photo.print, photo.kind, m_words.t("Picture: {}", {from.empty() ? m_content.title : from}), {}, 0, 0});
      text += "\n  ![" + kit::as_markdown(photo.alternative) + "](" + kit::photo_address(m_of_trials.back()) + ")\n";
    }
    return text.empty() ? text : text + "\n";
  }

  void add_trials() {
    std::string text;
    for (auto const& kept : m_method.trials) {
      auto const& trial = kept.trial;
      text += "- **" + (kept.territory_name.empty() ? trial.who : kept.territory_name) + "**";
      text += ", " + m_words.t(experiences::msgid_of(atelier::results(), trial.worked));
      if (!trial.text.empty()) text += ". " + trial.text;
      if (!trial.adapted_how.empty()) text += " *" + m_words.t("Adapted:") + "* " + trial.adapted_how;
      text += "\n" + photographs_of(kept);
    }
    if (text.empty()) return;
    kit::Block block;
    block.provenance = kit::Provenance::tried;
    block.said_by = atelier::trust_line(atelier::trust_of(m_method.trials), m_words);
    block.id = "trials";
    block.title = m_words.t("Who tried it");
    block.markdown = std::move(text);
    m_blocks.push_back(std::move(block));
  }

  atelier::Method const& m_method;
  atelier::Content const& m_content;
  std::map<markdown::Citation, kit::Ground> const& m_passages;
  std::vector<kit::Photo> const& m_photos;
  i18n::Words const& m_words;
  std::vector<kit::Block> m_blocks;
  std::vector<kit::Photo> m_of_trials;
};

}  // namespace

kit::Part method_part(atelier::Method const& method, std::string const& programme_slug, std::map<markdown::Citation, kit::Ground> const& passages,
                      i18n::Words const& words, std::vector<kit::Photo> photos) {
  kit::Part part;
  part.slug = method.slug;
  part.title = method.content.title;
  part.level = 2;
  part.kind = "method";
  part.address = atelier::address_of(programme_slug, method.slug).text();
  part.licence = method.content.licence;
  MethodBlocks blocks{method, passages, photos, words};
  part.blocks = blocks.take();
  part.photos = blocks.take_photos();
  return part;
}

}  // namespace app
