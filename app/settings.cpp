#include "app/settings.h"

#include <charconv>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>

#include "platform/base/front_matter.h"
#include "platform/base/text.h"
#include "platform/fetch/fetch.h"
#include "platform/mail/message.h"

namespace app {
namespace {

namespace fs = std::filesystem;

/// A setting by its name in the file; ESSAIM_ and capitals in the environment.
struct Field {
  std::string_view name;
  std::function<bool(Settings&, std::string const&)> set;  ///< false: not a value it can have
};

std::function<bool(Settings&, std::string const&)> text(std::string Settings::*field) {
  return [field](Settings& settings, std::string const& value) {
    settings.*field = value;
    return true;
  };
}

std::function<bool(Settings&, std::string const&)> number(int Settings::*field, int least, int most) {
  return [=](Settings& settings, std::string const& value) {
    int read = 0;
    auto const [end, error] = std::from_chars(value.data(), value.data() + value.size(), read);
    if (error != std::errc{} || end != value.data() + value.size() || read < least || read > most) return false;
    settings.*field = read;
    return true;
  };
}

std::function<bool(Settings&, std::string const&)> yes_or_no(bool Settings::*field) {
  return [field](Settings& settings, std::string const& value) {
    if (value != "yes" && value != "no" && value != "1" && value != "0") return false;
    settings.*field = value == "yes" || value == "1";
    return true;
  };
}

std::vector<Field> const& fields() {
  static std::vector<Field> const all = {{"data", text(&Settings::data_folder)},
                                         {"database", text(&Settings::database)},
                                         {"address", text(&Settings::address)},
                                         {"port", number(&Settings::port, 0, 65535)},
                                         {"workers", number(&Settings::workers, 1, 256)},
                                         {"site_address", text(&Settings::site_address)},
                                         {"share", text(&Settings::share_folder)},
                                         {"kept_by", text(&Settings::kept_by)},
                                         {"source_code", text(&Settings::source_code)},
                                         {"publication_director", text(&Settings::publication_director)},
                                         {"hosted_by", text(&Settings::hosted_by)},
                                         {"contact", text(&Settings::contact)},
                                         {"metrics_token", text(&Settings::metrics_token)},
                                         {"backups", text(&Settings::backups)},
                                         {"backup_passphrase_file", text(&Settings::backup_passphrase_file)},
                                         {"trusted_proxies",
                                          [](Settings& settings, std::string const& value) {
                                            settings.trusted_proxies = base::split(value, ',');
                                            return true;
                                          }},
                                         {"mail_server", text(&Settings::mail_server)},
                                         {"mail_user", text(&Settings::mail_user)},
                                         {"mail_password", text(&Settings::mail_password)},
                                         {"mail_authorities", text(&Settings::mail_authorities)},
                                         {"mail_from", text(&Settings::mail_from)},
                                         {"mail_name", text(&Settings::mail_name)},
                                         {"mail_reply", text(&Settings::mail_reply)},
                                         {"mail_inbox", text(&Settings::mail_inbox)},
                                         {"mail_inbox_user", text(&Settings::mail_inbox_user)},
                                         {"mail_inbox_password", text(&Settings::mail_inbox_password)},
                                         {"mail_in_clear", yes_or_no(&Settings::mail_in_clear)},
                                         {"provider_issuer", text(&Settings::provider_issuer)},
                                         {"provider_client", text(&Settings::provider_client)},
                                         {"provider_secret", text(&Settings::provider_secret)},
                                         {"provider_name", text(&Settings::provider_name)},
                                         {"provider_scope", text(&Settings::provider_scope)},
                                         {"check_kits", yes_or_no(&Settings::check_kits)},
                                         {"typesetter_stays", number(&Settings::typesetter_stays, 0, 1440)},
                                         {"development", yes_or_no(&Settings::development)}};
  return all;
}

std::string environment_name(std::string_view name) {
  std::string upper = "ESSAIM_";
  for (char c : name) upper += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return upper;
}

void apply(Settings& settings, std::vector<base::Problem>& problems, std::string const& file, std::size_t line, std::string const& name,
           std::string const& value) {
  for (auto const& field : fields()) {
    if (field.name != name) continue;
    if (!field.set(settings, value)) problems.push_back({file, line, {"“{}” cannot be the value of “{}”.", {value, name}, name}});
    return;
  }
  problems.push_back({file, line, {"The setting “{}” is unknown.", {name}, name}});
}

}  // namespace

std::string Settings::database_url() const { return database.empty() ? "sqlite:" + data_folder + "/essaim.db" : database; }
std::string Settings::public_address() const { return site_address.empty() ? "http://" + address + ":" + std::to_string(port) : site_address; }
std::string Settings::kits_folder() const { return data_folder + "/kits"; }
std::string Settings::kit_photos_folder() const { return data_folder + "/kit-photos"; }
std::string Settings::made_before_folder() const { return data_folder + "/made-before"; }
std::string Settings::pieces_folder() const { return data_folder + "/pieces"; }
std::string Settings::backups_folder() const { return backups.empty() ? data_folder + "/backups" : backups; }
std::string Settings::web_folder() const { return share_folder + "/web"; }
std::string Settings::words_folder() const { return share_folder + "/words"; }
std::string Settings::registry_folder() const { return share_folder + "/registry"; }
std::string Settings::typst_folder() const { return share_folder + "/typst"; }
std::string Settings::leaked_passwords() const { return share_folder + "/passwords/leaked.bin"; }

tl::expected<Settings, std::vector<base::Problem>> read_settings(std::string const& file, bool required,
                                                                 std::map<std::string, std::string> const& environment,
                                                                 std::string const& program_folder) {
  Settings settings;
  settings.share_folder = program_folder + "/share";
  std::vector<base::Problem> problems;
  std::ifstream stream{file, std::ios::binary};
  if (!stream && required) return tl::unexpected{std::vector{base::Problem{file, 0, {"The file cannot be read.", {}, {}}}}};
  std::string const bytes{std::istreambuf_iterator<char>{stream}, {}};
  auto const root = base::read_toml(bytes, file);
  if (!root) return tl::unexpected{std::vector{root.error()}};
  for (auto const& [name, node] : root->fields) apply(settings, problems, file, node.line, name, node.scalar);
  for (auto const& field : fields())
    if (auto const found = environment.find(environment_name(field.name)); found != environment.end())
      apply(settings, problems, found->first, 0, std::string{field.name}, found->second);
  if (!problems.empty()) return tl::unexpected{std::move(problems)};
  return settings;
}

std::vector<base::Refusal> check(Settings const& settings) {
  std::vector<base::Refusal> found;
  std::error_code error;
  fs::create_directories(settings.data_folder, error);
  if (error) found.push_back({"The data folder {} cannot be made: {}. Choose another with --data.", {settings.data_folder, error.message()}, "data"});
  if (!error && fs::space(settings.data_folder, error).available < 100u << 20)
    found.push_back(
        {"Less than 100 MB are free for the data folder {}. Free some room or choose another with --data.", {settings.data_folder}, "data"});
  for (auto const& part : {settings.words_folder(), settings.web_folder(), settings.registry_folder(), settings.leaked_passwords()})
    if (!fs::exists(part)) found.push_back({"{} is missing: the program was not built whole. Run ./dev start.", {part}, "share"});
  return found;
}

std::vector<base::Refusal> check_provider(Settings const& settings) {
  std::vector<base::Refusal> found;
  if (settings.provider_issuer.empty()) return found;
  if (!fetch::is_askable(settings.provider_issuer))
    found.push_back({"provider_issuer is {}: write the https address of the identity provider.", {settings.provider_issuer}, "provider_issuer"});
  if (settings.provider_client.empty() || settings.provider_secret.empty())
    found.push_back(
        {"The identity provider gave this place a name and a secret: write them in provider_client and provider_secret.", {}, "provider_client"});
  return found;
}

std::vector<base::Refusal> check_mail(Settings const& settings) {
  std::vector<base::Refusal> found;
  if (settings.development) return found;
  if (settings.mail_server.empty()) {
    found.push_back(
        {"Letters wait in the outbox: nobody can be invited or enter. Say which server takes them with mail_server = \"smtp://host:587\".",
         {},
         "mail_server"});
    return found;
  }
  if (!settings.mail_server.starts_with("smtp://") && !settings.mail_server.starts_with("smtps://"))
    found.push_back({"mail_server is {}: write smtp://host:587 (STARTTLS) or smtps://host.", {settings.mail_server}, "mail_server"});
  if (!mail::is_plain_address(settings.mail_from))
    found.push_back({"mail_from is “{}”: write the address letters come from, like essaim@example.org.", {settings.mail_from}, "mail_from"});
  if (!settings.mail_reply.empty() && !mail::is_plain_address(settings.mail_reply))
    found.push_back({"mail_reply is “{}”: write the address answers come to, like essaim@example.org.", {settings.mail_reply}, "mail_reply"});
  if (!settings.mail_inbox.empty() && !settings.mail_inbox.starts_with("imap://") && !settings.mail_inbox.starts_with("imaps://"))
    found.push_back({"mail_inbox is {}: write imaps://host/INBOX, or imap://host/INBOX (STARTTLS).", {settings.mail_inbox}, "mail_inbox"});
  if (!settings.mail_inbox.empty() && settings.mail_reply.empty())
    found.push_back({"mail_inbox is read but no letter says where to answer: set mail_reply to the address of that mailbox.", {}, "mail_reply"});
  if (!settings.mail_authorities.empty() && !fs::is_regular_file(settings.mail_authorities))
    found.push_back(
        {"mail_authorities is {}: there is no such file, so no mail server would be believed.", {settings.mail_authorities}, "mail_authorities"});
  if (settings.mail_in_clear && !settings.mail_server.starts_with("smtp://127.0.0.1") && !settings.mail_server.starts_with("smtp://localhost"))
    found.push_back({"mail_in_clear is yes and {} is not this machine: letters and their links would travel in the clear. Take it out.",
                     {settings.mail_server},
                     "mail_in_clear"});
  if (!settings.public_address().starts_with("https://"))
    found.push_back(
        {"Links in letters begin with {}: set site_address to the https address people use.", {settings.public_address()}, "site_address"});
  return found;
}

}  // namespace app
