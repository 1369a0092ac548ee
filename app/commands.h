#pragma once
#include <stdexcept>
#include <string>
#include <vector>

#include "app/settings.h"

namespace app {

/// A command stops here: its words say why and what to do.
struct Stop : std::runtime_error {
  using std::runtime_error::runtime_error;
};
/// One problem a line: file, line, field, what was expected.
std::string problems_in_words(std::vector<base::Problem> const& problems);

int serve(Settings const& settings);
int check_place(Settings const& settings);
int print_routes(Settings const& settings);
int import_folder(Settings const& settings, std::string const& folder, bool dry_run);
/// Someone else's files, through a mapping file. `report`: where to write what was said of each row; may be empty.
struct MappedImport {
  std::string source, mapping, programme, report;
  bool dry_run = false;
};
int import_mapped(Settings const& settings, MappedImport const& asked);
int export_folder(Settings const& settings, std::string const& programme, std::string const& folder);
/// `file`: the archive; a folder or nothing to make one there under its date. The passphrase file of the settings otherwise.
struct BackupAsked {
  std::string file, passphrase_file;
  bool rotate = false;  ///< throws away the archives not worth keeping beside it
};
int make_backup(Settings const& settings, BackupAsked const& asked);
int restore_backup(Settings const& settings, BackupAsked const& asked);
/// Restores the last backup into a scratch place and compares.
int prove_backup(Settings const& settings);
/// The fingerprint of each table and of everything: equal on two places that hold the same.
int print_content(Settings const& settings);
/// Deletes what has been kept long enough; `dry`: says what it would delete.
int retain(Settings const& settings, bool dry);
int name_administrator(Settings const& settings, std::string const& email);
int verify_audit(Settings const& settings);
int load_registry(Settings const& settings);
int print_link(Settings const& settings, std::string const& email);
/// Reads a delivery report on the standard input, as a mail server pipes it, and notes that the letter came back.
int take_letter(Settings const& settings);
/// Ends the codes asked of someone whose telephone and recovery codes are lost; the operator has made sure it is them.
int release_second_proof(Settings const& settings, std::string const& email);
/// What a document at hand is made with: folders it takes from (what earlier editions lend, its photographs; both may be empty), and
/// the time given to one format.
struct KitShelves {
  std::string before, photos;
  int milliseconds = 120'000;
};
/// These formats of a frozen document, made for another process of ours (kit::make_for_another).
int make_kit_format(Settings const& settings, std::string const& document, std::string const& folder, std::vector<std::string> const& formats,
                    KitShelves const& shelves);
/// Every format of frozen documents, one after the other as editions are published: each in a folder of its number, in `folder`.
int make_kit_formats(Settings const& settings, std::vector<std::string> const& documents, std::string const& folder, KitShelves const& shelves);
/// A file of another tool for the kit of a programme: the report of what it would add; `join` adds it, in the name of `by`.
struct KitBringAsked {
  std::string programme, file, after, by;
  bool join = false, french = false;  ///< french: the report, in the language of the terminal
};
int bring_to_kit(Settings const& settings, KitBringAsked const& asked);
int build_kit(Settings const& settings, std::string const& programme, std::string const& number, std::string const& folder);

}  // namespace app
