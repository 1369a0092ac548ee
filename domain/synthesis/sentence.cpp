#include "domain/synthesis/sentence.h"

#include <algorithm>
#include <boost/json.hpp>
#include <stdexcept>

#include "platform/base/text.h"
#include "platform/i18n/words.h"

namespace synthesis {

namespace {

namespace json = boost::json;
constexpr std::size_t longest = 600, most_sources = 12;

std::string text_of(json::object const& object, char const* name) { return std::string{json::string_view{object.at(name).as_string()}}; }

bool is_passage(std::string_view code) {
  return code.size() >= 2 && code.size() <= 4 && std::string_view{"flra"}.find(code[0]) != std::string_view::npos &&
      std::ranges::all_of(code.substr(1), [](char digit) { return digit >= '0' && digit <= '9'; });
}

}  // namespace

base::Outcome<Sentence> checked(Sentence sentence) {
  sentence.text = std::string{base::trimmed(sentence.text)};
  if (sentence.text.empty()) return base::refuse(i18n::msgid("Write the sentence."), {}, "text");
  if (sentence.text.size() > 4 * longest)
    return base::refuse(i18n::msgid("This text is too long: {} characters, at most {}."),
                        {std::to_string(sentence.text.size()), std::to_string(longest)}, "text");
  if (!base::is_clean_utf8(sentence.text)) return base::refuse(i18n::msgid("This text has characters that cannot be kept."), {}, "text");
  if (sentence.sources.empty()) return base::refuse(i18n::msgid("Choose what the sentence rests on: a passage or a sheet."), {}, "sources");
  if (sentence.sources.size() > most_sources)
    return base::refuse(i18n::msgid("At most {} sources a sentence."), {std::to_string(most_sources)}, "sources");
  return sentence;
}

std::vector<SentenceSource> sources_from(std::string_view text) {
  std::vector<SentenceSource> sources;
  std::string spaced{text};
  std::ranges::replace_if(
      spaced, [](char byte) { return byte == ',' || byte == '\n' || byte == '\r' || byte == '\t'; }, ' ');
  for (auto const& word : base::split(spaced, ' ')) {
    auto const mark = word.find('#');
    SentenceSource source{word.substr(0, mark), mark == std::string::npos ? "" : word.substr(mark + 1)};
    if (source.slug.empty() || base::slug(source.slug, 200) != source.slug || (!source.passage.empty() && !is_passage(source.passage))) continue;
    if (std::ranges::find(sources, source) == sources.end()) sources.push_back(std::move(source));
  }
  return sources;
}

std::string to_json(std::vector<Sentence> const& sentences) {
  json::array array;
  for (auto const& sentence : sentences) {
    json::array sources;
    for (auto const& source : sentence.sources)
      sources.push_back(json::object{{"slug", source.slug}, {"passage", source.passage}, {"title", source.title}, {"territory", source.territory}});
    array.push_back(
        json::object{{"figure", sentence.figure}, {"text", sentence.text}, {"minority", sentence.minority}, {"sources", std::move(sources)}});
  }
  return json::serialize(array);
}

std::vector<Sentence> sentences_from_json(std::string_view text) {
  std::vector<Sentence> sentences;
  if (text.empty()) return sentences;
  try {
    auto const parsed = json::parse(text);
    for (auto const& value : parsed.as_array()) {
      auto const& one = value.as_object();
      Sentence sentence{"", text_of(one, "figure"), text_of(one, "text"), one.at("minority").as_bool(), {}};
      for (auto const& source : one.at("sources").as_array()) {
        auto const& from = source.as_object();
        sentence.sources.push_back({text_of(from, "slug"), text_of(from, "passage"), text_of(from, "title"), text_of(from, "territory")});
      }
      sentences.push_back(std::move(sentence));
    }
    return sentences;
  } catch (std::exception const& broken) {
    throw std::runtime_error{std::string{"sentences that cannot be read: "} + broken.what()};
  }
}

}  // namespace synthesis
