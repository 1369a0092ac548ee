#include "platform/files/process.h"

#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <stdexcept>
#include <system_error>

#include "platform/files/child.h"

namespace files {
namespace {

using Clock = std::chrono::steady_clock;

/// Tells of the lines that came whole since the last time; `told`: how far it went.
void tell_lines(Command const& command, std::string const& output, std::size_t& told) {
  if (!command.heard) return;
  for (auto end = output.find('\n', told); end != std::string::npos; end = output.find('\n', told)) {
    auto const line = std::string_view{output}.substr(told, end - told);
    told = end + 1;
    command.heard(line);
  }
}

/// Reads both outputs until they close or the time is over; false when it is over.
bool collect(Command const& command, Pipe& output, Pipe& errors, Finished& finished) {
  auto const end = Clock::now() + command.time;
  std::size_t told = 0;
  while (output.ends[0] >= 0 || errors.ends[0] >= 0) {
    auto const left = std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now()).count();
    if (left <= 0) return false;
    std::array<pollfd, 2> watched{{{output.ends[0], POLLIN, 0}, {errors.ends[0], POLLIN, 0}}};
    if (::poll(watched.data(), watched.size(), static_cast<int>(std::min<long long>(left, 1000))) < 0 && errno != EINTR)
      throw std::system_error{errno, std::generic_category(), "poll"};
    if (watched[0].revents && !take(output.ends[0], finished.output, command.output_bytes)) output.close(0);
    if (watched[1].revents && !take(errors.ends[0], finished.errors, command.output_bytes)) errors.close(0);
    tell_lines(command, finished.output, told);
  }
  return true;
}

}  // namespace

Finished run(Command const& command) {
  if (command.input.size() > 64 * 1024) throw std::invalid_argument{"the input of a command is at most 64 KB"};
  Pipe input, output, errors;
  auto const end = Clock::now() + command.time;
  Child child{command, {input.ends[0], output.ends[1], errors.ends[1]}};
  input.close(0), output.close(1), errors.close(1);
  Finished finished;
  // A child that reads nothing is no fault.
  if (!command.input.empty()) tell(input.ends[1], command.input);
  input.close(1);
  bool const closed = collect(command, output, errors, finished);
  auto const status = closed ? child.status_at(end) : std::nullopt;
  finished.out_of_time = !status;
  if (status && WIFEXITED(*status)) finished.exit_code = WEXITSTATUS(*status);
  return finished;
}

std::filesystem::path own_program() {
  std::error_code unknown;
  return std::filesystem::read_symlink("/proc/self/exe", unknown);
}

}  // namespace files
