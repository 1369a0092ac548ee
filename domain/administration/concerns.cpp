#include "domain/administration/concerns.h"

#include <algorithm>

#include "platform/i18n/words.h"

namespace administration {
namespace {

using i18n::msgid;
using Weight = Concern::Weight;

constexpr std::chrono::hours fresh_backup{48};
constexpr std::chrono::hours fresh_proof{24 * 35};
constexpr std::uint64_t little_room = 2ull << 30;

bool older(std::optional<base::Instant> const& instant, base::Instant now, std::chrono::hours limit) { return !instant || now - *instant > limit; }

void look_at_doors(Condition const& condition, std::vector<Concern>& found) {
  if (condition.development)
    found.push_back({Weight::urgent,
                     msgid("The place runs in development: anyone who reads /outbox can enter as anyone."),
                     msgid("Take “development” out of the settings and start again."),
                     {}});
  if (!condition.development && !condition.encrypted_address)
    found.push_back({Weight::urgent,
                     msgid("The public address does not begin with https: links and cookies travel in the clear."),
                     msgid("Put nginx or Caddy in front, then write site_address = \"https://…\" in the settings."),
                     {}});
  if (condition.open_to_the_network)
    found.push_back({Weight::soon,
                     msgid("The program listens on the network, without a proxy it trusts in front."),
                     msgid("Let it listen on 127.0.0.1, and name the proxy in trusted_proxies."),
                     {}});
  if (condition.administrators == 0)
    found.push_back(
        {Weight::urgent, msgid("Nobody administers this place."), msgid("Run essaim administrator followed by someone’s e-mail address."), {}});
  if (condition.administrators == 1)
    found.push_back(
        {Weight::advice, msgid("One person alone administers this place."), msgid("Name a second one: an absence must lock nobody out."), {}});
}

void look_at_backups(Condition const& condition, std::vector<Concern>& found) {
  if (!condition.last_backup)
    found.push_back(
        {Weight::urgent, msgid("No backup was ever made here."), msgid("Run essaim backup, then have it run each night (docs/operating.md)."), {}});
  else if (older(condition.last_backup, condition.now, fresh_backup))
    found.push_back({Weight::urgent,
                     msgid("The last backup is more than two days old."),
                     msgid("Look at the timer that runs essaim backup, and run it by hand today."),
                     {}});
  if (condition.last_backup && older(condition.last_proof, condition.now, fresh_proof))
    found.push_back({Weight::soon,
                     msgid("No restore was proven for five weeks: a backup nobody has restored is only a hope."),
                     msgid("Run essaim check --restore, then each month."),
                     {}});
  if (condition.last_backup && !condition.backups_sealed)
    found.push_back({Weight::soon,
                     msgid("Backups are not sealed: whoever gets the file reads everything."),
                     msgid("Write a passphrase in a file kept elsewhere too, and name it in backup_passphrase_file."),
                     {}});
  if (condition.last_backup && condition.backups_beside_the_data)
    found.push_back({Weight::soon,
                     msgid("Backups stand on the same disk as the data: they would be lost with it."),
                     msgid("Copy the folder of backups to another machine, or name a mounted one in “backups”."),
                     {}});
}

void look_at_work(Condition const& condition, std::vector<Concern>& found) {
  if (condition.audit_broken)
    found.push_back({Weight::urgent, msgid("The audit log was changed behind the program’s back at line {}."),
                     msgid("Find out who had the database in hands since the last good seal; compare with a backup."),
                     std::to_string(*condition.audit_broken)});
  if (condition.free_bytes < little_room || condition.free_bytes < condition.disk_bytes / 20)
    found.push_back({condition.free_bytes < little_room / 8 ? Weight::urgent : Weight::soon,
                     msgid("Little room is left on the disk."),
                     msgid("Free some room: old backups and logs first. When it is full, nothing can be written."),
                     {}});
  if (!condition.letters_leave)
    found.push_back({Weight::urgent,
                     msgid("No letter leaves: no relay is set, so nobody can enter by e-mail."),
                     msgid("Write the settings of an SMTP relay."),
                     {}});
  if (condition.letters_failed > 0)
    found.push_back({Weight::soon, msgid("Letters that could not be sent: {}."), msgid("See the page Letters: the cause stands beside each of them."),
                     std::to_string(condition.letters_failed)});
  if (condition.jobs_failed > 0)
    found.push_back({Weight::soon, msgid("Tasks that failed: {}."), msgid("See the page Tasks: read the cause, then try again."),
                     std::to_string(condition.jobs_failed)});
}

void look_at_words(Condition const& condition, std::vector<Concern>& found) {
  if (!condition.says_who_runs_it)
    found.push_back({Weight::soon,
                     msgid("The legal notice does not say who runs this place, which the law asks for."),
                     msgid("Write kept_by in the settings: a name and an address."),
                     {}});
  if (!condition.says_whom_to_write_to)
    found.push_back({Weight::soon,
                     msgid("No address is given to write to about personal data, accessibility or security."),
                     msgid("Write contact in the settings: an e-mail address someone reads."),
                     {}});
}

}  // namespace

std::vector<Concern> concerns(Condition const& condition) {
  std::vector<Concern> found;
  look_at_doors(condition, found);
  look_at_backups(condition, found);
  look_at_work(condition, found);
  look_at_words(condition, found);
  std::ranges::stable_sort(found, {}, &Concern::weight);
  return found;
}

}  // namespace administration
