#include <boost/json.hpp>
#include <iostream>

#include "domain/kit/document_json.h"
#include "domain/kit/making.h"
#include "domain/kit/photographs.h"
#include "platform/base/log.h"
#include "platform/base/text.h"
#include "platform/files/disk.h"
#include "platform/files/process.h"

namespace kit {
namespace json = boost::json;
namespace {

constexpr int refused_code = 3;
constexpr std::uint64_t most_memory = 1u << 30;  // bytes of data; the ZIM of a large kit takes 200 MB

base::Outcome<std::string> failed(std::string_view code, std::string const& cause) {
  base::log::error("kit: no " + std::string{code} + ": " + cause);
  return base::refuse(i18n::msgid("This format could not be made: {}"), {base::shortened(cause, 160)});
}

base::Outcome<std::string> refusal_in(std::string_view code, std::string const& errors) {
  boost::system::error_code wrong;
  auto const line = errors.substr(errors.rfind('{') == std::string::npos ? 0 : errors.rfind('{'));
  auto const value = json::parse(line, wrong);
  if (wrong || !value.is_object() || !value.as_object().contains("msgid")) return failed(code, errors);
  base::Refusal refusal{value.at("msgid").as_string().c_str(), {}, value.at("field").as_string().c_str()};
  for (auto const& argument : value.at("arguments").as_array()) refusal.arguments.emplace_back(argument.as_string());
  return tl::unexpected{std::move(refusal)};
}

/// This program, told to read document.json in `desk` and to write `out` beside it.
files::Command command_for(std::string_view code, Workshop const& workshop, std::filesystem::path const& desk) {
  // It starts elsewhere: a data folder given as a relative path would be nowhere there.
  auto const whole = [](std::filesystem::path const& path) { return path.empty() ? path.string() : std::filesystem::absolute(path).string(); };
  files::Command command;
  command.program = workshop.program.string();
  command.arguments = {
      "--share", whole(workshop.share), "kit", "format", std::string{code}, (desk / "document.json").string(), (desk / "out").string()};
  if (!workshop.before.folder().empty()) command.arguments.insert(command.arguments.end(), {"--before", whole(workshop.before.folder())});
  if (!workshop.photos.empty()) command.arguments.insert(command.arguments.end(), {"--photos", whole(workshop.photos)});
  command.folder = desk;
  command.time = workshop.time;
  command.memory_bytes = most_memory;
  command.patience = 10;
  return command;
}

}  // namespace

base::Outcome<std::string> make_apart(std::string_view code, Document const& document, i18n::Words const& words, Making const& with) {
  auto const& workshop = with.workshop;
  if (workshop.program.empty() || code.starts_with("pdf") || code == "bundle" || code == "data") return make_format(code, document, words, with);
  try {
    files::TemporaryFolder const desk;
    files::write_draft(desk.path() / "document.json", to_json(document));
    auto const finished = files::run(command_for(code, workshop, desk.path()));
    if (finished.out_of_time) return failed(code, "not finished in time");
    if (finished.exit_code == refused_code) return refusal_in(code, finished.errors);
    if (!finished.succeeded()) return failed(code, finished.exit_code < 0 ? "its worker was killed" : finished.errors);
    auto bytes = files::read_file(desk.path() / "out");
    return bytes ? base::Outcome<std::string>{std::move(*bytes)} : failed(code, "nothing was written");
  } catch (std::system_error const& error) {
    return failed(code, error.what());
  }
}

std::optional<Document> document_in_file(std::filesystem::path const& file) { return document_from_json(files::read_file(file).value_or("")); }

int make_for_another(std::string_view code, std::filesystem::path const& document, std::filesystem::path const& out, i18n::Words const& words,
                     Making const& with) {
  auto const read = document_in_file(document);
  base::Outcome<std::string> const made = read ? make_format(code, with_photographs(*read, with.workshop.photos), words, with)
                                               : base::refuse(i18n::msgid("This archive is no edition of an Essaim."));
  if (made) {
    files::write_draft(out, *made);
    return 0;
  }
  json::array arguments;
  for (auto const& argument : made.error().arguments) arguments.push_back(json::string{argument});
  std::cerr << json::serialize(json::object{{"msgid", made.error().msgid}, {"field", made.error().field}, {"arguments", std::move(arguments)}})
            << '\n';
  return refused_code;
}

}  // namespace kit
