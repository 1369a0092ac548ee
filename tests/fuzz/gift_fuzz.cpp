// Any bytes as a quiz: questions one may show, which written again are read the same.
#include <cstdint>
#include <cstdlib>

#include "domain/kit/quiz.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  auto const reading = kit::read_gift({reinterpret_cast<char const*>(data), size});
  if (reading.questions.size() > 200) std::abort();
  for (auto const& question : reading.questions)
    if (question.text.empty() || (question.kind == kit::QuestionKind::true_false && question.answers.size() != 2)) std::abort();
  auto const again = kit::read_gift(kit::write_gift(reading.questions));
  if (again.questions.size() > reading.questions.size()) std::abort();
  return 0;
}
