#include "domain/kit/download_counter.h"

#include "domain/kit/making_store.h"
#include "platform/base/log.h"

namespace kit {

DownloadCounter::~DownloadCounter() {
  try {
    write();
  } catch (std::exception const& broken) {
    base::log::error(std::string{"kit: downloads of the last minute are not counted: "} + broken.what());
  }
}

void DownloadCounter::add(EditionId const& edition, std::string const& format) {
  bool due = false;
  {
    std::scoped_lock const lock{m_guard};
    ++m_waiting[{edition.text(), format}];
    due = m_world.now() - m_written >= std::chrono::minutes{1};
    if (due) m_written = m_world.now();
  }
  if (due) write();
}

void DownloadCounter::write() {
  Counts counts;
  {
    std::scoped_lock const lock{m_guard};
    counts.swap(m_waiting);
  }
  if (counts.empty()) return;
  m_database.write([&](db::Session& session) {
    for (auto const& [what, times] : counts) MakingStore{session}.add_downloads(EditionId::trusted(what.first), what.second, times);
  });
}

std::map<std::string, std::int64_t> DownloadCounter::of(db::Session& session, EditionId const& edition) {
  auto all = MakingStore{session}.downloads(edition);
  std::scoped_lock const lock{m_guard};
  for (auto const& [what, times] : m_waiting)
    if (what.first == edition.text()) all[what.second] += times;
  return all;
}

}  // namespace kit
