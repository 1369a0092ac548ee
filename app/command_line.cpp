#include "app/command_line.h"

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <filesystem>
#include <iostream>

#include "app/commands.h"

extern char** environ;

namespace app {
namespace {

std::map<std::string, std::string> environment() {
  std::map<std::string, std::string> found;
  for (char** one = environ; *one; ++one) {
    std::string_view const pair{*one};
    if (pair.starts_with("ESSAIM_")) found.emplace(pair.substr(0, pair.find('=')), pair.substr(pair.find('=') + 1));
  }
  return found;
}

std::string program_folder() {
  std::error_code error;
  auto const path = std::filesystem::read_symlink("/proc/self/exe", error);
  return error ? "." : path.parent_path().string();
}

bool speaks_french() {
  for (char const* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    char const* value = std::getenv(name);
    if (value && *value) return std::string_view{value}.starts_with("fr");
  }
  return false;
}

/// Flags every command takes; they win over the file and the environment.
struct Common {
  std::string config, data, database, share;
  int port = -1;
  bool development = false;
};

void add_common(CLI::App& program, Common& common, bool french) {
  program.add_option("--config", common.config, french ? "fichier de réglages (essaim.toml)" : "settings file (essaim.toml)");
  program.add_option("--data", common.data, french ? "dossier des données" : "data folder");
  program.add_option("--database", common.database, french ? "sqlite:FICHIER ou postgresql://…" : "sqlite:FILE or postgresql://…");
  program.add_option("--share", common.share, french ? "dossier des mots, styles et registre" : "folder of words, styles and registry");
  program.add_option("--port", common.port, french ? "port d’écoute" : "port to listen on");
  program.add_flag("--development", common.development, french ? "les courriels sont montrés, pas envoyés" : "letters are shown, not sent");
}

Settings settings_from(Common const& common) {
  auto read = read_settings(common.config.empty() ? "essaim.toml" : common.config, !common.config.empty(), environment(), program_folder());
  if (!read) throw Stop{problems_in_words(read.error())};
  if (!common.data.empty()) read->data_folder = common.data;
  if (!common.database.empty()) read->database = common.database;
  if (!common.share.empty()) read->share_folder = common.share;
  if (common.port >= 0) read->port = common.port;
  if (common.development) read->development = true;
  return *read;
}

void add_mapping(CLI::App& import, MappedImport& mapped, bool french) {
  import.add_option("--mapping", mapped.mapping,
                    french ? "comment lire les colonnes d’un CSV ou d’un dossier Markdown (docs/mapping.md)"
                           : "how to read the columns of a CSV or a Markdown folder (docs/mapping.md)");
  import.add_option("--programme", mapped.programme,
                    french ? "avec --mapping : le programme qui reçoit les fiches" : "with --mapping: the programme that takes the sheets");
  import.add_option(
      "--report", mapped.report,
      french ? "avec --mapping : fichier CSV où tout est dit, ligne à ligne" : "with --mapping: CSV file where everything is said, row by row");
}

CLI::App* add_kit_bring(CLI::App& kit, KitBringAsked& asked, bool french) {
  asked.french = french;
  auto* bring = kit.add_subcommand("bring",
                                   french ? "dit ce qu’un fichier d’un autre outil apporterait au kit, et l’ajoute avec --join"
                                          : "says what a file of another tool would bring to the kit, and adds it with --join");
  bring->add_option("PROGRAMME", asked.programme)->required();
  bring->add_option("FILE", asked.file)->required();
  auto* by = bring->add_option("--by", asked.by,
                               french ? "avec --join : courriel du pilote qui l’apporte" : "with --join: e-mail of the lead who brings it");
  bring->add_flag("--join", asked.join, french ? "ajoute les chapitres (rien ne change sinon)" : "adds the chapters (nothing changes otherwise)")
      ->needs(by);
  bring->add_option("--after", asked.after, french ? "chapitre qu’ils suivront (à la fin sinon)" : "chapter they will follow (at the end otherwise)");
  return bring;
}

}  // namespace

int run_command(int count, char** arguments) {
  bool const french = speaks_french();
  CLI::App program{french ? "Essaim : les expériences des territoires, de la fiche au kit"
                          : "Essaim: the experiences of territories, from sheet to kit"};
  program.require_subcommand(1);
  program.fallthrough();
  Common common;
  add_common(program, common, french);
  std::string folder, name, email, number;
  std::vector<std::string> names;
  KitShelves shelves;
  bool dry_run = false;
  int result = 0;
  auto const command = [&](char const* verb, char const* in_french, char const* in_english, std::function<int(Settings const&)> work) {
    auto* sub = program.add_subcommand(verb, french ? in_french : in_english);
    sub->callback([&, work] { result = work(settings_from(common)); });
    return sub;
  };
  command("serve", "sert les pages", "serves the pages", [](Settings const& settings) { return serve(settings); });
  bool prove = false;
  auto* check = command("check", "dit ce qui empêcherait de servir", "says what would keep it from serving", [&](Settings const& settings) {
    int const checked = check_place(settings);
    return checked == 0 && prove ? prove_backup(settings) : checked;
  });
  check->add_flag(
      "--restore", prove,
      french ? "restaure la dernière sauvegarde dans un lieu d’essai et compare" : "restores the last backup into a scratch place and compares");
  BackupAsked asked;
  auto* backup =
      command("backup", "sauvegarde tout le lieu dans un fichier, pendant qu’il sert", "saves the whole place in one file, while it serves",
              [&](Settings const& settings) { return make_backup(settings, asked); });
  backup->add_option("FILE", asked.file, french ? "archive ou dossier (<données>/backups sinon)" : "archive or folder (<data>/backups otherwise)");
  backup->add_flag("--rotate", asked.rotate,
                   french ? "jette les anciennes : reste la dernière de 7 jours, 5 semaines, 12 mois"
                          : "throws away old ones: the last of 7 days, 5 weeks, 12 months stay");
  auto* restore = command("restore", "remet une sauvegarde dans un lieu vide", "puts a backup into an empty place",
                          [&](Settings const& settings) { return restore_backup(settings, asked); });
  restore->add_option("FILE", asked.file)->required();
  for (auto* one : {backup, restore})
    one->add_option("--passphrase-file", asked.passphrase_file,
                    french ? "fichier dont la première ligne est la phrase de passe" : "file whose first line is the passphrase");
  command("content", "l’empreinte de chaque table et de tout", "the fingerprint of each table and of everything",
          [](Settings const& settings) { return print_content(settings); });
  auto* retention = command("retention", "supprime ce qui a été gardé assez longtemps", "deletes what has been kept long enough",
                            [&](Settings const& settings) { return retain(settings, dry_run); });
  retention->add_flag("--dry-run", dry_run, french ? "dit ce qui serait supprimé, ne supprime rien" : "says what would be deleted, deletes nothing");
  auto* administrator = command("administrator", "nomme quelqu’un administrateur du lieu", "makes someone an administrator of the place",
                                [&](Settings const& settings) { return name_administrator(settings, email); });
  administrator->add_option("EMAIL", email)->required();
  command("audit", "vérifie que le journal d’audit est entier", "checks that the audit log is whole",
          [](Settings const& settings) { return verify_audit(settings); });
  command("routes", "chaque adresse, son droit, à quoi elle sert", "every address, its right, what it is for",
          [](Settings const& settings) { return print_routes(settings); });
  MappedImport mapped;
  auto* import = command("import", "charge un programme depuis un dossier, ou des fiches avec --mapping",
                         "loads a programme from a folder, or sheets with --mapping", [&](Settings const& settings) {
                           mapped.source = folder;
                           mapped.dry_run = dry_run;
                           return mapped.mapping.empty() ? import_folder(settings, folder, dry_run) : import_mapped(settings, mapped);
                         });
  import->add_option("FOLDER", folder, french ? "dossier, ou fichier avec --mapping" : "folder, or file with --mapping")->required();
  add_mapping(*import, mapped, french);
  import->add_flag("--dry-run", dry_run, french ? "dit ce qui changerait, ne change rien" : "says what would change, changes nothing");
  auto* out = command("export", "écrit un programme dans un dossier", "writes a programme to a folder",
                      [&](Settings const& settings) { return export_folder(settings, name, folder); });
  out->add_option("PROGRAMME", name)->required();
  out->add_option("FOLDER", folder)->required();
  auto* registry = command("registry", "charge le registre officiel des territoires", "loads the official registry of territories",
                           [](Settings const& settings) { return load_registry(settings); });
  (void)registry;
  auto* link =
      command("link", "donne un lien pour entrer", "gives a link to enter", [&](Settings const& settings) { return print_link(settings, email); });
  link->add_option("EMAIL", email)->required();
  command("received", "prend un courriel reçu, lu sur l’entrée standard : réponse, ou lettre revenue",
          "takes a letter received, read on the standard input: an answer, or one of ours that came back",
          [](Settings const& settings) { return take_letter(settings); });
  auto* release =
      command("release", "cesse de demander un code à quelqu’un qui a perdu son téléphone", "asks no more code of someone whose telephone is lost",
              [&](Settings const& settings) { return release_second_proof(settings, email); });
  release->add_option("EMAIL", email)->required();
  auto* kit = program.add_subcommand("kit", french ? "le kit d’un programme" : "the kit of a programme");
  kit->require_subcommand(1);
  auto* build = kit->add_subcommand("build", french ? "écrit les fichiers d’une édition" : "writes the files of an edition");
  build->add_option("PROGRAMME", name)->required();
  build->add_option("FOLDER", folder)->required();
  build->add_option("--number", number, french ? "édition (la dernière publiée sinon)" : "edition (the last published otherwise)");
  build->callback([&] { result = build_kit(settings_from(common), name, number, folder); });
  KitBringAsked brought;
  add_kit_bring(*kit, brought, french)->callback([&] { result = bring_to_kit(settings_from(common), brought); });
  auto* format = kit->add_subcommand(
      "format", french ? "des formats d’un document figé, pour le programme lui-même" : "some formats of a frozen document, for the program itself");
  format->add_option("DOCUMENT", name)->required();
  format->add_option("FOLDER", folder)->required();
  format->add_option("FORMAT", names)->required();
  format->add_option("--before", shelves.before);
  format->add_option("--photos", shelves.photos);
  format->add_option("--time", shelves.milliseconds)->check(CLI::PositiveNumber);
  format->callback([&] { result = make_kit_format(settings_from(common), name, folder, names, shelves); });
  auto* formats = kit->add_subcommand("formats", french ? "tous les formats de documents figés" : "every format of frozen documents");
  formats->add_option("FOLDER", folder)->required();
  formats->add_option("DOCUMENT", names)->required();
  formats->add_option(
      "--before", shelves.before,
      french ? "dossier où reprendre les dessins et les PDF déjà faits" : "folder where drawings and PDFs already made are found again");
  formats->add_option("--photos", shelves.photos, french ? "dossier de ses photographies" : "folder of its photographs");
  formats->callback([&] { result = make_kit_formats(settings_from(common), names, folder, shelves); });
  try {
    program.parse(count, arguments);
  } catch (CLI::ParseError const& error) {
    return program.exit(error) == 0 ? 0 : 1;
  } catch (Stop const& stop) {
    std::cerr << stop.what() << '\n';
    return 1;
  } catch (std::exception const& broken) {
    std::cerr << "essaim: " << broken.what() << '\n';
    return 1;
  }
  return result;
}

}  // namespace app
