#include "domain/kit/running_order.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "platform/base/text.h"

namespace kit {
namespace {

using i18n::msgid;

constexpr int longest_sequence = 24 * 60, usual_start = 9 * 60;
constexpr std::size_t most_sequences = 60, longest_title = 200, longest_text = 2'000;

std::optional<int> number_of(std::string_view text) {
  int value = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value < 0) return std::nullopt;
  return value;
}

/// "9:05", "9h05", "9 h", "9" as minutes since midnight.
std::optional<int> clock_of(std::string_view text) {
  auto const sign = text.find_first_of(":hH");
  auto const hours = number_of(base::trimmed(text.substr(0, sign)));
  auto const rest = sign == std::string_view::npos ? std::string_view{} : base::trimmed(text.substr(sign + 1));
  auto const minutes = rest.empty() ? std::optional{0} : number_of(rest);
  if (!hours || !minutes || *hours > 23 || *minutes > 59) return std::nullopt;
  return *hours * 60 + *minutes;
}

/// "10", "10 min" or "10 minutes".
std::optional<int> minutes_in(std::string_view text) {
  auto const end = text.find_first_not_of("0123456789");
  auto const unit = end == std::string_view::npos ? std::string_view{} : base::trimmed(text.substr(end));
  if (!unit.empty() && unit != "min" && unit != "minutes" && unit != "'") return std::nullopt;
  auto const minutes = number_of(text.substr(0, end));
  return minutes && *minutes >= 1 && *minutes <= longest_sequence ? minutes : std::nullopt;
}

void append(std::string& text, std::string_view line) {
  if (text.size() + line.size() > longest_text) return;
  text += (text.empty() ? "" : " ") + std::string{line};
}

class OrderReader {
 public:
  RunningOrderReading read(std::string_view starts, std::string_view source) {
    auto const clock = starts.empty() ? std::optional{usual_start} : clock_of(starts);
    if (!clock) problem(msgid("A running order starts at an hour, as 9:00: “{}” is none."), {base::shortened(starts, 40)});
    m_reading.order.starts = clock.value_or(usual_start);
    bool inside = false, kept = false;  // of what is not understood, the rest is left out with its first line
    for (auto const line : base::lines(source)) {
      ++m_line;
      auto const plain = base::trimmed(line);
      if (!plain.empty() && !inside) kept = open(plain);
      else if (!plain.empty() && kept) add(plain);
      inside = !plain.empty();
    }
    return std::move(m_reading);
  }

 private:
  void problem(char const* words, std::vector<std::string> arguments = {}) {
    m_reading.problems.push_back({"", m_line, {words, std::move(arguments), {}}});
  }

  bool open(std::string_view line) {
    auto& sequences = m_reading.order.sequences;
    auto const cells = cells_of(line);
    auto const minutes = minutes_in(cells[0]);
    if (!minutes || cells[1].empty() || cells[1].size() > longest_title) {
      problem(msgid("A sequence starts with its minutes and its title, as “10 | Welcome”: “{}” does not."), {base::shortened(line, 40)});
      return false;
    }
    if (sequences.size() >= most_sequences) {
      problem(msgid("A running order has {} sequences at most."), {std::to_string(most_sequences)});
      return false;
    }
    sequences.push_back({*minutes, cells[1], base::shortened(cells[2], longest_title), base::shortened(cells[3], longest_title), {}, {}});
    return true;
  }

  static std::array<std::string, 4> cells_of(std::string_view line) {
    std::array<std::string, 4> cells;
    for (std::size_t place = 0, at = 0; place < cells.size() && at <= line.size(); ++place) {
      auto const end = place + 1 < cells.size() ? std::min(line.find('|', at), line.size()) : line.size();
      cells[place] = base::trimmed(line.substr(at, end - at));
      at = end + 1;
    }
    return cells;
  }

  void add(std::string_view line) {
    auto& sequence = m_reading.order.sequences.back();
    if (line.starts_with('>')) append(sequence.tip, base::trimmed(line.substr(1)));
    else append(sequence.instruction, line);
  }

