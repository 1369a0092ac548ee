#include "domain/writing/change_set_json.h"

#include <boost/json.hpp>
#include <stdexcept>

#include "domain/writing/limits.h"

namespace writing {
namespace {

using boost::json::value;

auto const unreadable = base::refuse("This change cannot be read.");

std::optional<std::uint32_t> length_of(value const& number) {
  if (!number.is_int64() || number.get_int64() < 0 || number.get_int64() > static_cast<std::int64_t>(longest_text)) return std::nullopt;
  return static_cast<std::uint32_t>(number.get_int64());
}

/// The lines after the length of a replacement.
std::optional<std::u16string> words_of(boost::json::array const& section) {
  std::u16string words;
  for (std::size_t line = 1; line < section.size(); ++line) {
    auto const* const text = section[line].if_string();
    if (!text || text->find_first_of(std::string_view{"\r\n\0", 3}) != std::string::npos) return std::nullopt;
    if (line > 1) words += u'\n';
    words += to_utf16({text->data(), text->size()});
    if (words.size() > longest_text) return std::nullopt;
  }
  return words;
}

std::optional<Section> section_of(value const& item) {
  if (auto const kept = length_of(item)) return Section{*kept, true, {}};
  auto const* const section = item.if_array();
  if (!section || section->empty()) return std::nullopt;
  auto const length = length_of(section->front());
  auto words = length ? words_of(*section) : std::nullopt;
  if (!words) return std::nullopt;
  return Section{*length, false, std::move(*words)};
}

void append_lines(std::string& out, std::u16string_view words) {
  std::string const text = to_utf8(words);
  for (std::size_t from = 0; from <= text.size();) {
    auto const end = std::min(text.find('\n', from), text.size());
    out.append(",").append(boost::json::serialize(std::string_view{text}.substr(from, end - from)));
    from = end + 1;
  }
}

}  // namespace

base::Outcome<ChangeSet> change_set_of(value const& sections) {
  auto const* const items = sections.if_array();
  if (!items || items->size() > most_sections) return unreadable;
  std::vector<Section> read;
  read.reserve(items->size());
  for (auto const& item : *items) {
    auto section = section_of(item);
    if (!section) return unreadable;
    read.push_back(std::move(*section));
  }
  return ChangeSet{std::move(read)};
}

ChangeSet change_set_of_text(std::string_view json) {
  auto changes = change_set_of(boost::json::parse(json));
  if (!changes) throw std::runtime_error{"a change of a live document is unreadable"};
  return std::move(*changes);
}

std::string to_json(ChangeSet const& changes) {
  std::string out = "[";
  for (auto const& section : changes.sections()) {
    if (out.size() > 1) out += ',';
    if (!section.keeps) out += '[';
    out += std::to_string(section.length);
    if (!section.keeps && !section.insert.empty()) append_lines(out, section.insert);
    if (!section.keeps) out += ']';
  }
  return out + "]";
}

}  // namespace writing
