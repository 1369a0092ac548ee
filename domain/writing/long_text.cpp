#include "domain/writing/long_text.h"

#include <algorithm>

namespace writing {
namespace {

constexpr std::size_t piece_length = 2'048, longest_piece = 2 * piece_length;

}  // namespace

LongText::LongText(std::u16string_view text) {
  for (std::size_t at = 0; at < text.size(); at += piece_length) m_pieces.emplace_back(text.substr(at, piece_length));
}

void LongText::make(ChangeSet const& changes) {
  std::size_t at = 0;
  for (auto const& section : changes.sections()) {
    if (!section.keeps) replace(at, section.length, section.insert);
    at += section.keeps ? section.length : section.insert.size();
  }
}

void LongText::replace(std::size_t at, std::size_t removed, std::u16string_view insert) {
  if (m_pieces.empty()) m_pieces.emplace_back();
  std::size_t number = 0;
  while (number + 1 < m_pieces.size() && at > m_pieces[number].size()) at -= m_pieces[number++].size();
  auto const here = std::min(removed, m_pieces[number].size() - at);
  m_pieces[number].replace(at, here, insert);
  removed -= here;
  for (auto next = number + 1; removed > 0 && next < m_pieces.size();) {
    auto const taken = std::min(removed, m_pieces[next].size());
    m_pieces[next].erase(0, taken);
    removed -= taken;
    if (m_pieces[next].empty()) m_pieces.erase(m_pieces.begin() + static_cast<std::ptrdiff_t>(next));
    else ++next;
  }
  if (m_pieces[number].size() <= longest_piece) return;
  LongText const cut{m_pieces[number]};
  m_pieces.erase(m_pieces.begin() + static_cast<std::ptrdiff_t>(number));
  m_pieces.insert(m_pieces.begin() + static_cast<std::ptrdiff_t>(number), cut.m_pieces.begin(), cut.m_pieces.end());
}

std::u16string LongText::text() const {
  std::u16string whole;
  for (auto const& piece : m_pieces) whole += piece;
  return whole;
}

}  // namespace writing
