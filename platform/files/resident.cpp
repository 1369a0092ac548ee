#include "platform/files/resident.h"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

#include "platform/files/child.h"

namespace files {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t longest_answer = 64 * 1024;  // bytes

}  // namespace

Resident::Resident(Command command) : m_command{std::move(command)} {}

Resident::~Resident() { end(); }

bool Resident::lives() const { return m_child && !m_child->status_at(Clock::now()); }

void Resident::begin() {
  end();
  m_input = std::make_unique<Pipe>();
  m_output = std::make_unique<Pipe>();
  int const nowhere = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
  if (nowhere < 0) throw std::system_error{errno, std::generic_category(), "/dev/null"};
  try {
    m_child = std::make_unique<Child>(m_command, ChildStreams{m_input->ends[0], m_output->ends[1], nowhere});
  } catch (...) {
    ::close(nowhere);
    throw;
  }
  ::close(nowhere);
  m_input->close(0), m_output->close(1);
}

void Resident::end() {
  m_child.reset();
  m_input.reset(), m_output.reset();
}

Resident::Answer Resident::answer_until(Clock::time_point end) {
  std::string got;
  while (got.find('\n') == std::string::npos) {
    auto const left = std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now()).count();
    if (left <= 0) return {std::nullopt, true};
    pollfd watched{m_output->ends[0], POLLIN, 0};
    if (::poll(&watched, 1, static_cast<int>(std::min<long long>(left, 1000))) < 0 && errno != EINTR) return {};
    if (watched.revents && !take(m_output->ends[0], got, longest_answer)) return {};
    if (got.size() >= longest_answer) return {};
  }
  return {got.substr(0, got.find('\n')), false};
}

Resident::Answer Resident::ask(std::string const& line, std::chrono::milliseconds time) {
  std::lock_guard const alone{m_mutex};
  bool const there = lives();
  if (!there) begin();
  auto const said = line + "\n";
  // One that goes at this very moment does not read us: a new one will.
  auto const written = [&] { return tell(m_input->ends[1], said); };
  if (!written()) begin(), written();
  auto answer = answer_until(Clock::now() + time);
  if (!answer.line && !answer.out_of_time && there) {
    begin(), written();
    answer = answer_until(Clock::now() + time);
  }
  if (!answer.line) end();
  return answer;
}

}  // namespace files
