#include "domain/experiences/content_check.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

#include "domain/experiences/content_fields.h"
#include "domain/experiences/passage_codes.h"
#include "domain/experiences/parts.h"
#include "platform/base/text.h"
#include "platform/base/world.h"
#include "platform/markdown/markdown.h"
#include "platform/i18n/words.h"

namespace experiences {
namespace {

constexpr std::size_t longest_title = 300, longest_text = 8'000, longest_section = 60'000, most_items = 60, most_retired = 2'000, most_closed = 400,
                      longest_whole = 400'000;

std::string clean_text(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (char c : base::with_unix_lines(text)) {
    bool const control = static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
    if (!control || c == '\n') out += c;
    else if (c == '\t') out += "  ";
  }
  std::string trimmed;
  for (auto line : base::lines(out)) {
    auto const end = line.find_last_not_of(" ");
    trimmed.append(end == std::string_view::npos ? std::string_view{} : line.substr(0, end + 1)).append("\n");
  }
  // Two spaces at a line's end would be a line break that no one sees: a blank line or a backslash says it better.
  return std::string{base::trimmed(trimmed)};
}

std::string on_one_line(std::string_view text) {
  std::string out = clean_text(text);
  std::replace(out.begin(), out.end(), '\n', ' ');
  return out;
}

std::string with_lower_headings(std::string const& text) {
  std::string out;
  for (auto line : base::lines(text)) {
    auto const marks = line.find_first_not_of('#');
    bool const heading = marks != 0 && marks <= 2 && (marks == std::string_view::npos || line[marks] == ' ');
    if (heading) out += "###", line.remove_prefix(std::min<std::size_t>(line.size(), marks));
    out.append(line).append("\n");
  }
  return std::string{base::trimmed(out)};
}

bool keeps_lines(std::string_view name) {
  return name == "summary" || name == "text" || name == "how" || name == "effect" || name == "conditions" || name == "adaptable" ||
      name == "not_transferable" || name == "help_offered" || name == "contact";
}

struct Cleaner {
  void operator()(std::string_view name, std::string& text) { text = keeps_lines(name) ? clean_text(text) : on_one_line(text); }
  void operator()(std::string_view, bool&) const {}
  void operator()(std::string_view, int&) {}
  void operator()(std::string_view, std::vector<std::string>& texts) {
    std::vector<std::string> kept;
    for (auto const& text : texts)
      if (auto clean = on_one_line(text); !clean.empty() && std::find(kept.begin(), kept.end(), clean) == kept.end())
        kept.push_back(std::move(clean));
    texts = std::move(kept);
  }
  template <Compound T>
  void operator()(std::string_view, T& thing) {
    each_field(thing, *this);
  }
  template <Compound T>
  void operator()(std::string_view, std::vector<T>& things) {
    for (auto& thing : things) each_field(thing, *this);
  }
};

/// Nothing written: a type or a severity chosen alone says nothing yet.
bool is_blank(Obstacle const& obstacle) { return obstacle.text.empty() && obstacle.how.empty() && obstacle.type.empty(); }
bool is_blank(Lever const& lever) { return lever.text.empty() && lever.effect.empty() && lever.type.empty(); }
bool is_blank(Action const& action) { return action.title.empty() && action.text.empty() && action.date.empty() && action.who.empty(); }
bool is_blank(Actor const& actor) { return actor == Actor{}; }
bool is_blank(Result const& result) { return result.text.empty() && result.indicator.empty() && result.value.empty() && result.evidence.empty(); }

bool is_blank(Attachment const& attachment) { return attachment.print.empty() && attachment.file.empty(); }
bool is_blank(Closer const& closer) { return closer.part.empty() || closer.circle.empty(); }

template <class T>
void drop_blank(std::vector<T>& things) {
  std::erase_if(things, [](T const& thing) { return is_blank(thing); });
}

void drop_blank_obstacles(Content& content) {
  for (auto const& obstacle : content.obstacles)
    if (is_blank(obstacle))
      for (auto& lever : content.levers) std::erase(lever.overcame, obstacle.code);
  drop_blank(content.obstacles);
}

/// Walks a content and notes what cannot be kept, field by field.
class Checker {
 public:
  Checker(Content const& content, Vocabulary const& vocabulary) : m_content{content}, m_vocabulary{vocabulary} {}

