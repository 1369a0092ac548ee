#include "domain/writing/history_desk.h"

#include <algorithm>

#include "platform/base/difference.h"
#include "platform/base/text.h"

namespace writing {
namespace {

constexpr std::size_t around = 120;  ///< bytes of what is the same, kept on each side of a change
constexpr int colours = 8;

std::u16string_view words_in(LiveTexts const& texts, std::string_view name) {
  auto const found = texts.find(name);
  return found == texts.end() ? std::u16string_view{} : std::u16string_view{found->second.words};
}

std::set<std::string> names_in(LiveTexts const& one, LiveTexts const& other) {
  std::set<std::string> names;
  for (auto const& [name, text] : one) names.insert(name);
  for (auto const& [name, text] : other) names.insert(name);
  return names;
}

/// Cut at characters, so that the end of a long stretch may stand alone.
std::string end_of(std::string const& text) {
  if (text.size() <= around) return text;
  auto from = text.size() - around;
  while (from < text.size() && (static_cast<unsigned char>(text[from]) & 0xc0) == 0x80) ++from;
  auto const word = text.find_first_of(" \n", from);
  return "[…]" + text.substr(word == std::string::npos ? from : word);
}
std::string start_of(std::string const& text) { return text.size() <= around ? text : base::shortened(text, around); }

html::Safe markup_of(std::vector<base::Piece> const& pieces) {
  html::Writer out;
  for (auto const& piece : pieces) {
    using Kind = base::Piece::Kind;
    out.literal(piece.kind == Kind::added ? "<ins>" : piece.kind == Kind::removed ? "<del>" : "<span>");
    out.text(piece.text);
    out.literal(piece.kind == Kind::added ? "</ins>" : piece.kind == Kind::removed ? "</del>" : "</span>");
  }
  return out.take();
}

html::Safe markup_of(std::vector<AuthorsPage::Run> const& runs) {
  html::Writer out;
  for (auto const& run : runs) {
    if (run.colour < 0) {
      out.text(run.words);
      continue;
    }
    out.literal("<span class=\"wrt-by wrt-who-" + std::to_string(run.colour) + "\" title=\"");
    out.attribute(run.name);
    out.literal("\">");
    out.text(run.words);
    out.literal("</span>");
  }
  return out.take();
}

/// Runs of changes; between them, what is the same is cut to its ends.
std::vector<ChangedText::Run> runs_of(std::string const& before, std::string const& after) {
  std::vector<ChangedText::Run> runs;
  std::vector<base::Piece> pieces;
  std::string same;
  auto const close = [&] {
    if (!pieces.empty()) runs.back().pieces = markup_of(pieces);
    pieces.clear();
  };
  for (auto const& piece : base::difference(before, after)) {
    if (piece.kind == base::Piece::Kind::same) {
      if (!pieces.empty()) pieces.push_back({piece.kind, start_of(piece.text)});
      close();
      same = piece.text;
      continue;
    }
    if (pieces.empty()) {
      runs.push_back({{}, {}, {}});
      if (!same.empty()) pieces.push_back({base::Piece::Kind::same, end_of(same)});
    }
    pieces.push_back(piece);
    if (piece.kind == base::Piece::Kind::removed) runs.back().removed += piece.text;
  }
  close();
  for (std::size_t at = 0; at < runs.size(); ++at)
    if (!runs[at].removed.empty()) runs[at].place = std::to_string(at);
  return runs;
}

std::string initials_of(std::string_view name) {
  std::string initials;
  for (auto const& part : base::split(name, ' '))
    if (!part.empty() && initials.size() < 4) initials += part.substr(0, (static_cast<unsigned char>(part[0]) & 0x80) ? 2 : 1);
  return initials;
}

std::size_t words_in(std::string_view text) {
  std::size_t count = 0;
  bool inside = false;
  for (char const c : text) {
    bool const space = c == ' ' || c == '\n' || c == '\t';
    if (!space && !inside) ++count;
    inside = !space;
  }
  return count;
}

}  // namespace

std::vector<ChangedText> changed_texts(LiveTexts const& before, LiveTexts const& after, Owner const& owner, i18n::Words const& words) {
  std::vector<ChangedText> changed;
  for (auto const& name : names_in(before, after)) {
    auto const was = words_in(before, name), is = words_in(after, name);
    if (was == is) continue;
    changed.push_back({name, owner.name_of(name, words), runs_of(to_utf8(was), to_utf8(is))});
  }
  return changed;
}

namespace {

/// The page of authors, filled text by text.
class Tally {
 public:
  Tally(std::map<accounts::PersonId, std::string> const& names, i18n::Words const& words) : m_names{names}, m_words{words} {}

