#pragma once
#include <map>
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
  /// `package`: where pictures are looked for; null when the file is no archive.
  Bringing(Shape shape, std::string title, Package const* package = nullptr) : m_package{package} {
    m_brought.shape = shape, m_brought.title = std::move(title);
  }

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
  /// A file the texts read next may point to by that name, beside those of the archive.
  void offer(std::string const& name, std::string bytes) { m_offered[name] = std::move(bytes); }
  /// What an address of a text names, among what was offered and the files of the archive.
  std::string named(std::string const& from_file, std::string_view address) const;
  /// The address of a picture kept for the page open; "" when it is not, which is then said. `name`: in the archive.
  std::string kept_picture(Spot const& spot, std::string const& name, bool has_words);
  /// A picture at the end of the page open.
  void add_picture(Spot const& spot, std::string const& name, std::string const& words);
  /// The picture as a question's Markdown shows it, or its words.
  std::string picture_markdown(Spot const& spot, std::string const& name, std::string const& words);
  /// HTML of a question as Markdown, or of an answer as plain words.
  std::string markdown_of(std::string_view html, Spot const& spot);
  std::string words_of(std::string_view html, Spot const& spot);

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
  std::string const* bytes_of(std::string const& name) const;
  void look_at_link(markdown::Block& block, Spot const& spot);
  void settle(BroughtPage page, std::vector<BroughtPage>& pages);

  Package const* m_package;
  Brought m_brought;
  std::map<std::string, std::string> m_offered;
  std::map<std::string, std::string> m_pictures;  ///< by the print of their bytes, the address they have
  std::set<std::string> m_met;
  std::map<std::string, std::size_t> m_said;  ///< by what a note says, where it stands among the notes
};

}  // namespace kit
