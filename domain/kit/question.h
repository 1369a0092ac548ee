#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace kit {

enum class QuestionKind { single, multiple, true_false, short_answer, essay };

/// What may be answered. Of a `true_false` question there are two, true then false, without text.
struct Answer {
  std::string text;  ///< plain words
  bool right = false;
  std::string feedback;  ///< said to who chose it; may be empty
  bool operator==(Answer const&) const = default;
};

/// A question of a quiz. An essay has no answers: it is for oneself, or for a trainer to read.
struct Question {
  std::string id;  ///< address in the part
  QuestionKind kind = QuestionKind::single;
  std::string title;     ///< may be empty
  std::string text;      ///< Markdown
  std::string feedback;  ///< said to everyone afterwards; may be empty
  std::vector<Answer> answers;
  bool operator==(Question const&) const = default;
};

std::string_view code(QuestionKind kind);  ///< "single", "multiple", "true_false", "short_answer", "essay"

}  // namespace kit
