#include "app/administration_sources.h"

namespace app {
namespace {

administration::Condition condition_of(Settings const& settings) {
  administration::Condition condition;
  condition.development = settings.development;
  condition.encrypted_address = settings.public_address().starts_with("https://");
  condition.open_to_the_network = settings.address != "127.0.0.1" && settings.address != "::1" && settings.trusted_proxies.empty();
  condition.letters_leave = settings.development || !settings.mail_server.empty();
  condition.says_who_runs_it = !settings.kept_by.empty();
  condition.says_whom_to_write_to = !settings.contact.empty();
  condition.backups_sealed = !settings.backup_passphrase_file.empty();
  return condition;
}

}  // namespace

administration::Sources administration_sources(Settings const& settings, Counts& counts) {
  auto const programmes = [&counts](db::Session& session, accounts::Visit const& visit) {
    std::vector<administration::ProgrammeLine> lines;
    for (auto const& brief : programme::all_briefs(session)) {
      administration::ProgrammeLine line{brief.name, html::Url::path("/p/{}", {brief.slug}), {}};
      for (auto const& number : key_numbers(session, visit.viewer, visit.words(), counts, brief))
        line.numbers.push_back(number.number + " " + number.words);
      lines.push_back(std::move(line));
    }
    return lines;
  };
  return {condition_of(settings), settings.data_folder, settings.backups_folder(), settings.metrics_token, programmes};
}

}  // namespace app
