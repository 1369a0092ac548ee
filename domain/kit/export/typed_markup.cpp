#include "domain/kit/export/typed_markup.h"

#include "domain/kit/glossary.h"
#include "domain/kit/running_order.h"
#include "domain/kit/self_assessment.h"

namespace kit {
namespace {

using html::escaped;

std::string attribute(std::string_view name, std::string_view value) {
  return value.empty() ? "" : " " + std::string{name} + "=\"" + escaped(value) + "\"";
}

std::string numbered(std::string_view prefix, std::size_t number) { return std::string{prefix} + std::to_string(number); }

/// What the script says, so that it holds no words of its own.
std::string sayings(i18n::Words const& words) {
  auto out = attribute("data-kept", words.t("Your answers stay in this browser: nothing is sent.")) +
      attribute("data-lost", words.t("This browser keeps nothing: your answers last as long as the page is open.")) +
      attribute("data-answered", words.t("Statements answered: {} of {}", {"{}", "{}"})) + attribute("data-result", words.t("Where you stand")) +
      attribute("data-matter", words.t("Matter")) + attribute("data-counted", words.t("Statements counted")) +
      attribute("data-mean", words.t("Mean, from 1 to 4")) + attribute("data-says", words.tc("about an answer", "What it says")) +
      attribute("data-none", words.t("Nothing to count: you are not concerned.")) + attribute("data-strong", words.t("Your strength: {}.", {"{}"})) +
      attribute("data-first", words.t("To strengthen first: {}.", {"{}"})) + attribute("data-erase", words.t("Erase my answers")) +
      attribute("data-undo", words.t("Put my answers back")) + attribute("data-comma", words.number(1.5, 1).substr(1, 1));
  auto const said = verdicts(words);
  for (std::size_t at = 0; at < said.size(); ++at) out += attribute(numbered("data-verdict", at + 1), said[at]);
  return out;
}

std::string statement_markup(std::string const& name, std::string const& statement, std::vector<std::string> const& steps, i18n::Words const& words) {
  auto out = "<fieldset class=\"statement\" id=\"" + escaped(name) + "\"><legend>" + escaped(statement) + "</legend>\n<div class=\"scale\">";
  auto const choice = [&](std::size_t value, std::string const& label) {
    out += "<label><input type=\"radio\" name=\"" + escaped(name) + "\" value=\"" + std::to_string(value) + "\"/> <span>" + escaped(label) +
        "</span></label>\n";
  };
  for (std::size_t at = 0; at < steps.size(); ++at) choice(at + 1, steps[at]);
  choice(0, words.t("Not concerned"));
  return out + "</div></fieldset>\n";
}

std::string axis_markup(Axis const& axis, std::string const& id, std::vector<std::string> const& steps, i18n::Words const& words,
                        LinkTo const& link) {
  auto out = "<fieldset class=\"axis\" data-axis=\"" + escaped(axis.title) + "\"><legend>" + escaped(axis.title) + "</legend>\n";
  for (std::size_t at = 0; at < axis.statements.size(); ++at) out += statement_markup(numbered(id + "-", at + 1), axis.statements[at], steps, words);
  std::string read;
  for (auto const& next : axis.next) {
    auto const target = link ? link(next.address) : std::string{};
    auto const title = escaped(next.title);
    read += (read.empty() ? "" : ", ") + (target.empty() ? title : "<a href=\"" + escaped(target) + "\">" + title + "</a>");
  }
  if (!read.empty()) out += "<p class=\"read-next\">" + escaped(words.t("To read next:")) + " " + read + "</p>\n";
  return out + "</fieldset>\n";
}

}  // namespace

html::Safe self_assessment_markup(Block const& block, i18n::Words const& words, LinkTo const& link) {
  auto const& assessment = *block.self_assessment;
  auto const steps = steps_of(assessment, words);
  std::string out = "<section class=\"self-assessment\" aria-label=\"" + escaped(words.t("Self-assessment")) + "\"" + sayings(words) +
      ">\n<p class=\"answers\">" + escaped(words.t("Choose one step a line, alone or in pairs; then compare.")) + "</p>\n";
  for (std::size_t at = 0; at < assessment.axes.size(); ++at)
    out += axis_markup(assessment.axes[at], block.id + numbered("-a", at + 1), steps, words, link);
  out += "<div class=\"counting\"><p><b>" + escaped(words.t("How to count")) + "</b></p>\n<ul>\n";
  for (auto const& line : how_to_count(words)) out += "<li>" + escaped(line) + "</li>\n";
  return html::Safe::trusted(out + "</ul></div>\n</section>\n");
}

html::Safe running_order_markup(RunningOrder const& order, i18n::Words const& words, InlineText const& text) {
  auto const columns = columns_of(order);
  auto const head_of = [](std::string const& said) { return "<th scope=\"col\">" + escaped(said) + "</th>"; };
  auto const head = [&](char const* msgid) { return head_of(words.t(msgid)); };
  std::string out = "<div class=\"table-wrap running-order\"><table><caption>" + escaped(summary_of(order, words)) + "</caption><thead><tr>" +
      head_of(words.tc("of a running order", "Time")) + head("Length") + head("Sequence") + (columns.leads ? head("Who leads") : "") +
      (columns.materials ? head("What to bring") : "") + "</tr></thead><tbody>\n";
  for (std::size_t place = 0; place < order.sequences.size(); ++place) {
    auto const& one = order.sequences[place];
    out += "<tr><td class=\"time\">" + escaped(time_at(order, place, words)) + "</td><td class=\"length\">" +
        escaped(duration_words(one.minutes, words)) + "</td><th scope=\"row\">" + escaped(one.title) +
        (one.instruction.empty() ? "" : "<p>" + text(one.instruction) + "</p>") + "</th>";
    if (columns.leads) out += "<td data-label=\"" + escaped(words.t("Who leads")) + "\">" + escaped(one.leads) + "</td>";
    if (columns.materials) out += "<td data-label=\"" + escaped(words.t("What to bring")) + "\">" + escaped(one.materials) + "</td>";
    out += "</tr>\n";
  }
  return html::Safe::trusted(out + "</tbody></table></div>\n");
}

html::Safe glossary_markup(Block const& block, InlineText const& text) {
  std::string out = "<dl class=\"glossary\">\n";
  for (auto const& term : block.terms)
    out += "<dt id=\"" + escaped(term_id(block.id, static_cast<std::size_t>(&term - block.terms.data()))) + "\"><dfn>" + escaped(term.name) +
        "</dfn></dt><dd>" + text(term.definition) + "</dd>\n";
  return html::Safe::trusted(out + "</dl>\n");
}

}  // namespace kit
