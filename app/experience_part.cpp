#include "app/experience_part.h"

#include "domain/experiences/experiences.h"
#include "domain/kit/kit.h"
#include "platform/base/text.h"

namespace app {
namespace {

/// Builds the blocks of one sheet in the order people read it.
class SheetBlocks {
 public:
  SheetBlocks(experiences::Experience const& experience, std::string programme_slug, std::string territory, experiences::Vocabulary const& vocabulary,
              i18n::Words const& words)
      : m_experience{experience},
        m_content{experience.content},
        m_programme{std::move(programme_slug)},
        m_territory{std::move(territory)},
        m_vocabulary{vocabulary},
        m_words{words} {}

  std::vector<kit::Block> take() {
    add("summary", "", m_content.summary);
    add("context", m_words.t("Local context"), m_content.context);
    add("objectives", m_words.t("What was aimed at"), m_content.objectives);
    add_actions();
    add_obstacles();
    add_levers();
    add_results();
    add("lessons", m_words.t("Lessons learned"), m_content.lessons);
    add("if-again", m_words.t("If it were to be done again"), m_content.if_again);
    add_transfer();
    add_photos();
    return std::move(m_blocks);
  }
  std::vector<kit::Photo> take_photos() { return std::move(m_photos); }

 private:
  kit::Block block(std::string id, std::string title, std::string markdown, std::string passage = {}) const {
    kit::Block made;
    made.provenance = kit::Provenance::said;
    made.said_by = m_territory.empty() ? "" : m_words.t("Said by {}", {m_territory});
    made.id = std::move(id);
    made.title = std::move(title);
    made.markdown = std::move(markdown);
    auto const address = experiences::address_of(m_programme, m_experience.slug, passage).text();
    made.grounds.push_back(
        {.slug = m_experience.slug, .title = m_content.title, .passage = passage, .territory = m_territory, .address = address, .quote = {}});
    return made;
  }

  void add(std::string id, std::string title, std::string const& text) {
    if (!text.empty()) m_blocks.push_back(block(std::move(id), std::move(title), text));
  }

  void add_actions() {
    std::string text;
    for (auto const& action : m_content.actions) {
      text += "- ";
      if (!action.date.empty()) text += "**" + action.date + "** ";
      if (!action.title.empty()) text += "**" + action.title + ".** ";
      text += indented(action.text) + "\n";
    }
    add("actions", m_words.t("What was done"), text);
  }

  void add_obstacles() {
    for (auto const& one : m_content.obstacles) {
      auto const& code = one.code;
      auto text = one.text;
      if (!one.how.empty()) text += "\n\n**" + (one.overcome ? m_words.t("How it was overcome:") : m_words.t("Where it stands:")) + "** " + one.how;
      m_blocks.push_back(block(
          code, m_words.t("Obstacle {}: {}", {experiences::shown_code(code), m_words.t(m_vocabulary.label(experiences::List::obstacle, one.type))}),
          text, code));
    }
  }

  void add_levers() {
    for (auto const& one : m_content.levers) {
      auto const& code = one.code;
      auto const text = one.effect.empty() ? one.text : one.text + "\n\n" + one.effect;
      m_blocks.push_back(
          block(code, m_words.t("Lever {}: {}", {experiences::shown_code(code), m_words.t(m_vocabulary.label(experiences::List::lever, one.type))}),
                text, code));
    }
  }

  void add_results() {
    std::string text;
    for (auto const& result : m_content.results) {
      text += "- " + indented(result.text);
      if (!result.value.empty())
        text += " (" + (result.indicator.empty() ? "" : result.indicator + m_words.t(": ")) + result.value +
            (result.unit.empty() ? "" : " " + result.unit) + ")";
      text += "\n";
    }
    add("results", m_words.t("What it changed"), text);
  }

  void add_transfer() {
    auto const& transfer = m_content.transfer;
    std::string text;
    for (auto const& [label, said] :
         {std::pair{m_words.t("On what conditions:"), &transfer.conditions}, std::pair{m_words.t("To adapt:"), &transfer.adaptable},
          std::pair{m_words.t("Not to copy:"), &transfer.not_transferable}, std::pair{m_words.t("What we offer a peer:"), &transfer.help_offered}})
      if (!said->empty()) text += "**" + label + "** " + *said + "\n\n";
    add("transfer", m_words.t("To take it up elsewhere"), text);
  }

  /// A photograph leaves with the kit when it shows nobody who has not agreed, says what it shows, and its licence lets it go where the
  /// sheet goes.
  bool may_leave(experiences::Attachment const& one) const {
    bool const free = one.licence.empty() || one.licence == m_content.licence || kit::may_go_into(one.licence, m_content.licence);
    return experiences::is_picture(one) && !experiences::waits_for_consent(one) && free && !shown_in(one).empty();
  }

  /// What it shows, for those who do not see it.
  static std::string const& shown_in(experiences::Attachment const& one) { return one.alternative.empty() ? one.caption : one.alternative; }

  void add_photos() {
    for (auto const& one : m_content.attachments) {
      if (!may_leave(one)) continue;
      std::vector<std::string> thanks;
      for (auto const& words : {one.credit, one.licence.empty() ? std::string{} : std::string{kit::licence_name(one.licence)}})
        if (!words.empty()) thanks.push_back(words);
      m_photos.push_back({one.print, one.kind, thanks.empty() ? "" : m_words.t("Picture: {}", {base::join(thanks, ", ")}), {}, 0, 0});
      auto text = "![" + kit::as_markdown(shown_in(one)) + "](" + kit::photo_address(m_photos.back()) + ")";
      if (!one.caption.empty() && !one.alternative.empty()) text += "\n\n" + kit::as_markdown(one.caption);
      m_blocks.push_back(block(one.code, "", text, one.code));
    }
  }

  /// A text of several paragraphs inside a list item.
  static std::string indented(std::string const& text) {
    std::string out;
    for (char c : text) {
      out += c;
      if (c == '\n') out += "  ";
    }
    return out;
  }

  experiences::Experience const& m_experience;
  experiences::Content const& m_content;
  std::string m_programme, m_territory;
  experiences::Vocabulary const& m_vocabulary;
  i18n::Words const& m_words;
  std::vector<kit::Block> m_blocks;
  std::vector<kit::Photo> m_photos;
};

}  // namespace

kit::Part experience_part(experiences::Experience const& experience, std::string const& programme_slug, std::string const& territory,
                          experiences::Vocabulary const& vocabulary, i18n::Words const& words) {
  kit::Part part;
  part.slug = experience.slug;
  part.title = experience.content.title;
  part.level = 2;
  part.kind = "experience";
  part.address = experiences::address_of(programme_slug, experience.slug).text();
  part.licence = experience.content.licence;
  SheetBlocks blocks{experience, programme_slug, territory, vocabulary, words};
  part.blocks = blocks.take();
  part.photos = blocks.take_photos();
  return part;
}

}  // namespace app
