#include "domain/synthesis/counter.h"

#include <list>
#include <mutex>
#include <stdexcept>
#include <string>

namespace synthesis {

namespace {

/// Beyond, the reading asked least recently is forgotten: about 1 MB each.
constexpr std::size_t most_kept = 32;

/// Marks a text for translation; said in the reader's words by the page.
constexpr char const* msgid(char const* text) { return text; }

}  // namespace

std::string name_of(accounts::ProgrammeId const& programme, Standpoint const& standpoint, Filter const& filter) {
  auto name = programme.text() + (standpoint.exact ? "/exact/" : "/outside/");
  for (auto circle : standpoint.circles) name += std::string{accounts::code(circle)} + "+";
  for (auto const& value : filter.values) name += "/" + value;
  return name + "/" + filter.territory;
}

struct Counter::Kept {
  struct Entry {
    std::string name;
    std::shared_ptr<Taken const> taken;
  };
  std::mutex mutex;
  std::list<Entry> entries;  // asked most recently first

  std::shared_ptr<Taken const> find(std::string const& name, experiences::Counted const* counted) {
    std::lock_guard const guard{mutex};
    for (auto entry = entries.begin(); entry != entries.end(); ++entry) {
      if (entry->name != name) continue;
      if (entry->taken->counted.get() != counted) {
        entries.erase(entry);
        return nullptr;
      }
      entries.splice(entries.begin(), entries, entry);
      return entry->taken;
    }
    return nullptr;
  }
  /// What was counted before something changed goes: it would keep the facts of then in memory for nobody.
  void put(accounts::ProgrammeId const& programme, std::string name, std::shared_ptr<Taken const> taken) {
    std::lock_guard const guard{mutex};
    std::erase_if(entries, [&](Entry const& entry) { return entry.name.starts_with(programme.text()) && entry.taken->counted != taken->counted; });
    entries.push_front({std::move(name), std::move(taken)});
    if (entries.size() > most_kept) entries.pop_back();
  }
};

Standpoint standpoint_of(accounts::Viewer const& viewer, accounts::ProgrammeId const& programme) {
  return {viewer.circles_in(programme), viewer.member_of(programme)};
}

Standpoint outside() { return {{accounts::Visibility::public_}, false}; }

Standpoint cohort() { return {{accounts::Visibility::public_, accounts::Visibility::community, accounts::Visibility::cohort}, true}; }

Counter::Counter(experiences::Shelf& shelf) : m_shelf{shelf}, m_kept{std::make_unique<Kept>()} {}
Counter::~Counter() = default;

std::shared_ptr<Taken const> Counter::of(db::Session& session, accounts::ProgrammeId const& programme, Standpoint const& standpoint,
                                         Filter const& filter) {
  if (!standpoint.exact && !filter.empty()) throw std::logic_error{"from outside, a filter is read from the whole"};
  auto counted = m_shelf.of(session, programme);
  auto const name = name_of(programme, standpoint, filter);
  if (auto kept = m_kept->find(name, counted.get())) return kept;
  auto taken = std::make_shared<Taken>();
  taken->cube = count(*counted, standpoint.circles, filter, standpoint.exact ? Depth::exact : Depth::for_protection);
  taken->protection = standpoint.exact ? open_to_members(taken->cube) : protect(taken->cube);
  taken->reading = reading_of(taken->cube, taken->protection);
  taken->reading.filter = filter;
  taken->counted = std::move(counted);
  m_kept->put(programme, name, taken);
  return taken;
}

Answer answer(db::Session& session, Counter& counter, accounts::ProgrammeId const& programme, Standpoint const& standpoint, Filter const& filter) {
  auto const taken = counter.of(session, programme, standpoint, standpoint.exact ? filter : Filter{});
  Answer answer{taken->reading, ""};
  if (standpoint.exact || filter.empty()) return answer;
  if (filter.named() > 1) answer.refused = msgid("Outside the programme one filter is read at a time: two together could point at someone.");
  for (auto facet : all_facets) {
    if (filter.value(facet).empty()) continue;
    if (auto part = reading_of(taken->cube, taken->protection, facet, filter.value(facet))) {
      answer.reading = std::move(*part);
    } else {
      answer.refused = msgid("Too few territories for this filter: shown alone, it could point at someone. Here is the whole.");
    }
    return answer;
  }
  return answer;
}

}  // namespace synthesis
