#include "platform/http/costs.h"

#include "platform/base/threads.h"

namespace http {
namespace {

constexpr std::int64_t weight_of_the_past = 7;  // of 8

}  // namespace

Costs::Costs(Router const& router)
    : m_router{router}, m_count{router.routes().size()}, m_means{std::make_unique<std::atomic<std::int64_t>[]>(m_count)} {}

std::atomic<std::int64_t>* Costs::place_of(Route const* route) const {
  if (!route) return nullptr;
  auto const place = static_cast<std::size_t>(route - m_router.routes().data());
  return place < m_count ? &m_means[place] : nullptr;
}

Costs::Cost Costs::of(Route const* route) const {
  auto const* mean = place_of(route);
  return Cost{mean ? mean->load(std::memory_order_relaxed) : 0};
}

void Costs::learn(Route const* route, Cost cost) {
  auto* const mean = place_of(route);
  if (!mean) return;
  auto const known = mean->load(std::memory_order_relaxed);
  // Two that learn at once may lose one of the two: it is a mean.
  mean->store(known == 0 ? cost.count() : (known * weight_of_the_past + cost.count()) / (weight_of_the_past + 1), std::memory_order_relaxed);
}

Costs::Cost Costs::spent_by_this_thread() { return std::chrono::duration_cast<Cost>(base::busy_time_of_this_thread()); }

}  // namespace http