  RunningOrderReading m_reading;
  std::size_t m_line = 0;
};

std::string typed_clock(int minutes) {
  auto const rest = minutes % 60;
  return std::to_string(minutes / 60 % 24) + (rest < 10 ? ":0" : ":") + std::to_string(rest);
}

std::string without_bars(std::string text) {
  std::ranges::replace(text, '|', '/');
  return text;
}

/// « 9 h 05 »; past midnight the hours begin again.
std::string clock_words(int minutes, i18n::Words const& words) {
  auto const rest = minutes % 60;
  return words.tc("time of day: hours, minutes", "{}:{}", {std::to_string(minutes / 60 % 24), (rest < 10 ? "0" : "") + std::to_string(rest)});
}

std::string what_is_done(Sequence const& sequence) {
  auto text = "**" + as_markdown(sequence.title) + "**";
  if (!sequence.instruction.empty()) text += " – " + in_cell(sequence.instruction);
  if (!sequence.tip.empty()) text += " *" + in_cell(sequence.tip) + "*";
  return text;
}

}  // namespace

RunningOrderReading read_running_order(std::string_view starts, std::string_view source) { return OrderReader{}.read(base::trimmed(starts), source); }

std::string write_running_order(RunningOrder const& order) {
  std::string out = "::: running-order " + typed_clock(order.starts) + "\n";
  for (auto const& sequence : order.sequences) {
    if (&sequence != order.sequences.data()) out += "\n";
    out += std::to_string(sequence.minutes) + " | " + without_bars(sequence.title);
    if (!sequence.leads.empty() || !sequence.materials.empty()) out += " | " + without_bars(sequence.leads);
    if (!sequence.materials.empty()) out += " | " + sequence.materials;
    out += "\n";
    if (!sequence.instruction.empty()) out += sequence.instruction + "\n";
    if (!sequence.tip.empty()) out += "> " + sequence.tip + "\n";
  }
  return out + ":::\n";
}

int minutes_of(RunningOrder const& order) {
  int minutes = 0;
  for (auto const& sequence : order.sequences) minutes += sequence.minutes;
  return minutes;
}

std::string time_at(RunningOrder const& order, std::size_t place, i18n::Words const& words) {
  int minutes = order.starts;
  for (std::size_t at = 0; at < std::min(place, order.sequences.size()); ++at) minutes += order.sequences[at].minutes;
  return clock_words(minutes, words);
}

std::string duration_words(int minutes, i18n::Words const& words) {
  if (minutes < 60) return words.t("{} min", {std::to_string(minutes)});
  auto const rest = minutes % 60;
  if (rest == 0) return words.t("{} h", {std::to_string(minutes / 60)});
  return words.t("{} h {}", {std::to_string(minutes / 60), (rest < 10 ? "0" : "") + std::to_string(rest)});
}

std::string summary_of(RunningOrder const& order, i18n::Words const& words) {
  auto const count = static_cast<std::int64_t>(order.sequences.size());
  return words.t("From {} to {}: {}, {}.",
                 {time_at(order, 0, words), time_at(order, order.sequences.size(), words), duration_words(minutes_of(order), words),
                  words.tn("one sequence", "{} sequences", count)});
}

RunningOrderColumns columns_of(RunningOrder const& order) {
  return {std::ranges::any_of(order.sequences, [](Sequence const& one) { return !one.leads.empty(); }),
          std::ranges::any_of(order.sequences, [](Sequence const& one) { return !one.materials.empty(); })};
}

std::string running_order_on_paper(RunningOrder const& order, i18n::Words const& words) {
  auto const columns = columns_of(order);
  std::string out =
      summary_of(order, words) + "\n\n| " + words.tc("of a running order", "Time") + " | " + words.t("Length") + " | " + words.t("Sequence") + " |";
  if (columns.leads) out += " " + words.t("Who leads") + " |";
  if (columns.materials) out += " " + words.t("What to bring") + " |";
  out += "\n|--:|--:|---|" + std::string{columns.leads ? "---|" : ""} + (columns.materials ? "---|" : "") + "\n";
  for (std::size_t place = 0; place < order.sequences.size(); ++place) {
    auto const& sequence = order.sequences[place];
    out += "| " + time_at(order, place, words) + " | " + duration_words(sequence.minutes, words) + " | " + what_is_done(sequence) + " |";
    if (columns.leads) out += " " + as_markdown(sequence.leads) + " |";
    if (columns.materials) out += " " + as_markdown(sequence.materials) + " |";
    out += "\n";
  }
  return out;
}

}  // namespace kit
