#include "domain/kit/harvest_pages.h"

#include <algorithm>
#include <map>
#include <memory>

#include "domain/kit/document_json.h"
#include "domain/programme/programme.h"
#include "platform/base/text.h"

namespace kit {
namespace {

using accounts::Visit;

constexpr std::size_t headers_at_once = 200, records_at_once = 20;  // a record is read from its whole edition

/// Editions with their documents when those are asked; those whose programme is gone are left out.
class Shelves {
 public:
  explicit Shelves(db::Session& session) : m_store{session} {
    for (auto const& one : programme::all_briefs(session)) m_slugs.emplace(one.id, one.slug);
  }
  std::optional<accounts::ProgrammeId> programme(std::string_view slug) const {
    auto const found = std::ranges::find(m_slugs, slug, &std::map<accounts::ProgrammeId, std::string>::value_type::second);
    return found == m_slugs.end() ? std::nullopt : std::optional{found->first};
  }
  void add(KitStore::Public const& one, bool whole) {
    auto const slug = m_slugs.find(one.programme);
    auto document = whole ? document_from_json(one.document) : std::nullopt;
    if (slug == m_slugs.end() || (whole && !document)) return;
    harvest::Record record{{one.edition.text(), slug->second, one.number, base::from_milliseconds(one.published)}, nullptr};
    if (document) record.document = m_documents.emplace_back(std::make_unique<Document>(std::move(*document))).get();
    m_records.push_back(std::move(record));
  }
  std::vector<harvest::Record> const& records() const { return m_records; }
  KitStore& store() { return m_store; }

 private:
  KitStore m_store;
  std::map<accounts::ProgrammeId, std::string> m_slugs;
  std::vector<std::unique_ptr<Document>> m_documents;
  std::vector<harvest::Record> m_records;
};

struct Taken {
  std::vector<KitStore::Public> editions;
  std::optional<harvest::Place> next;
};

/// One more than a page holds is looked for: then there is a next one.
Taken take(Shelves& shelves, harvest::Question const& question, std::size_t most) {
  KitStore::Window window{question.from, question.until, std::nullopt, -1, "", most + 1, question.verb == harvest::Verb::list_records};
  if (!question.programme.empty()) {
    window.programme = shelves.programme(question.programme);
    if (!window.programme) return {};
  }
  if (question.after) window.after_instant = question.after->published, window.after_edition = question.after->edition;
  Taken taken{shelves.store().published(window), std::nullopt};
  if (taken.editions.size() <= most) return taken;
  taken.editions.pop_back();
  taken.next = harvest::Place{taken.editions.back().published, taken.editions.back().edition.text()};
  return taken;
}

harvest::Fault nothing() { return {"noRecordsMatch", i18n::msgid("No public edition answers this question.")}; }
harvest::Fault unknown() { return {"idDoesNotExist", i18n::msgid("There is no such edition here.")}; }

std::optional<KitStore::Public> public_edition(KitStore& store, std::string const& id) {
  auto const found = store.find_edition(EditionId::trusted(id));
  if (!found || !found->second.public_() || !found->second.published) return std::nullopt;
  return KitStore::Public{found->second.id, found->first.programme, found->second.number, base::to_milliseconds(*found->second.published), ""};
}

}  // namespace

void HarvestPages::add_routes(accounts::Routes& routes) {
  routes.get("/oai", accounts::Right::anyone, "Public editions of every kit, for library catalogues (OAI-PMH)",
             [this](Visit const& visit) { return answer(visit); });
}

http::Response HarvestPages::answer(Visit const& visit) const {
  return m_house.database.read([&](db::Session& session) {
    http::Response response;
    response.content_type = "text/xml; charset=utf-8";
    response.body = text_for(session, visit);
    return response;
  });
}

harvest::Repository HarvestPages::place(db::Session& session, Visit const& visit) const {
  auto const first = KitStore{session}.published({.most = 1});
  auto const now = m_house.world.now();
  return {m_site_address, visit.words().t("Kits of Essaim"), m_contact, now, first.empty() ? now : base::from_milliseconds(first.front().published)};
}

std::string HarvestPages::text_for(db::Session& session, Visit const& visit) const {
  auto const& asked = visit.request.query.fields();
  auto const here = place(session, visit);
  auto const& words = visit.words();
  auto const question = harvest::question_of(asked, m_site_address);
  if (!question) return harvest::fault(here, asked, question.error(), words);
  Shelves shelves{session};
  switch (question->verb) {
    case harvest::Verb::identify: return harvest::identify(here);
    case harvest::Verb::list_metadata_formats:
      if (!question->edition.empty() && !public_edition(shelves.store(), question->edition)) return harvest::fault(here, asked, unknown(), words);
      return harvest::formats(here, asked);
    case harvest::Verb::list_sets: {
      std::vector<harvest::Programme> programmes;
      for (auto const& one : programme::all_briefs(session)) programmes.push_back({one.slug, one.name});
      return harvest::sets(here, programmes);
    }
    case harvest::Verb::get_record:
      if (auto one = public_edition(shelves.store(), question->edition)) {
        one->document = shelves.store().document(one->edition).value_or("");
        shelves.add(*one, true);
      }
      if (shelves.records().empty()) return harvest::fault(here, asked, unknown(), words);
      return harvest::record(here, asked, *question, shelves.records().front(), words);
    default: break;
  }
  bool const whole = question->verb == harvest::Verb::list_records;
  auto const taken = take(shelves, *question, whole ? records_at_once : headers_at_once);
  for (auto const& one : taken.editions) shelves.add(one, whole);
  if (shelves.records().empty()) return harvest::fault(here, asked, nothing(), words);
  return harvest::list(here, asked, *question, shelves.records(), taken.next, words);
}

}  // namespace kit
