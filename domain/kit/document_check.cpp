#include "domain/kit/document_check.h"

#include <algorithm>
#include <set>

#include "domain/kit/outline.h"
#include "domain/kit/self_assessment.h"
#include "platform/base/text.h"
#include "platform/files/drawing.h"
#include "platform/i18n/words.h"
#include "platform/markdown/markdown.h"

namespace kit {
namespace {

using i18n::msgid;
using Refused = std::optional<base::Refusal>;

constexpr std::size_t most_parts = 10'000, most_photos = 500, most_typed = 300, longest_title = 400;

bool is_slug(std::string_view text) { return !text.empty() && base::slug(text, 120) == text; }

/// Letters, figures, dashes: what may stand in an id.
bool is_place(std::string_view text) {
  return text.size() <= 120 && std::ranges::all_of(text, [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
         });
}

bool is_inside(std::string_view address) { return address.empty() || (address.starts_with('/') && !address.starts_with("//")); }
bool is_web(std::string_view address) { return address.empty() || address.starts_with("https://") || address.starts_with("http://"); }

base::Refusal wrong(std::string_view what) {
  return {msgid("This edition holds something that is not accepted: {}"), {base::shortened(what, 80)}, {}};
}

Refused refused(Picture const& picture) {
  if (!is_place(picture.id) || picture.id.empty()) return wrong(picture.id);
  if (!files::is_plain_svg(picture.svg)) return wrong(picture.finding.empty() ? picture.id : picture.finding);
  return std::nullopt;
}

Refused refused(SelfAssessment const& assessment) {
  if (assessment.axes.size() > most_typed || (!assessment.steps.empty() && assessment.steps.size() != scale_steps)) return wrong("self-assessment");
  for (auto const& axis : assessment.axes) {
    if (axis.title.size() > longest_title || axis.statements.size() > most_typed) return wrong(axis.title);
    for (auto const& next : axis.next)
      if (!is_inside(next.address)) return wrong(next.address);
  }
  return std::nullopt;
}

Refused refused(RunningOrder const& order) {
  constexpr int day = 24 * 60;
  if (order.starts < 0 || order.starts >= day || order.sequences.size() > most_typed) return wrong("running order");
  for (auto const& sequence : order.sequences) {
    if (sequence.minutes < 1 || sequence.minutes > day) return wrong(sequence.title);
    for (auto const* text : {&sequence.instruction, &sequence.tip})
      if (auto const checked = markdown::checked(*text); !checked) return checked.error();
  }
  return std::nullopt;
}

/// What is typed in a block beside its text.
Refused refused_typed(Block const& block) {
  if (block.terms.size() > most_typed) return wrong("glossary");
  for (auto const& term : block.terms)
    if (auto const text = markdown::checked(term.definition); !text) return text.error();
  if (block.self_assessment)
    if (auto no = refused(*block.self_assessment)) return no;
  return block.running_order ? refused(*block.running_order) : std::nullopt;
}

Refused refused(Block const& block) {
  if (!is_place(block.id) || (!block.callout.empty() && block.callout != "watch" && block.callout != "try") ||
      (!block.only.empty() && block.only != "print" && block.only != "screen" && block.only != "trainer"))
    return wrong(block.id);
  if (auto const text = markdown::checked(block.markdown); !text) return text.error();
  for (auto const& ground : block.grounds)
    if (!is_inside(ground.address)) return wrong(ground.address);
  for (auto const& question : block.questions) {
    if (!is_place(question.id) || (question.kind == QuestionKind::true_false && question.answers.size() != 2)) return wrong(question.id);
    if (auto const text = markdown::checked(question.text); !text) return text.error();
  }
  if (auto no = refused_typed(block)) return no;
  return block.picture ? refused(*block.picture) : std::nullopt;
}

/// Its bytes are looked at apart (photographs.h): these are only names.
Refused refused(Photo const& photo) {
  bool const print = photo.print.size() == 64 && photo.print.find_first_not_of("0123456789abcdef") == std::string::npos;
  if (!print || (photo.kind != "jpg" && photo.kind != "png") || photo.credit.size() > longest_title) return wrong(photo.print);
  return std::nullopt;
}

Refused refused(Part const& part) {
  if (!is_slug(part.slug) || part.title.size() > longest_title || part.level < 1 || part.level > 2 || !is_inside(part.address))
    return wrong(part.slug);
  for (auto const& block : part.blocks)
    if (auto no = refused(block)) return no;
  if (part.photos.size() > most_photos) return wrong(part.slug);
  for (auto const& photo : part.photos)
    if (auto no = refused(photo)) return no;
  return std::nullopt;
}

}  // namespace

base::Outcome<Document> checked_document(Document document) {
  if (!is_slug(document.slug) || !is_slug(document.programme_slug)) return tl::unexpected{wrong(document.slug)};
  if (!is_number(document.number)) return tl::unexpected{wrong(document.number)};
  if (!is_web(document.home_address)) return tl::unexpected{wrong(document.home_address)};
  if (document.identifier != identifier_of(document.programme_slug, document.slug, document.number))
    return tl::unexpected{wrong(document.identifier)};
  if (document.title.empty() || document.title.size() > longest_title || (document.language != "fr" && document.language != "en"))
    return tl::unexpected{wrong(document.title)};
  if (document.parts.size() > most_parts) return tl::unexpected{wrong(std::to_string(document.parts.size()))};
  std::set<std::string> slugs;
  for (auto const& part : document.parts) {
    if (auto no = refused(part)) return tl::unexpected{std::move(*no)};
    if (!slugs.insert(part.slug).second) return tl::unexpected{wrong(part.slug)};
  }
  return document;
}

}  // namespace kit
