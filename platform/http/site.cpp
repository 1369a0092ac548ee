#include "platform/http/site.h"

#include <algorithm>
#include <chrono>
#include <exception>
#include <utility>

#include "platform/base/log.h"

namespace http {
namespace {

std::uint64_t first_request_number() {
  auto const now = std::chrono::system_clock::now().time_since_epoch();
  return static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::milliseconds>(now).count());
}

FormLimits form_limits_of(ServerOptions const& options) {
  FormLimits limits;
  limits.spool_folder = options.spool_folder;
  limits.fields = options.limits.form_fields;
  return limits;
}

}  // namespace

Site::Site(ServerOptions chosen, Router const& routes)
    : options{std::move(chosen)},
      form_limits{form_limits_of(options)},
      router{routes},
      costs{routes},
      next_number{first_request_number()},
      workers{options.workers, options.limits.waiting_requests} {}

std::optional<PageCache::Mark> Site::mark() const {
  constexpr PageCache::Mark ageing_only = 1;
  try {
    return options.mark ? options.mark() : ageing_only;
  } catch (std::exception const& failure) {
    base::log::error(std::string{"whether kept pages are still good could not be asked: "} + failure.what());
    return std::nullopt;
  }
}

std::shared_ptr<SharedPage const> Site::shared_page(std::string const& key) {
  auto const now_at = mark();
  return now_at ? pages.find(key, *now_at, PageCache::Clock::now()) : nullptr;
}

Answer Site::answer(Errand& errand, std::string const& share_key) {
  auto const made = [&] { return costs.measured(errand.route, [&] { return run(errand, router, form_limits); }); };
  auto const before = errand.wish.may_share ? mark() : std::nullopt;  // before anything is read
  if (!before) return made();
  auto const now = PageCache::Clock::now();
  // A loop that could ask has already found nothing, and may have promised to renew the page: only a fresh one will do.
  Answer answer;
  answer.page = knows_at_once() ? pages.find_fresh(share_key, *before, now) : pages.find(share_key, *before, now);
  if (answer.page) return answer;
  answer = made();
  if (answer.page) pages.keep(share_key, answer.page, answer.share_for, *before, now);
  return answer;
}

Answer Site::too_busy(Errand const& errand) const {
  try {
    return prepare(std::move(router.refuse(errand.request, 503).header("Retry-After", "2")), errand.wish);
  } catch (std::exception const&) {
    return prepare_plain(503);
  }
}

}  // namespace http