  AuthorsPage::Run run_of(Stretch const& stretch, std::string said) {
    m_total += stretch.length;
    if (!stretch.person) return {std::move(said), {}, -1};
    auto& share = m_shares.try_emplace(*stretch.person, Share{static_cast<int>(m_shares.size()) % colours}).first->second;
    share.units += stretch.length;
    share.words += words_in(said);
    return {std::move(said), name_of(*stretch.person), share.colour};
  }
  std::vector<AuthorsPage::Author> authors() const {
    std::vector<AuthorsPage::Author> all;
    for (auto const& [person, share] : m_shares) {
      auto const name = name_of(person);
      auto const percent = static_cast<std::int64_t>((100 * share.units + m_total / 2) / std::max<std::size_t>(1, m_total));
      all.push_back({name, initials_of(name), m_words.t("{} %", {percent}), std::to_string(share.words), share.colour});
    }
    return all;
  }

 private:
  struct Share {
    int colour = 0;
    std::size_t units = 0, words = 0;
  };
  std::string name_of(accounts::PersonId const& person) const {
    auto const known = m_names.find(person);
    return known == m_names.end() ? m_words.t("someone") : known->second;
  }
  std::map<accounts::PersonId, std::string> const& m_names;
  i18n::Words const& m_words;
  std::map<accounts::PersonId, Share> m_shares;
  std::size_t m_total = 0;
};

}  // namespace

AuthorsPage authors_of(LiveTexts const& now, Authors const& authors, std::map<accounts::PersonId, std::string> const& names, Owner const& owner,
                       i18n::Words const& words) {
  AuthorsPage page;
  Tally tally{names, words};
  for (auto const& [text, authorship] : authors) {
    if (text == "steps") continue;  // identifiers, not words
    AuthorsPage::Text shown{owner.name_of(text, words), {}, {}};
    auto const written = words_in(now, text);
    std::size_t at = 0;
    for (auto const& stretch : authorship.stretches()) {
      shown.runs.push_back(tally.run_of(stretch, to_utf8(written.substr(std::min(at, written.size()), stretch.length))));
      at += stretch.length;
    }
    // What nobody touched is left out: the page is about who wrote.
    if (std::ranges::none_of(shown.runs, [](auto const& run) { return run.colour >= 0; })) continue;
    shown.words = markup_of(shown.runs);
    page.texts.push_back(std::move(shown));
  }
  page.authors = tally.authors();
  return page;
}

std::string in_words(Sitting const& sitting, Owner const& owner, i18n::Words const& words) {
  std::vector<std::string> texts;
  for (auto const& name : sitting.texts) {
    if (texts.size() == 4) break;
    auto label = name == "steps" ? words.t("order of the steps") : owner.name_of(name, words);
    if (std::ranges::find(texts, label) == texts.end()) texts.push_back(std::move(label));
  }
  return words.t("{} characters put in, {} taken out: {}",
                 {static_cast<std::int64_t>(sitting.put_in), static_cast<std::int64_t>(sitting.taken_out), words.enumeration(texts)});
}

}  // namespace writing
