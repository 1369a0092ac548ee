#include "domain/kit/checks/ace_report.h"

#include <boost/json.hpp>
#include <vector>

#include "platform/base/text.h"

namespace kit {
namespace json = boost::json;
namespace {

constexpr std::size_t most_said = 3;

bool is_failed(json::value const& assertion) { return assertion.at("earl:result").at("earl:outcome").as_string() == "fail"; }

std::string text_at(json::value const& object, std::string_view key) {
  auto const* found = object.as_object().if_contains(key);
  return found && found->is_string() ? std::string{found->as_string()} : "";
}

/// "scrollable-region-focusable (serious): parts/le-lieu.xhtml"
std::string said_of(json::value const& assertion, std::string const& page) {
  auto const& test = assertion.at("earl:test");
  auto const weight = text_at(test, "earl:impact");
  return text_at(test, "dct:title") + (weight.empty() ? "" : " (" + weight + ")") + ": " + page;
}

}  // namespace

std::string wrong_in_ace_report(std::string_view report) try {
  std::vector<std::string> wrong;
  auto const read = json::parse(report);
  for (auto const& page : read.at("assertions").as_array())
    for (auto const& assertion : page.at("assertions").as_array())
      if (is_failed(assertion)) wrong.push_back(said_of(assertion, text_at(page.at("earl:testSubject"), "url")));
  if (wrong.empty() && is_failed(read)) wrong.emplace_back("it fails without saying of what");
  auto const more = wrong.size() > most_said ? wrong.size() - most_said : 0;
  wrong.resize(wrong.size() - more);
  return base::join(wrong, "; ") + (more ? "; +" + std::to_string(more) : "");
} catch (std::exception const&) {
  return "its report cannot be read";
}

}  // namespace kit