  void operator()(std::string_view name, std::string const& text) {
    bool const title = name == "title" || name == "name" || name == "unit" || name == "date";
    check_size(name, text, title ? longest_title : longest_text);
    bool const day = name == "date" || name == "period_start" || name == "period_end" || name == "interview_date";
    if (day && !text.empty() && !is_date(text)) blame(name, i18n::msgid("“{}” is not a date: write 2024, 2024-03 or 2024-03-18."), {text});
    if (!text.empty()) check_term(name, text);
  }
  void operator()(std::string_view, bool) {}
  void operator()(std::string_view name, int number) {
    if (number < 1 || number > 3) blame(name, i18n::msgid("Severity is 1, 2 or 3."), {});
  }
  void operator()(std::string_view name, std::vector<std::string> const& texts) {
    auto const most = name == "retired" ? most_retired : most_items;
    if (texts.size() > most) blame(name, i18n::msgid("At most {} items here."), {std::to_string(most)});
    for (auto const& text : texts) {
      check_size(name, text, longest_title);
      check_term(name, text);
      if (name == "overcame" && !place_of_obstacle(m_content, text)) blame(name, i18n::msgid("“{}” names no obstacle of this sheet."), {text});
      if (name == "links" && !text.starts_with("https://") && !text.starts_with("http://"))
        blame(name, i18n::msgid("“{}” is not a web address: it starts with https://."), {text});
    }
  }
  template <Compound T>
  void operator()(std::string_view name, T const& thing) {
    within(name, thing);
  }
  template <Compound T>
  void operator()(std::string_view name, std::vector<T> const& things) {
    auto const most = Is<T, Closer> ? most_closed : most_items;
    if (things.size() > most) blame(name, i18n::msgid("At most {} items here."), {std::to_string(most)});
    for (std::size_t at = 0; at < things.size(); ++at) within(std::string{name} + "." + std::to_string(at + 1), things[at]);
  }

  void section(std::string_view name, std::string const& text) {
    check_size(name, text, longest_section);
    if (auto const checked = markdown::checked(text); !checked) blame(name, checked.error().msgid, checked.error().arguments);
  }
  std::vector<base::Refusal> take() { return std::move(m_refusals); }
  std::size_t size() const { return m_size; }

