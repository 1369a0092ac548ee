#include <algorithm>
#include <array>

#include "domain/atelier/cited_words.h"
#include "domain/atelier/method_fields.h"

/// The rules of what was cited: where a citation stands, and how it leaves a text.
namespace atelier {
namespace {

constexpr std::array<std::string_view, 5> states = {"unseen", "same", "changed", "kept", "withdrawn"};
std::string without_token(std::string text, std::string const& token) {
  for (std::size_t at = text.find(token); at != std::string::npos; at = text.find(token, at)) {
    std::size_t from = at, to = at + token.size();
    // « as they say : [[a#f1]]. » becomes « as they say. », a list keeps its other items.
    auto const drop = [&](std::string_view before) {
      if (std::string_view{text}.substr(0, from).ends_with(before)) from -= before.size();
    };
    for (auto const space : {" ", "\u00A0", "\u202F"}) drop(space);
    if (from > 0 && (text[from - 1] == ':' || text[from - 1] == ',')) {
      --from;
      for (auto const space : {" ", "\u00A0", "\u202F"}) drop(space);
    }
    text.erase(from, to - from);
    at = from;
  }
  return text;
}

}  // namespace

std::string_view code(CitationState state) { return states.at(static_cast<std::size_t>(state)); }

std::optional<CitationState> citation_state_from(std::string_view code) {
  auto const found = std::find(states.begin(), states.end(), code);
  if (found == states.end()) return std::nullopt;
  return static_cast<CitationState>(found - states.begin());
}

CitationState state_now(CitedWords const& cited, std::optional<std::string> const& words_now) {
  if (!words_now) return cited.state == CitationState::unseen ? CitationState::unseen : CitationState::withdrawn;
  if (cited.passage.empty() || cited.state == CitationState::unseen || cited.words == *words_now) return CitationState::same;
  // Its words were forgotten while it was withdrawn: nothing is left to compare.
  if (cited.words.empty()) return CitationState::same;
  return cited.settled_print == base::fingerprint(*words_now) ? CitationState::kept : CitationState::changed;
}

bool asks_for_a_choice(CitationState state) { return state == CitationState::changed || state == CitationState::withdrawn; }

Content without_citation(Content content, std::string_view slug, std::string_view passage) {
  auto const token = "[[" + std::string{slug} + (passage.empty() ? "" : "#" + std::string{passage}) + "]]";
  each_member<Content>([&](std::string_view, auto member) {
    auto& value = content.*member;
    using T = std::remove_cvref_t<decltype(value)>;
    if constexpr (std::same_as<T, std::string>) value = without_token(std::move(value), token);
    else if constexpr (std::same_as<T, Texts>)
      for (auto& text : value) text = without_token(std::move(text), token);
    else if constexpr (Items<T>)
      for (auto& item : value)
        each_member<typename ItemOf<T>::type>([&](std::string_view, auto inner) {
          if constexpr (std::same_as<std::remove_cvref_t<decltype(item.*inner)>, std::string>) item.*inner = without_token(item.*inner, token);
        });
  });
  if (passage.empty()) std::erase(content.experiences_using, slug);
  return normalised(std::move(content));
}

CitedWords cited_words_of(FileCited const& said) {
  CitedWords one;
  auto const hash = said.passage.find('#');
  one.slug = said.passage.substr(0, hash);
  if (hash != std::string::npos) one.passage = said.passage.substr(hash + 1);
  one.words = said.words;
  if (auto const day = base::parse_day(said.date)) one.cited = base::Instant{std::chrono::sys_days{*day}};
  one.state = said.fits == "yes" ? CitationState::kept : CitationState::same;
  return one;
}

}  // namespace atelier
