#include "domain/accounts/aside.h"

#include <utility>

#include "platform/base/log.h"

namespace accounts {
namespace {

/// A place among those who wait, given back when the answer is made or its asker has left.
class Seat {
 public:
  explicit Seat(std::shared_ptr<std::atomic<int>> taken) : m_taken{std::move(taken)} {}
  ~Seat() { --*m_taken; }
  Seat(Seat const&) = delete;
  Seat& operator=(Seat const&) = delete;

 private:
  std::shared_ptr<std::atomic<int>> m_taken;
};

http::Response made(std::function<http::Response()> const& work, http::Response const& broken) {
  try {
    return work();
  } catch (std::exception const& failure) {
    base::log::error(std::string{"an answer made aside broke: "} + failure.what());
    return broken;
  }
}

}  // namespace

std::optional<http::Response> Aside::answer(std::function<http::Response()> work, http::Response broken) {
  if (m_waiting->fetch_add(1) >= m_most) {
    --*m_waiting;
    return std::nullopt;
  }
  auto seat = std::make_shared<Seat>(m_waiting);
  return http::later([this, seat = std::move(seat), work = std::move(work), broken = std::move(broken)](http::Reply reply) {
    bool const taken = m_workers.offer([seat, work, broken, reply] { reply(made(work, broken)); }, http::Workers::Cost{0});
    if (!taken) reply(broken);
  });
}

}  // namespace accounts
