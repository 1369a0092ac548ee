#include "domain/kit/export/typesetter.h"

#include "platform/base/log.h"
#include "platform/base/text.h"

namespace kit {
namespace {

namespace fs = std::filesystem;

/// `missing`: what makes it is not installed here.
base::Outcome<std::string> failed(std::string const& cause, bool missing = false) {
  base::log::error("kit: no PDF: " + cause);
  return base::refuse("The PDF could not be made: {}", {base::shortened(cause, 160)}, missing ? "absent" : "");
}

fs::path worker_of(Typesetter::About const& about) { return fs::absolute(about.tools / "worker.cjs"); }

files::Command command_for(Typesetter::About const& about, fs::path const& desk) {
  files::Command command;
  command.program = about.node;
  command.arguments = {worker_of(about).string(), desk.string(), std::to_string(about.stays.count())};
  command.folder = desk;
  command.time = std::chrono::hours{1};
  command.patience = 10;
  return command;
}

/// Nobody's words stay on the disk, whatever ends the work.
class EmptiedAtTheEnd {
 public:
  explicit EmptiedAtTheEnd(fs::path const& desk) : m_desk{desk} {}
  ~EmptiedAtTheEnd() {
    std::error_code left;
    for (fs::directory_iterator at{m_desk, left}; at != fs::directory_iterator{}; at.increment(left)) fs::remove_all(at->path(), left);
  }
  EmptiedAtTheEnd(EmptiedAtTheEnd const&) = delete;
  EmptiedAtTheEnd& operator=(EmptiedAtTheEnd const&) = delete;

 private:
  fs::path const& m_desk;
};

}  // namespace

Typesetter::Typesetter(About about) : m_about{std::move(about)}, m_worker{command_for(m_about, m_desk.path())} {}

base::Outcome<std::string> Typesetter::answer() {
  auto const answer = m_worker.ask("lay out", m_about.time);
  if (answer.out_of_time) return failed("Typst did not finish in time");
  if (!answer.line) return failed("its worker was killed");
  if (*answer.line != "made") return failed(*answer.line, answer.line->starts_with("missing package"));
  auto bytes = files::read_file(m_desk.path() / "out.pdf");
  return bytes ? base::Outcome<std::string>{std::move(*bytes)} : failed("Typst wrote nothing");
}

base::Outcome<std::string> Typesetter::lay_out(std::vector<files::Entry> const& matter) {
  std::lock_guard const alone{m_mutex};
  if (auto const worker = worker_of(m_about); !fs::exists(worker)) return failed("no " + worker.string(), true);
  EmptiedAtTheEnd const desk{m_desk.path()};
  try {
    for (auto const& file : matter) files::write_draft(m_desk.path() / file.name, file.bytes);
    return answer();
  } catch (std::system_error const& error) {
    return failed(error.what(), error.code() == std::errc::no_such_file_or_directory);
  }
}

}  // namespace kit
