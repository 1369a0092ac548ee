#include "domain/kit/errata/errata_pages.h"

#include "domain/kit/document_json.h"
#include "domain/kit/errata/errata_store.h"
#include "domain/kit/errata/errata_views.h"
#include "domain/kit/kit_asked.h"
#include "domain/kit/kit_store.h"
#include "domain/kit/views/errata.view.h"
#include "domain/programme/programme.h"

namespace kit {
namespace {

using accounts::Right;
using accounts::Visit;
using i18n::msgid;

html::Url errata_url(Visit const& visit, std::string_view rest = {}) {
  return address_asked(visit).bench("/errata/{}" + std::string{rest}, {visit.capture("number")});
}

}  // namespace

struct ErrataPages::Open {
  Kit kit;
  Edition edition;
  Document document;
};

void ErrataPages::add_routes(accounts::Routes& routes) {
  struct Room {
    std::string path;
    Right right;
  };
  for (auto const& [path, right] : {Room{"/p/{programme}/kit/compose/errata/{number}", Right::lead},
                                    Room{"/p/{programme}/kit/of/{territory}/adapt/errata/{number}", Right::contributor}}) {
    routes.get(path, right, "Errors of a public edition: those told, and a form to tell one",
               [this](Visit const& visit) { return show(visit, {}, std::nullopt); });
    routes.post(path, right, "Tells an error of a public edition", [this](Visit const& visit) { return note(visit); });
    routes.post(path + "/withdraw", right, "Takes an erratum out", [this](Visit const& visit) { return change(visit, true); });
    routes.post(path + "/restore", right, "Puts an erratum back", [this](Visit const& visit) { return change(visit, false); });
  }
}

/// Nobody but those who make it reads a frozen edition: it is corrected by freezing another.
std::optional<ErrataPages::Open> ErrataPages::open(db::Session& session, Visit const& visit) const {
  KitStore store{session};
  auto kit = kit_asked(session, visit);
  if (kit && !makes(visit.viewer, *kit)) return std::nullopt;
  auto edition = kit ? store.edition(kit->id, visit.capture("number")) : std::nullopt;
  if (!edition || !edition->public_()) return std::nullopt;
  auto document = document_from_json(store.document(edition->id).value_or(""));
  if (!document) return std::nullopt;
  return Open{std::move(*kit), std::move(*edition), std::move(*document)};
}

http::Response ErrataPages::show(Visit const& visit, Erratum const& typed, std::optional<base::Refusal> const& refusal) const {
  return m_house.database.read([&](db::Session& session) {
    auto const found = open(session, visit);
    if (!found) return m_house.stage.missing(visit);
    auto const address = address_asked(visit);
    auto const& words = visit.words();
    ErrataView page;
    page.number = found->edition.number;
    page.lines = errata_lines(ErrataStore{session}.of(found->kit.id, true), found->document, address, words);
    page.parts.push_back({"", words.t("The whole edition"), typed.part.empty()});
    for (auto const& part : found->document.parts) page.parts.push_back({part.slug, part.title, part.slug == typed.part});
    page.place = typed.place, page.wrong = typed.wrong, page.instead = typed.instead;
    if (refusal) page.refused = words.refusal(*refusal);
    page.action = errata_url(visit);
    page.withdraw = errata_url(visit, "/withdraw");
    page.restore = errata_url(visit, "/restore");
    page.back = address.bench().with_fragment("editions");
    page.edition = address.edition(page.number);
    views::Frame frame;
    frame.title = words.t("Errata of edition {}", {page.number});
    frame.body = views::kit_errata(visit.context, page);
    frame.section = address.of_territory() ? "kit" : "lead";
    frame.indexable = false;
    if (auto const programme = programme::brief_of(session, *visit.programme)) frame.programme = programme::where_of(*programme);
    return m_house.stage.page(visit, std::move(frame), refusal ? 422 : 200);
  });
}

http::Response ErrataPages::note(Visit const& visit) const {
  Erratum typed;
  typed.part = visit.form("part"), typed.place = visit.form("place"), typed.wrong = visit.form("wrong"), typed.instead = visit.form("instead");
  std::optional<base::Refusal> refusal;
  bool const known = m_house.database.write([&](db::Session& session) {
    auto const found = open(session, visit);
    if (!found) return false;
    auto erratum = checked(typed, found->document);
    if (!erratum) {
      refusal = erratum.error();
      return true;
    }
    erratum->id = m_house.world.new_id<Erratum>();
    erratum->edition = found->edition.id;
    erratum->noted = m_house.world.now();
    erratum->by = visit.viewer.person;
    if (!ErrataStore{session}.add(*erratum))
      refusal = base::Refusal{msgid("An edition has at most {} errata: freeze a corrected one."), {std::to_string(most_errata)}, {}};
    return true;
  });
  if (!known) return m_house.stage.missing(visit);
  if (refusal) return show(visit, typed, refusal);
  return m_house.stage.done(visit, visit.words().t("Readers see it on the page, on the cover, beside the downloads and in the feed."),
                            errata_url(visit));
}

http::Response ErrataPages::change(Visit const& visit, bool withdrawn) const {
  auto const id = ErratumId::parse(visit.form("id"));
  bool const changed = m_house.database.write([&](db::Session& session) {
    auto const found = open(session, visit);
    return found && id && ErrataStore{session}.set_withdrawn(found->edition.id, *id, withdrawn);
  });
  if (!changed) return m_house.stage.missing(visit);
  return m_house.stage.done(
      visit, visit.words().t(withdrawn ? msgid("Readers no longer see this erratum. It can be put back.") : msgid("Readers see this erratum again.")),
      errata_url(visit));
}

}  // namespace kit
