#include "domain/kit/checks/report.h"

#include <algorithm>

#include "domain/kit/formats.h"
#include "platform/base/text.h"

namespace kit {
namespace {

std::string tone_of(CheckResult result) {
  static constexpr std::string_view tones[] = {"done", "late", ""};
  return std::string{tones[static_cast<std::size_t>(result)]};
}

std::string result_words(CheckResult result, i18n::Words const& words) {
  switch (result) {
    case CheckResult::passed: return words.t("nothing to say");
    case CheckResult::findings: return words.t("has remarks");
    case CheckResult::not_run: return words.t("not run here");
  }
  return "";
}

CheckLine check_line(Check const& check, i18n::Words const& words) {
  auto const day = base::parse_day(check.checked_on);
  return {check.standard,
          check.validator,
          result_words(check.result, words),
          check.result == CheckResult::not_run ? words.t(check.detail) : check.detail,
          day ? words.day(*day) : check.checked_on,
          tone_of(check.result)};
}

std::int64_t count(std::vector<Check> const& checks, CheckResult result) { return std::ranges::count(checks, result, &Check::result); }

/// One remark is the whole format's; what could not be run takes nothing away from what passed, and is told beside.
CheckResult result_of(std::vector<Check> const& checks) {
  if (count(checks, CheckResult::findings) > 0) return CheckResult::findings;
  return count(checks, CheckResult::passed) > 0 ? CheckResult::passed : CheckResult::not_run;
}

CheckedFormat checked_format(std::vector<Check> const& checks, i18n::Words const& words) {
  auto const* format = find_format(checks.front().format);
  auto const result = result_of(checks);
  CheckedFormat line{format ? words.t(format->title) : checks.front().format,
                     result_words(result, words),
                     tone_of(result),
                     checked_words(checks, words),
                     format ? words.t(format->checked) : "",
                     {},
                     result == CheckResult::findings};
  for (auto const& check : checks) line.checks.push_back(check_line(check, words));
  return line;
}

}  // namespace

std::vector<CheckedFormat> check_report(std::vector<Check> const& checks, i18n::Words const& words) {
  std::vector<std::vector<Check>> by_format;
  for (auto const& check : checks) {
    auto const same = [&](std::vector<Check> const& group) { return group.front().format == check.format; };
    auto const group = std::ranges::find_if(by_format, same);
    if (group == by_format.end()) by_format.push_back({check});
    else group->push_back(check);
  }
  auto const place = [](std::vector<Check> const& group) {
    return std::ranges::find(formats(), std::string_view{group.front().format}, &FormatAbout::code) - formats().begin();
  };
  std::ranges::stable_sort(by_format, {}, place);
  std::vector<CheckedFormat> lines;
  lines.reserve(by_format.size());
  for (auto const& group : by_format) lines.push_back(checked_format(group, words));
  return lines;
}

std::string checked_words(std::vector<Check> const& checks, i18n::Words const& words) {
  if (checks.empty()) return words.t("Its files are not checked yet.");
  std::vector<std::string> said;
  if (auto const passed = count(checks, CheckResult::passed)) said.push_back(words.tn("One check passed.", "{} checks passed.", passed));
  if (auto const remarks = count(checks, CheckResult::findings)) said.push_back(words.tn("One has remarks.", "{} have remarks.", remarks));
  if (auto const missing = count(checks, CheckResult::not_run))
    said.push_back(words.tn("One could not be run on this place.", "{} could not be run on this place.", missing));
  return base::join(said, " ");
}

}  // namespace kit
