#include "domain/programme/founding_pages.h"

#include <algorithm>
#include <array>

#include "domain/programme/programme_file.h"
#include "domain/programme/programme_store.h"
#include "domain/programme/views/founding.view.h"
#include "platform/base/text.h"

namespace programme {
namespace {

using accounts::Visit;

constexpr std::array licences = {"CC-BY-SA-4.0", "CC-BY-4.0", "CC0-1.0", "etalab-2.0"};

FoundingForm form_of(Visit const& visit) {
  auto const field = [&](std::string_view name, std::size_t longest) { return base::shortened(base::trimmed(visit.form(name)), longest); };
  return {field("name", 120), field("subtitle", 200),   field("slug", 60),    field("starts", 10),
          field("ends", 10),  field("charter", 20'000), field("licence", 40), {}};
}

}  // namespace

base::Outcome<Programme> founded(FoundingForm const& form) {
  if (form.name.empty()) return base::refuse("Give the programme a name.", {}, "name");
  Programme programme;
  programme.brief.slug = base::slug(form.slug.empty() ? form.name : form.slug, 60);
  if (programme.brief.slug.empty()) return base::refuse("The address takes letters and digits: write one.", {}, "slug");
  for (auto const& [text, field] : {std::pair{form.starts, "starts"}, std::pair{form.ends, "ends"}})
    if (!text.empty() && !base::parse_day(text)) return base::refuse("“{}” is not a day: write it as 2027-01-31.", {text}, field);
  if (!form.starts.empty() && !form.ends.empty() && form.ends < form.starts) return base::refuse("The programme ends before it starts.", {}, "ends");
  if (std::ranges::find(licences, form.licence) == licences.end()) return base::refuse("Choose a licence in the list.", {}, "licence");
  programme.brief.id = id_from_slug(programme.brief.slug);
  programme.brief.name = form.name;
  programme.brief.subtitle = form.subtitle;
  programme.charter = form.charter;
  programme.starts = form.starts;
  programme.ends = form.ends;
  programme.licence = form.licence;
  return programme;
}

void FoundingPages::add_routes(accounts::Routes& routes) {
  routes.get("/programmes/new", accounts::Right::administrator, "Form to begin a programme", [this](Visit const& visit) { return ask(visit); });
  routes.post("/programmes/new", accounts::Right::administrator, "Begins a programme, led by who begins it",
              [this](Visit const& visit) { return found(visit); });
}

http::Response FoundingPages::ask(Visit const& visit, base::Refusal const& refusal) const {
  auto form = form_of(visit);
  auto const& words = visit.words();
  if (form.licence.empty()) form.licence = licences.front();
  if (form.charter.empty() && refusal.msgid.empty())
    form.charter = "- " + words.t("We speak for ourselves, and say who told us what.") + "\n- " +
        words.t("What is said among us stays among us until everybody cited agrees.") + "\n- " +
        words.t("We tell what failed as well as what worked.") + "\n- " + words.t("We quote our sources.");
  if (!refusal.msgid.empty()) form.refusal = words.refusal(refusal);
  views::Frame frame;
  frame.title = words.t("Begin a programme");
  frame.body = views::founding(visit.context, form);
  frame.indexable = false;
  return m_house.stage.page(visit, std::move(frame), refusal.msgid.empty() ? 200 : 422);
}

http::Response FoundingPages::found(Visit const& visit) const {
  auto const programme = founded(form_of(visit));
  if (!programme) return ask(visit, programme.error());
  bool const is_new = m_house.database.write([&](db::Session& session) {
    ProgrammeStore store{session};
    if (store.id_of_slug(programme->brief.slug)) return false;
    store.put(*programme);
    auto const me = accounts::addressees(session, std::span{&*visit.viewer.person, 1});
    for (auto const& [person, one] : me)
      accounts::put_member(session, m_house.world, programme->brief.id,
                           {one.email, one.name, {programme->brief.id, {}, accounts::Function::programme_lead, accounts::Power::administer}, {}, {}});
    return true;
  });
  if (!is_new) return ask(visit, base::Refusal{"A programme already has the address “{}”: choose another.", {programme->brief.slug}, "slug"});
  return m_house.stage.done(visit, visit.words().t("{} is open. Invite its people.", {programme->brief.name}),
                            html::Url::path("/p/{}/members/add", {programme->brief.slug}));
}

}  // namespace programme
