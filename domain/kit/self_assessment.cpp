#include "domain/kit/self_assessment.h"

#include "platform/base/text.h"

namespace kit {
namespace {

using i18n::msgid;

constexpr std::size_t most_axes = 12, most_statements = 20, longest_line = 400, most_next = 6;

/// "- We meet." says the same as "We meet."
std::string_view without_dash(std::string_view line) { return line.starts_with("- ") ? base::trimmed(line.substr(2)) : line; }

class AssessmentReader {
 public:
  SelfAssessmentReading read(std::string_view source) {
    for (auto const line : base::lines(source)) {
      ++m_line;
      auto const plain = base::trimmed(line);
      if (plain.empty()) continue;
      if (plain.size() > longest_line) problem(msgid("This line is too long for a statement: {} letters at most."), {std::to_string(longest_line)});
      else read_line(plain);
    }
    auto& axes = m_reading.assessment.axes;
    for (auto const& axis : axes)
      if (axis.statements.empty()) problem(msgid("“{}” has no statement to answer."), {axis.title});
    std::erase_if(axes, [](Axis const& axis) { return axis.statements.empty(); });
    return std::move(m_reading);
  }

 private:
  void problem(char const* words, std::vector<std::string> arguments = {}) {
    m_reading.problems.push_back({"", m_line, {words, std::move(arguments), {}}});
  }

  void read_line(std::string_view line) {
    auto& axes = m_reading.assessment.axes;
    if (line.starts_with("scale:") && axes.empty()) return read_scale(line.substr(6));
    if (line.starts_with('#')) return open_axis(base::trimmed(line.substr(std::min(line.find_first_not_of('#'), line.size()))));
    if (axes.empty()) return problem(msgid("A statement stands under an axis: write a line “# its name” before it."));
    if (line.starts_with("->")) return read_next(line.substr(2));
    if (axes.back().statements.size() >= most_statements)
      return problem(msgid("An axis has {} statements at most."), {std::to_string(most_statements)});
    axes.back().statements.emplace_back(without_dash(line));
  }

  void read_scale(std::string_view line) {
    auto steps = base::split(line, '|');
    if (steps.size() != scale_steps) return problem(msgid("A scale has four steps, parted by |."));
    m_reading.assessment.steps = std::move(steps);
  }

  void open_axis(std::string_view title) {
    auto& axes = m_reading.assessment.axes;
    if (title.empty()) return problem(msgid("Give this axis a name after the #."));
    if (axes.size() >= most_axes) return problem(msgid("A self-assessment has {} axes at most."), {std::to_string(most_axes)});
    axes.push_back({std::string{title}, {}, {}});
  }

  void read_next(std::string_view names) {
    for (auto const& name : base::split(names, ',')) {
      auto& next = m_reading.assessment.axes.back().next;
      if (base::slug(name, 120) != name) problem(msgid("“{}” is no address: a-z, 0-9 and - only."), {name});
      else if (next.size() < most_next) next.push_back({name, {}});
    }
  }

  SelfAssessmentReading m_reading;
  std::size_t m_line = 0;
};

std::string sheet_of(Axis const& axis, std::vector<std::string> const& steps, i18n::Words const& words) {
  std::string table = "| " + as_markdown(axis.title) + " | " + words.t("Not concerned") + " |";
  for (auto const& step : steps) table += " " + as_markdown(step) + " |";
  table += "\n|---|" + base::join(std::vector<std::string>(steps.size() + 1, ":-:"), "|") + "|\n";
  for (auto const& statement : axis.statements) {
    table += "| " + as_markdown(statement) + " |";
    for (std::size_t column = 0; column <= steps.size(); ++column) table += " ☐ |";
    table += "\n";
  }
  std::string read;
  for (auto const& one : axis.next) read += (read.empty() ? "" : ", ") + ("[" + as_markdown(one.title) + "](" + one.address + ")");
  if (!read.empty()) table += "\n" + words.t("To read next:") + " " + read + "\n";
  return table + "\n";
}

}  // namespace

SelfAssessmentReading read_self_assessment(std::string_view source) { return AssessmentReader{}.read(source); }

std::string write_self_assessment(SelfAssessment const& assessment) {
  std::string out = assessment.steps.empty() ? "" : "scale: " + base::join(assessment.steps, " | ") + "\n\n";
  for (auto const& axis : assessment.axes) {
    out += (&axis == assessment.axes.data() ? "# " : "\n# ") + axis.title + "\n";
    for (auto const& statement : axis.statements) out += statement + "\n";
    std::vector<std::string> names;
    for (auto const& one : axis.next) names.push_back(one.address.substr(one.address.rfind('/') + 1));
    if (!names.empty()) out += "-> " + base::join(names, ", ") + "\n";
  }
  return out;
}

std::vector<std::string> steps_of(SelfAssessment const& assessment, i18n::Words const& words) {
  if (assessment.steps.size() == scale_steps) return assessment.steps;
  return {words.tc("step of a self-assessment", "Considered"), words.tc("step of a self-assessment", "Under way"),
          words.tc("step of a self-assessment", "Settled"), words.tc("step of a self-assessment", "Ready to be passed on")};
}

std::vector<std::string> verdicts(i18n::Words const& words) {
  return {words.t("Nearly everything is still to be begun."), words.t("It has begun, and does not hold by itself yet."),
          words.t("It holds for the most part."), words.t("You can pass it on to others.")};
}

std::vector<std::string> how_to_count(i18n::Words const& words) {
  auto const said = verdicts(words);
  auto const mean = [&](std::size_t at) { return words.number(verdict_from[at], 2); };
  return {words.t("For each matter, count 1 for the first step, 2 for the second, 3 for the third, 4 for the last."),
          words.t("“Not concerned” is a choice, not a nought: leave those statements out."),
          words.t("Divide the total by the number of statements you counted: that is the mean of the matter, from 1 to 4."),
          words.t("Under {}: {}", {mean(0), said[0]}),
          words.t("From {} and under {}: {}", {mean(0), mean(1), said[1]}),
          words.t("From {} and under {}: {}", {mean(1), mean(2), said[2]}),
          words.t("From {} on: {}", {mean(2), said[3]})};
}

std::string self_assessment_on_paper(SelfAssessment const& assessment, i18n::Words const& words) {
  auto const steps = steps_of(assessment, words);
  std::string out = words.t("Tick one box a line, alone or in pairs; then compare.") + "\n\n";
  for (auto const& axis : assessment.axes) out += sheet_of(axis, steps, words);
  out += "**" + words.t("How to count") + "**\n\n";
  for (auto const& line : how_to_count(words)) out += "- " + line + "\n";
  out += "\n| " + words.t("Matter") + " | " + words.t("Total") + " | " + words.t("Statements counted") + " | " + words.t("Mean") +
      " |\n|---|:-:|:-:|:-:|\n";
  for (auto const& axis : assessment.axes) out += "| " + as_markdown(axis.title) + " | … | … | … |\n";
  return out;
}

}  // namespace kit
