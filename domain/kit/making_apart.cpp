#include <algorithm>

#include "domain/kit/document_json.h"
#include "domain/kit/making.h"
#include "domain/kit/making_line.h"
#include "platform/files/disk.h"
#include "platform/files/process.h"

namespace kit {
namespace {

namespace fs = std::filesystem;
using Formats = std::vector<FormatAbout const*>;

/// This program, told to read document.json on the desk and to write each format beside it.
files::Command command_for(Formats const& wanted, Workshop const& workshop, fs::path const& desk) {
  // It starts elsewhere: a data folder given as a relative path would be nowhere there.
  auto const whole = [](fs::path const& path) { return path.empty() ? path.string() : fs::absolute(path).string(); };
  files::Command command;
  command.program = workshop.program.string();
  command.arguments = {"--share", whole(workshop.share), "kit", "format"};
  if (!workshop.before.folder().empty()) command.arguments.insert(command.arguments.end(), {"--before", whole(workshop.before.folder())});
  if (!workshop.photos.empty()) command.arguments.insert(command.arguments.end(), {"--photos", whole(workshop.photos)});
  command.arguments.insert(command.arguments.end(),
                           {"--time", std::to_string(workshop.time.count()), (desk / "document.json").string(), desk.string()});
  for (auto const* format : wanted) command.arguments.emplace_back(format->code);
  command.folder = desk;
  // Each has its own time there; this one is for a program that keeps none.
  command.time = workshop.time * (1 + static_cast<int>(wanted.size()) / formats_at_once);
  command.patience = 10;
  return command;
}

/// Made by one process, whose own copies make them; told of each as its line comes.
class Apart {
 public:
  Apart(Formats wanted, Document const& document, Workshop const& workshop, std::function<void(Made)> const& done)
      : m_wanted{std::move(wanted)}, m_document{document}, m_workshop{workshop}, m_done{done} {}

  void run() try {
    files::write_draft(m_desk.path() / "document.json", to_json(m_document));
    auto command = command_for(m_wanted, m_workshop, m_desk.path());
    command.heard = [this](std::string_view line) { hear(line); };
    auto const finished = files::run(command);
    auto const cause = finished.out_of_time ? "not finished in time" : finished.exit_code < 0 ? "its worker was killed" : finished.errors;
    refuse_the_rest(cause.empty() ? "nothing was written" : cause);
  } catch (std::system_error const& error) {
    if (m_done_threw) throw;
    refuse_the_rest(error.what());
  }

 private:
  void hear(std::string_view line) {
    auto told = told_in_line(line);
    if (!told) return;
    auto const format = std::ranges::find(m_wanted, told->code, &FormatAbout::code);
    if (format == m_wanted.end()) return;
    auto const* about = *format;
    m_wanted.erase(format);
    tell({*about, outcome(*about, *told), told->took});
  }

  void tell(Made made) {
    m_done_threw = true;
    m_done(std::move(made));
    m_done_threw = false;
  }

  base::Outcome<std::string> outcome(FormatAbout const& format, MakingTold& told) const {
    if (told.refusal) return tl::unexpected{std::move(*told.refusal)};
    auto const file = m_desk.path() / format.code;
    auto bytes = files::read_file(file);
    fs::remove(file);
    return bytes ? base::Outcome<std::string>{std::move(*bytes)} : tl::unexpected{not_made(format.code, "nothing was written")};
  }

  void refuse_the_rest(std::string const& cause) {
    for (auto const* format : std::exchange(m_wanted, {})) tell({*format, tl::unexpected{not_made(format->code, cause)}, {}});
  }

  Formats m_wanted;
  Document const& m_document;
  Workshop const& m_workshop;
  std::function<void(Made)> const& m_done;
  files::TemporaryFolder m_desk;
  bool m_done_threw = false;
};

}  // namespace

void make_apart(Formats wanted, Document const& document, Workshop const& workshop, std::function<void(Made)> const& done) {
  if (!wanted.empty()) Apart{std::move(wanted), document, workshop, done}.run();
}

}  // namespace kit