 private:
  template <class T>
  void within(std::string_view name, T const& thing) {
    auto const outside = m_prefix;
    m_prefix.append(name).append(".");
    if constexpr (Is<T, Obstacle> || Is<T, Lever>)
      if (thing.type.empty()) blame("type", i18n::msgid("Choose what kind it is: that is how it is counted."), {});
    if constexpr (Coded<T>) check_code(thing.code, letter_of<T>());
    if constexpr (Is<T, Closer>) check_closer(thing);
    if constexpr (Is<T, Attachment>) check_attachment(thing);
    each_field(thing, *this);
    m_prefix = outside;
  }
  std::span<Term const> const* vocabulary_of(std::string_view name) const {
    static std::map<std::string, std::span<Term const>, std::less<>> const known = {{"size", sizes()},
                                                                                    {"step", steps()},
                                                                                    {"participation_level", participation_levels()},
                                                                                    {"audiences", audiences()},
                                                                                    {"catalyst_roles", catalyst_roles()}};
    auto const found = known.find(name);
    return found == known.end() ? nullptr : &found->second;
  }
  /// The programme's list a field takes its words from.
  std::optional<List> list_of(std::string_view name) const {
    if (name == "themes") return List::theme;
    if (name != "type") return std::nullopt;
    return m_prefix.starts_with("obstacles.") ? List::obstacle : List::lever;
  }
  void check_term(std::string_view name, std::string const& text) {
    if (auto const list = list_of(name)) {
      if (!m_vocabulary.find(*list, text)) blame_term(name, text, offered_codes(*list));
    } else if (auto const* terms = vocabulary_of(name); terms && !is_term(*terms, text)) {
      blame_term(name, text, codes_of(*terms));
    }
  }
  std::string offered_codes(List list) const {
    std::string codes;
    for (auto const& word : m_vocabulary.words(list))
      if (word.offered()) codes.append(codes.empty() ? "" : ", ").append(word.code);
    return codes;
  }
  void blame_term(std::string_view name, std::string const& text, std::string expected) {
    blame(name, i18n::msgid("“{}” is not in the list. Expected one of: {}."), {text, std::move(expected)});
  }
  void check_attachment(Attachment const& attachment) {
    bool const hexadecimal = attachment.print.find_first_not_of("0123456789abcdef") == std::string::npos;
    if (!attachment.print.empty() && (attachment.print.size() != 64 || !hexadecimal))
      blame("print", i18n::msgid("“{}” is not the fingerprint of a file."), {attachment.print});
    bool const inside = attachment.file.find("..") == std::string::npos && !attachment.file.starts_with('/') &&
        attachment.file.find_first_of("\\:") == std::string::npos;
    if (!inside) blame("file", i18n::msgid("“{}” is not a file of this folder."), {attachment.file});
  }
  void check_closer(Closer const& closer) {
    if (!is_part(closer.part) || closer.part == "title" || closer.part == "summary")
      blame("part", i18n::msgid("“{}” is not a part of a sheet that may be kept closer."), {closer.part});
    if (auto const circle = accounts::visibility_from(closer.circle); !circle || *circle == accounts::Visibility::public_)
      blame("circle", i18n::msgid("“{}” is not in the list. Expected one of: {}."),
            {closer.circle, "private, companion, internal, cohort, community"});
  }
  void check_code(std::string const& code, char letter) {
    if (!is_code(code, letter))
      blame("code", i18n::msgid("“{}” is not a code of this list. Expected {}1, {}2…"), {code, std::string{letter}, std::string{letter}});
    else if (!m_codes.insert(code).second) blame("code", i18n::msgid("Two passages have the code “{}”."), {code});
    else if (std::find(m_content.retired.begin(), m_content.retired.end(), code) != m_content.retired.end())
      blame("code", i18n::msgid("The code “{}” was that of a passage taken away: choose the next one."), {code});
  }
  void check_size(std::string_view name, std::string const& text, std::size_t longest) {
    m_size += text.size();
    if (text.size() > longest)
      blame(name, i18n::msgid("This text is too long: {} characters, at most {}."), {std::to_string(text.size()), std::to_string(longest)});
    else if (!base::is_clean_utf8(text)) blame(name, i18n::msgid("This text has characters that cannot be kept."), {});
  }
  void blame(std::string_view name, std::string msgid, std::vector<std::string> arguments) {
    m_refusals.push_back({std::move(msgid), std::move(arguments), m_prefix + std::string{name}});
  }

  Content const& m_content;
  std::size_t m_size = 0;
  Vocabulary const& m_vocabulary;
  std::string m_prefix;
  std::set<std::string> m_codes;
  std::vector<base::Refusal> m_refusals;
};

}  // namespace

bool is_date(std::string_view text) {
  std::string day{text};
  if (day.size() == 4) day += "-01-01";
  else if (day.size() == 7) day += "-01";
  return base::parse_day(day).has_value();
}

Content normalised(Content content) {
  Cleaner cleaner;
  give_codes(content);
  content.title = on_one_line(content.title);
  content.summary = clean_text(content.summary);
  content.size = on_one_line(content.size);
  if (content.size.empty()) content.size = "brief";
  each_detail(content, cleaner);
  // What a file leaves out when it is usual comes back as usual: a sheet has no empty licence nor language.
  if (content.licence.empty()) content.licence = Content{}.licence;
  if (content.language.empty()) content.language = Content{}.language;
  each_section(content, [](std::string_view, std::string& text) { text = with_lower_headings(clean_text(text)); });
  drop_blank_obstacles(content);
  drop_blank(content.levers);
  drop_blank(content.actions);
  drop_blank(content.actors);
  drop_blank(content.results);
  drop_blank(content.closer);
  drop_blank(content.attachments);
  return content;
}

std::vector<base::Refusal> check(Content const& as_written, Vocabulary const& vocabulary) {
  auto content = as_written;
  give_codes(content);
  Checker checker{content, vocabulary};
  checker("title", content.title);
  checker("summary", content.summary);
  checker("size", content.size);
  each_detail(content, checker);
  each_section(content, [&](std::string_view name, std::string const& text) { checker.section(name, text); });
  auto const size = checker.size();
  auto refusals = checker.take();
  if (content.title.empty()) refusals.insert(refusals.begin(), {i18n::msgid("Give the sheet a title."), {}, "title"});
  if (size > longest_whole)
    refusals.push_back(
        {i18n::msgid("The whole sheet is too long: {} characters, at most {}."), {std::to_string(size), std::to_string(longest_whole)}, ""});
  return refusals;
}

}  // namespace experiences
