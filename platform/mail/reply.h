#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mail {

/// The line under which an answer ends: letters that may be answered begin with it.
inline constexpr std::string_view answer_ends_here = "—✂—";

/// A letter somebody wrote, as far as it can be an answer.
struct Reply {
  std::string from;             ///< address, lower case
  std::vector<std::string> to;  ///< addresses of To, Cc, Delivered-To and X-Original-To, lower case
  std::string subject;
  std::string words;  ///< what they wrote, without what they quote and sign; may be empty
};
/// Nothing for what no person wrote to us: delivery reports, holiday answers, lists, and what cannot be read.
/// `message`: raw, at most 1 MB are read.
std::optional<Reply> read_reply(std::string_view message);

/// What was written above the quotation: until our line, a line that announces a quotation, or the signature ("-- ").
std::string own_words_of(std::string_view text);

}  // namespace mail
