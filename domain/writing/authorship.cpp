// Who wrote each word of a text.
#include <algorithm>
#include <charconv>
#include <stdexcept>

#include "domain/writing/history.h"
#include "platform/base/text.h"

namespace writing {
namespace {

[[noreturn]] void refuse() { throw std::runtime_error{"the authors of a live document are damaged"}; }

template <class Number>
Number number_in(std::string_view text) {
  Number number{};
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) refuse();
  return number;
}

}  // namespace

Authorship::Authorship(std::size_t length) { add(m_runs, -1, length); }

void Authorship::add(std::vector<Run>& runs, int person, std::size_t length) {
  if (length == 0) return;
  if (!runs.empty() && runs.back().person == person) runs.back().length += length;
  else runs.push_back({person, length});
}

int Authorship::number_of(std::optional<accounts::PersonId> const& person) {
  if (!person) return -1;
  auto const known = std::ranges::find(m_people, *person);
  auto const number = static_cast<int>(known - m_people.begin());
  if (known == m_people.end()) m_people.push_back(*person);
  return number;
}

void Authorship::make(ChangeSet const& change, std::optional<accounts::PersonId> const& by) {
  auto const writer = number_of(by);
  std::vector<Run> now;
  now.reserve(m_runs.size() + 2 * change.sections().size());
  std::size_t at = 0, inside = 0;  // the run being read, and how much of it already was
  auto const read = [&](std::size_t length, bool keeps) {
    while (length > 0 && at < m_runs.size()) {
      auto const taken = std::min(length, m_runs[at].length - inside);
      if (keeps) add(now, m_runs[at].person, taken);
      length -= taken;
      inside += taken;
      if (inside == m_runs[at].length) ++at, inside = 0;
    }
  };
  for (auto const& section : change.sections()) {
    read(section.length, section.keeps);
    if (!section.keeps) add(now, writer, section.insert.size());
  }
  m_runs = std::move(now);
}

Stretches Authorship::stretches() const {
  Stretches all;
  for (auto const& run : m_runs)
    all.push_back({run.person < 0 ? std::optional<accounts::PersonId>{} : m_people[static_cast<std::size_t>(run.person)], run.length});
  return all;
}

/// The people on one line, then "number of a person:length" for each run.
std::string Authorship::text() const {
  std::vector<std::string> names;
  for (auto const& person : m_people) names.push_back(person.text());
  auto text = base::join(names, " ") + "\n";
  for (auto const& run : m_runs) text += std::to_string(run.person) + ":" + std::to_string(run.length) + " ";
  return text;
}

Authorship Authorship::of_text(std::string_view text) {
  auto const line = text.find('\n');
  if (line == std::string_view::npos) refuse();
  Authorship read;
  for (auto const& person : base::split(text.substr(0, line), ' '))
    if (!person.empty()) read.m_people.push_back(accounts::PersonId::trusted(person));
  for (auto const& run : base::split(text.substr(line + 1), ' ')) {
    if (run.empty()) continue;
    auto const colon = std::min(run.size(), run.find(':'));
    auto const person = number_in<int>(std::string_view{run}.substr(0, colon));
    if (colon == run.size() || person < -1 || person >= static_cast<int>(read.m_people.size())) refuse();
    read.m_runs.push_back({person, number_in<std::size_t>(std::string_view{run}.substr(colon + 1))});
  }
  return read;
}

}  // namespace writing
