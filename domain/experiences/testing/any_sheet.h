#pragma once
#include <rapidcheck.h>

#include "domain/experiences/content_check.h"
#include "domain/experiences/passage_codes.h"
#include "domain/experiences/content_fields.h"
#include "domain/experiences/sheet.h"

namespace experiences {

/// Fills each field of a sheet with what people type, and what breaks files; its vocabularies with words of theirs.
struct Filler {
  std::string prefix;

  static std::string text() {
    auto const pieces = rc::gen::elementOf(std::vector<std::string>{"La navette", "été", "=1+1", "+", "-", "@", "'", "01004", "| a", "\\", "\n\n",
                                                                    "« œuvre »", "\"", ";", ",", "<b>", "[@…]", "😀", "# titre"});
    std::string out;
    for (auto const& one : *rc::gen::resize(4, rc::gen::container<std::vector<std::string>>(pieces))) out += one;
    return out;
  }
  std::span<Term const> terms(std::string_view name) const {
    if (name == "size") return sizes();
    if (name == "step") return steps();
    if (name == "participation_level") return participation_levels();
    if (name == "audiences") return audiences();
    if (name == "themes") return themes();
    if (name == "catalyst_roles") return catalyst_roles();
    if (name == "type") return prefix == "obstacles" ? obstacle_types() : lever_types();
    return {};
  }
  static std::string code(std::span<Term const> terms) { return std::string{terms[*rc::gen::inRange<std::size_t>(0, terms.size())].code}; }

  void operator()(std::string_view name, std::string& out) {
    if (auto const known = terms(name); !known.empty()) out = code(known);
    else if (name == "date" || name == "period_start" || name == "period_end" || name == "interview_date")
      out = *rc::gen::elementOf(std::vector<std::string>{"", "2024", "2024-03", "2024-03-18"});
    else if (name != "code") out = text();
  }
  void operator()(std::string_view, bool& yes) { yes = *rc::gen::arbitrary<bool>(); }
  void operator()(std::string_view, int& number) { number = *rc::gen::inRange(1, 4); }
  void operator()(std::string_view name, std::vector<std::string>& out) {
    if (name == "retired") return;
    auto const many = *rc::gen::inRange(0, 3);
    for (int at = 0; at < many; ++at) {
      if (name == "overcame") out.push_back("f1");
      else if (name == "links") out.push_back("https://essaim.example/" + std::to_string(at));
      else if (auto const known = terms(name); !known.empty()) out.push_back(code(known));
      else out.push_back(text());
    }
  }
  void operator()(std::string_view, std::vector<Attachment>&) {}
  void operator()(std::string_view, std::vector<Closer>& closures) {
    if (*rc::gen::arbitrary<bool>()) closures.push_back({"lessons", "companion"});
  }
  template <Compound T>
  void operator()(std::string_view name, T& thing) {
    each_field(thing, Filler{std::string{name}});
  }
  template <Compound T>
  void operator()(std::string_view name, std::vector<T>& things) {
    things.resize(*rc::gen::inRange<std::size_t>(name == "obstacles" ? 1 : 0, 3));
    for (auto& thing : things) each_field(thing, Filler{std::string{name}});
  }
};

/// A sheet as it may be kept: normalised, without refusal.
inline Sheet any_sheet() {
  Sheet sheet;
  each_field(sheet.content, Filler{""});
  sheet.content.title = "Fiche " + Filler::text();
  sheet.content.summary = "En bref " + Filler::text();
  for (auto& obstacle : sheet.content.obstacles) obstacle.text = "Frein " + obstacle.text;
  sheet.content = normalised(std::move(sheet.content));
  give_codes(sheet.content);
  sheet.slug = "fiche-" + std::to_string(*rc::gen::inRange(0, 1'000'000));
  sheet.status = *rc::gen::element(Status::draft, Status::told, Status::published);
  sheet.visibility = *rc::gen::element(accounts::Visibility::private_, accounts::Visibility::cohort, accounts::Visibility::public_);
  if (sheet.status == Status::published) sheet.published = "2024-03-18";
  RC_PRE(check(sheet.content).empty());
  return sheet;
}

}  // namespace experiences
