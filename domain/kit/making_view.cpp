#include <algorithm>

#include "domain/kit/compose_views.h"
#include "domain/kit/formats.h"

namespace kit {
namespace {

using i18n::msgid;

char const* msgid_of(MakingState state) {
  switch (state) {
    case MakingState::waiting: return msgid("being made");
    case MakingState::made: return msgid("made");
    case MakingState::absent: return msgid("not made on this place");
    case MakingState::failed: return msgid("failed");
  }
  return "";
}

MakingView::Line line_of(MakingLine const& line, i18n::Words const& words) {
  static constexpr std::string_view tones[] = {"todo", "done", "", "late"};
  auto const* format = find_format(line.format);
  MakingView::Line out{format ? words.t(format->title) : line.format, words.t(msgid_of(line.state)),
                       line.reason.msgid.empty() ? "" : words.refusal(line.reason), "", std::string{tones[static_cast<std::size_t>(line.state)]}};
  if (line.state == MakingState::made) out.took = words.t("{} s", {words.number(static_cast<double>(line.took.count()) / 1000, 1)});
  return out;
}

}  // namespace

MakingView making_view(Edition const& edition, std::vector<MakingLine> const& lines, KitAddress const& address, i18n::Words const& words) {
  MakingView page;
  page.number = edition.number;
  auto const count = [&](MakingState state) { return std::ranges::count(lines, state, &MakingLine::state); };
  auto const waiting = count(MakingState::waiting), failed = count(MakingState::failed);
  for (auto const& line : lines) page.lines.push_back(line_of(line, words));
  page.waiting = !lines.empty() && (waiting > 0 || (failed == 0 && !edition.public_()));
  page.failed = waiting == 0 && failed > 0;
  if (lines.empty()) page.words = words.t("Nothing was asked for this edition yet.");
  else if (waiting > 0) page.words = words.tn("One format is still to be made.", "{} formats are still to be made.", waiting);
  else if (failed > 0) page.words = words.t("The edition stays unpublished until every format is made. What is made is kept.");
  else if (!edition.public_()) page.words = words.t("Every format is made; the edition is being put in place.");
  else page.words = words.t("Edition {} is public.", {edition.number});
  page.again = address.bench("/publish");
  page.back = address.of_territory() ? address.bench().with_fragment("editions") : address.bench("/editions");
  if (edition.public_()) page.edition = address.edition(edition.number);
  return page;
}

}  // namespace kit
