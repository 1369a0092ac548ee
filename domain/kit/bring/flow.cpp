#include "domain/kit/bring/flow.h"

#include <algorithm>
#include <utility>

#include "platform/base/text.h"
#include "platform/markdown/writing.h"

namespace kit {

using markdown::Block;
using Kind = Block::Kind;

namespace {

bool is_empty(std::vector<Block> const& run) {
  return std::ranges::all_of(run, [](Block const& one) {
    return one.kind == Kind::line_break ||
        ((one.kind == Kind::text || !one.inside.empty()) && base::trimmed(markdown::words_of(one)).empty() &&
         !markdown::holds(one.inside, Kind::image));
  });
}

std::vector<Block> without_breaks(std::vector<Block> run) {
  for (auto& one : run)
    if (one.kind == Kind::line_break) one = text_of(" ");
  return run;
}

/// A paragraph begins and ends with a word, whatever spaces its first and last runs hold.
void trim(std::vector<Block>& run) {
  if (run.empty()) return;
  if (auto& first = run.front(); first.kind == Kind::text) first.text.erase(0, first.text.find_first_not_of(' '));
  if (auto& last = run.back(); last.kind == Kind::text) last.text.erase(last.text.find_last_not_of(' ') + 1);
}

}  // namespace

void Flow::paragraph(Role role, int level, std::vector<Block> run) {
  if (role == Role::contents) return;
  if (role == Role::code) return code(run);
  close_code();
  if (role != Role::quote) close_quote();
  bool const goes_on = role == Role::list && !m_list.empty();
  if (!goes_on) close_list();
  if (is_empty(run)) return;
  trim(run);
  if (role == Role::title && m_title.empty()) {
    m_title = base::trimmed(markdown::words_of(run));
    return;
  }
  // What writers type, Essaim among them, where a page has a rule.
  if (auto const words = base::fold(markdown::words_of(run)); words == "* * *" || words == "***") return m_out.push_back(block_of(Kind::rule));
  if (role == Role::heading) return m_out.push_back(block_of(Kind::heading, without_breaks(std::move(run)), level));
  auto made = block_of(Kind::paragraph, std::move(run));
  if (role == Role::quote) m_quote.inside.push_back(std::move(made));
  // A paragraph that goes on an item has no number of its own.
  else if (goes_on) m_list.back().inside.push_back(std::move(made));
  else m_out.push_back(std::move(made));
}

/// Lines of code are paragraphs there, and one block here.
void Flow::code(std::vector<Block> const& run) {
  close_list(), close_quote();
  for (auto const& one : run) m_code += one.kind == Kind::line_break ? "\n" : markdown::words_of(one);
  m_code += "\n";
}

void Flow::listed(Listed item) {
  close_code(), close_quote();
  m_list.push_back(std::move(item));
}

void Flow::block(Block block) {
  close();
  m_out.push_back(std::move(block));
}

std::vector<Block> Flow::take() {
  close();
  return std::move(m_out);
}

void Flow::close() { close_code(), close_quote(), close_list(); }

void Flow::close_code() {
  if (m_code.empty()) return;
  Block block;
  block.kind = Kind::code;
  block.text = std::exchange(m_code, {});
  m_out.push_back(std::move(block));
}

void Flow::close_quote() {
  if (!m_quote.inside.empty()) m_out.push_back(std::exchange(m_quote, block_of(Kind::quote)));
}

void Flow::close_list() {
  for (auto& list : lists_of(std::exchange(m_list, {}))) m_out.push_back(std::move(list));
}

}  // namespace kit
