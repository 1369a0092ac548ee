#pragma once
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "domain/kit/bring/brought.h"
#include "domain/kit/bring/package.h"
#include "platform/markdown/markdown.h"

namespace kit {

/// Gathers what a reader finds in a file: pages, questions, and the report line by line.
class Bringing {
 public:
  Bringing(Shape shape, std::string title) { m_brought.shape = shape, m_brought.title = std::move(title); }

  /// Opens a page: what is added next is its own. Without a title it takes that of its first heading.
  void page(std::string title, std::string file);
  bool has_page() const { return !m_brought.pages.empty(); }
  /// Blocks read in a file of the archive: links and pictures are looked at.
  void add(std::vector<markdown::Block> blocks, std::string const& file);
  /// Markdown as it is.
  void add_markdown(std::string_view source);
  /// A page of HTML. Its title, when the page open has none.
  void add_html(std::string_view html, std::string const& file);
  /// The question as a kit asks it, when it is one; else a line says why not.
  void add_question(Question question, Spot const& spot);
  /// HTML of a question as Markdown, or as plain words.
  std::string markdown_of(std::string_view html, Spot const& spot);
  std::string words_of(std::string_view html, Spot const& spot);

  /// A picture a kit cannot hold: `name`, in the archive, is met; whether it had words.
  void picture_left_out(Spot spot, std::string const& name, bool has_words);
  /// A file of the archive somebody looked at: the others are named at the end.
  void met(std::string const& name) { m_met.insert(name); }
  bool has_met(std::string const& name) const { return m_met.contains(name); }
  /// A line for each file of the archive nobody met, but one alone for all that only dresses or runs pages.
  void name_left_over(Package const& package);

  void changed(Spot spot, std::string msgid, std::vector<std::string> arguments = {});
  void left_out(Spot spot, std::string msgid, std::vector<std::string> arguments = {});
  void say(Fate fate, Spot spot, base::Refusal words, std::size_t times = 1);

  /// Pages without a word left out, too long ones cut, a line of the report for each that stays.
  Brought take();

 private:
  std::vector<markdown::Block> from(std::string_view html, Spot const& spot, std::string* title);
  void look_at(std::vector<markdown::Block>& blocks, Spot const& spot);
  void look_at_picture(markdown::Block& block, Spot const& spot);
  void look_at_link(markdown::Block& block, Spot const& spot);
  void settle(BroughtPage page, std::vector<BroughtPage>& pages);

  Brought m_brought;
  std::set<std::string> m_met;
};

}  // namespace kit
