#include "domain/experiences/words_file.h"

#include <algorithm>

#include "platform/base/csv.h"
#include "platform/i18n/words.h"

namespace experiences {

namespace {

bool is_code(std::string_view text) {
  return !text.empty() && text.size() <= 60 &&
      std::ranges::all_of(text, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
}

}  // namespace

tl::expected<std::vector<WordLineOfFile>, std::vector<base::Problem>> parse_words(std::string_view bytes, std::string const& file_name) {
  auto const table = base::read_csv(bytes, file_name);
  if (!table) return tl::unexpected{std::vector<base::Problem>{table.error()}};
  std::vector<base::Problem> problems;
  std::vector<WordLineOfFile> lines;
  for (auto const& row : table->rows) {
    auto const cell = [&](std::string_view name) { return std::string{table->cell(row, name)}; };
    auto const wrong = [&](std::string field, std::string msgid, std::vector<std::string> arguments) {
      problems.push_back({file_name, row.line, {std::move(msgid), std::move(arguments), std::move(field)}});
    };
    WordLineOfFile line{
        list_from(cell("list")).value_or(List::theme), cell("code"), cell("label"), cell("merged_into"), cell("retired") == "yes", row.line};
    if (!list_from(cell("list")))
      wrong("list", i18n::msgid("“{}” is not in the list. Expected one of: {}."), {cell("list"), "theme, obstacle, lever"});
    else if (!is_code(line.code)) wrong("code", i18n::msgid("“{}” is no code: small letters without accents, digits and _."), {line.code});
    else if (line.label.empty() && !is_term(base_words(line.list), line.code)) wrong("label", i18n::msgid("Write the word."), {});
    lines.push_back(std::move(line));
  }
  if (!problems.empty()) return tl::unexpected{problems};
  return lines;
}

std::string format_words(Vocabulary const& vocabulary) {
  Vocabulary const compiled;
  std::vector<std::vector<std::string>> rows{{"list", "code", "label", "retired", "merged_into"}};
  for (auto list : all_lists) {
    if (vocabulary.words(list) == compiled.words(list)) continue;
    for (auto const& word : vocabulary.words(list))
      rows.push_back({std::string{code(list)}, word.code, word.renamed ? word.label : "", word.retired ? "yes" : "", word.merged_into});
  }
  return rows.size() == 1 ? std::string{} : base::write_csv(rows);
}

}  // namespace experiences
