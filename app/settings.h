#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "platform/base/refusal.h"

namespace app {

/// How this place is run. Read from essaim.toml, then ESSAIM_… variables, then flags: the last one wins.
struct Settings {
  std::string data_folder = "essaim-data";
  std::string database;  ///< "" : sqlite:<data>/essaim.db
  std::string address = "127.0.0.1";
  int port = 8080;
  int workers = 2;
  std::string site_address;      ///< "" : http://<address>:<port>
  bool development = false;      ///< letters are shown, not sent; sign-in links go to the console
  std::string share_folder;      ///< words, web, registry, typst: beside the program unless said
  bool check_kits = true;        ///< validators run on the files of each published edition, in the background
  int typesetter_stays = 10;     ///< minutes that what lays PDFs out waits for the next one; 0: it does not
  std::string kept_by;           ///< who runs this place, one sentence for the footer
  std::string source_code = "";  ///< address of the source code, for the footer
  std::vector<std::string> trusted_proxies;
  std::string mail_server;  ///< "smtp://host:587" or "smtps://host"; "": letters wait in the outbox
  std::string mail_user, mail_password;
  std::string mail_authorities;      ///< file of the authorities that vouch for the mail servers; "": the system's
  std::string mail_from;             ///< address letters come from
  std::string mail_name = "Essaim";  ///< name beside it
  std::string mail_reply;            ///< address whose mailbox answers come to, "essaim@example.org"; "": letters take no answer
  std::string mail_inbox;            ///< "imaps://host/INBOX": that mailbox, read every two minutes; "": `essaim received` is given them
  std::string mail_inbox_user, mail_inbox_password;
  bool mail_in_clear = false;                    ///< no TLS: only for a relay on this machine
  std::string provider_issuer;                   ///< address of an OpenID Connect provider; "": people enter by letter only
  std::string provider_client, provider_secret;  ///< how this place is known to it
  std::string provider_name = "ProConnect";
  std::string provider_scope = "openid given_name usual_name email";
  std::string publication_director;    ///< who answers for what is published
  std::string hosted_by;               ///< who hosts the place: a name and an address
  std::string contact;                 ///< e-mail address someone reads: personal data, accessibility, security
  std::string metrics_token;           ///< "" : no /metrics
  std::string backups;                 ///< "" : <data>/backups
  std::string backup_passphrase_file;  ///< "" : backups are not sealed

  std::string database_url() const;
  std::string public_address() const;
  std::string kits_folder() const;
  std::string kit_photos_folder() const;
  std::string made_before_folder() const;
  std::string pieces_folder() const;  ///< photos and documents of sheets
  std::string backups_folder() const;
  std::string web_folder() const;
  std::string words_folder() const;
  std::string registry_folder() const;
  std::string typst_folder() const;
  std::string leaked_passwords() const;  ///< a file
};

/// Reads `file` (may be absent when not `required`) and the environment. Problems name the place.
tl::expected<Settings, std::vector<base::Problem>> read_settings(std::string const& file, bool required,
                                                                 std::map<std::string, std::string> const& environment,
                                                                 std::string const& program_folder);

/// What would keep letters from leaving, or make them look suspicious; nothing in development.
std::vector<base::Refusal> check_mail(Settings const& settings);

/// What would keep people from entering with the identity provider.
std::vector<base::Refusal> check_provider(Settings const& settings);

/// What would keep the place from running, each with what to do: folders, disk, words, port.
std::vector<base::Refusal> check(Settings const& settings);

}  // namespace app
