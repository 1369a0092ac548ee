#include "domain/accounts/password.h"

#include <algorithm>

#include "platform/base/text.h"

namespace accounts {
namespace {

/// Ten thousand million tries, and a million times that: what zxcvbn calls safe, and what stays so once the whole table is stolen.
constexpr double good_bits = 33.2, strong_bits = 53, hopeless_bits = 20;

std::size_t characters_of(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

int step_of(std::string_view password, PasswordFacts const& facts) {
  if (password.empty()) return 0;
  if (facts.leaked || facts.bits < hopeless_bits) return 1;
  if (facts.bits < good_bits || characters_of(password) < shortest_password) return 2;
  return facts.bits < strong_bits ? 3 : 4;
}

void add_words_of(std::string_view text, std::vector<std::string>& words) {
  constexpr std::size_t shortest_word = 3;
  for (auto const& word : base::split(base::slug(text, 200), '-'))
    if (word.size() >= shortest_word && std::ranges::find(words, word) == words.end()) words.push_back(word);
}

}  // namespace

PasswordMark mark_of(std::string_view password, PasswordFacts const& facts) {
  PasswordMark mark{step_of(password, facts)};
  auto const refuse = [&](std::string msgid, std::vector<std::string> arguments = {}) {
    mark.refusal = base::Refusal{std::move(msgid), std::move(arguments), "password"};
    return mark;
  };
  if (password.size() > longest_password) return refuse("A password has {} characters at most here.", {std::to_string(longest_password)});
  if (characters_of(password) < shortest_password)
    return refuse("A password has {} characters at least here: four words that have nothing to do with each other are easy to remember.",
                  {std::to_string(shortest_password)});
  if (facts.leaked) return refuse("This password stands in lists of stolen passwords: it would be tried first. Choose another one.");
  if (facts.bits < good_bits)
    return refuse("This password would be guessed too soon: it is made of names, dates, repetitions or well-known words. Add words of your own.");
  return mark;
}

std::vector<std::string> words_near(std::string_view name, std::vector<std::string> const& emails) {
  std::vector<std::string> words{"essaim"};
  add_words_of(name, words);
  for (auto const& email : emails) add_words_of(email, words);
  return words;
}

}  // namespace accounts
