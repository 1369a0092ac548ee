#include <algorithm>

#include "domain/atelier/adaptation.h"
#include "domain/atelier/method_rooms.h"
#include "domain/atelier/proposal_letters.h"
#include "domain/atelier/proposal_store.h"
#include "domain/atelier/views/method_adaptation.view.h"
#include "platform/base/text.h"

namespace atelier {
namespace {

constexpr std::size_t longest_answer = 2'000;

std::string day_of(base::Instant at, i18n::Words const& words) { return words.day(base::Day{std::chrono::floor<std::chrono::days>(at)}); }

/// What a proposal would change in the sheet as it is now.
std::vector<Change> changes_of(MethodStore& store, Method const& source, Proposal const& proposal, i18n::Words const& words) {
  // Of a sheet that was joined to this one since, it keeps the versions it had.
  auto const then = store.revision(proposal.method, proposal.base_revision);
  return changed_here(then ? then->content : source.content, source.content, proposal.content, words);
}

ProposalsPage page_of_proposals(db::Session& session, accounts::Visit const& visit, Method const& method, programme::Brief const& programme) {
  auto const& words = visit.words();
  ProposalsPage page;
  page.title = method.content.title;
  page.method = address_of(programme.slug, method.slug);
  page.action = under(programme, method.slug, "proposals");
  auto const all = ProposalStore{session}.to(method.id);
  std::vector<accounts::PersonId> people;
  for (auto const& one : all)
    if (one.person) people.push_back(*one.person);
  auto const names = people.empty() ? std::map<accounts::PersonId, std::string>{} : accounts::names_of(session, people);
  MethodStore store{session};
  for (auto const& one : all) {
    ProposalsPage::Line line{one.id, one.content.title, words.t("someone who left"), day_of(one.at, words), one.words, one.answer, "", {}};
    if (auto const name = one.person ? names.find(*one.person) : names.end(); name != names.end()) line.who = name->second;
    if (one.state == "open") {
      for (auto const& change : changes_of(store, method, one, words))
        line.changes.push_back({change.field, change.label, change.before, change.after, experiences::difference(change.before, change.after)});
      page.open.push_back(std::move(line));
      continue;
    }
    std::vector<std::string> taken;
    for (auto const& field : one.taken) taken.push_back(words.t(field_msgid(field)));
    line.outcome = taken.empty() ? words.t("Not taken") : words.t("Taken: {}", {words.enumeration(taken)});
    page.answered.push_back(std::move(line));
  }
  return page;
}

/// Takes the fields ticked into the sheet, and writes to who proposed.
base::Outcome<int> answer(db::Session& session, accounts::House const& house, accounts::LetterWriter const& letters, accounts::Visit const& visit,
                          Method const& method, programme::Brief const& programme, Proposal proposal) {
  MethodStore store{session};
  auto next = method.content;
  for (auto const& change : changes_of(store, method, proposal, visit.words())) {
    auto const ticked = visit.request.form.all("field");
    if (visit.form("do") != "take" || std::ranges::find(ticked, change.field) == ticked.end()) continue;
    take_field(next, proposal.content, change.field);
    proposal.taken.push_back(change.field);
  }
  proposal.answer = base::shortened(base::trimmed(base::with_unix_lines(visit.form("answer"))), longest_answer);
  if (proposal.taken.empty() && visit.form("do") == "take") return base::refuse("Tick at least one part to take, or refuse the whole with a word.");
  if (proposal.taken.empty() && proposal.answer.empty()) return base::refuse("Say why to who proposed it, in a few words.");
  proposal.answered = house.world.now();
  if (!proposal.taken.empty()) {
    auto const saved =
        store.change(house.world, visit.viewer, method.id,
                     {std::move(next), method.revision, visit.words().t("Taken from “{}”", {proposal.content.title}), method.visibility});
    if (!saved) {
      auto const* why = std::get_if<base::Refusal>(&saved.error());
      return tl::unexpected{why ? *why : base::Refusal{"The method has moved since: this is no longer possible.", {}, {}}};
    }
  }
  ProposalStore{session}.answer(proposal);
  auto const copy = store.find(proposal.copy);
  write_answered(session, letters, programme, method, proposal, copy ? copy->slug : method.slug);
  return static_cast<int>(proposal.taken.size());
}

}  // namespace

http::Response MethodPages::Rooms::proposals(accounts::Visit const& visit) {
  std::optional<ProposalsPage> page;
  programme::Brief programme;
  house.database.read([&](db::Session& session) {
    auto const method = method_of_visit(session, visit, Purpose::writing);
    if (!method) return;
    programme = programme_of(session, visit);
    page = page_of_proposals(session, visit, *method, programme);
  });
  if (!page) return house.stage.missing(visit);
  auto const title = visit.words().t("Proposed to “{}”", {page->title});
  auto frame = frame_of(visit, programme, title, {{page->title, page->method}, {visit.words().t("Proposals"), {}}});
  frame.indexable = false;
  frame.body = views::method_proposals(visit.context, *page);
  return house.stage.page(visit, std::move(frame));
}

http::Response MethodPages::Rooms::answer_proposal(accounts::Visit const& visit) {
  std::optional<Method> method;
  std::optional<Proposal> proposal;
  programme::Brief programme;
  base::Outcome<int> taken = 0;
  house.database.write([&](db::Session& session) {
    method = method_of_visit(session, visit, Purpose::writing);
    proposal.reset();
    if (!method) return;
    for (auto& one : ProposalStore{session}.to(method->id))
      if (one.id == visit.form("proposal") && one.state == "open") proposal = std::move(one);
    if (!proposal) return;
    programme = programme_of(session, visit);
    taken = answer(session, house, letters, visit, *method, programme, *proposal);
  });
  if (!proposal) return house.stage.missing(visit);
  if (!taken) return house.stage.refused(visit, taken.error());
  bring_live_together(method->id);
  auto const& words = visit.words();
  return house.stage.done(visit, *taken ? words.tn("One part is taken.", "{} parts are taken.", *taken) : words.t("Your answer is written to them."),
                          under(programme, method->slug, "proposals"));
}

}  // namespace atelier
