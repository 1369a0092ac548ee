#include "domain/kit/adapt/adapted_file.h"

#include <algorithm>

#include "domain/kit/adapt/adapt_store.h"
#include "domain/kit/kit.h"
#include "domain/kit/kit_asked.h"
#include "domain/kit/kit_store.h"
#include "domain/kit/licence.h"
#include "domain/kit/toml_lines.h"
#include "domain/programme/programme.h"
#include "domain/territories/territories.h"
#include "platform/base/text.h"

namespace kit {
namespace {

using base::Node;
using i18n::msgid;

/// Collects every problem of the file, so that one reading says them all.
class AdaptedReader {
 public:
  explicit AdaptedReader(std::string const& file_name) : m_file{file_name} {}

  tl::expected<AdaptedFile, std::vector<base::Problem>> read(Node const& toml) {
    only(toml, {"format", "territory", "edition", "slug", "title", "subtitle", "description", "licence", "publisher", "language", "changes"});
    if (toml.text("format") != "1") problem(toml, "format", msgid("Write format = 1."), {});
    AdaptedFile file;
    file.territory = required(toml, "territory"), file.edition = required(toml, "edition");
    auto& about = file.about;
    about.slug = required(toml, "slug"), about.title = required(toml, "title");
    if (base::slug(about.slug, 90) != about.slug) problem(toml, "slug", msgid("“{}” is no address: a-z, 0-9 and - only."), {about.slug});
    about.subtitle = toml.text("subtitle"), about.description = toml.text("description"), about.publisher = toml.text("publisher");
    if (!toml.text("licence").empty()) about.licence = toml.text("licence");
    if (!toml.text("language").empty()) about.language = toml.text("language");
    if (!find_licence(about.licence)) problem(toml, "licence", msgid("“{}” is not a licence Essaim knows."), {about.licence});
    for (auto const* change : toml.list("changes")) read_change(*change, file);
    if (!m_problems.empty()) return tl::unexpected{std::move(m_problems)};
    return file;
  }

 private:
  void problem(Node const& node, std::string_view field, char const* words, std::vector<std::string> arguments) {
    auto const* found = node.find(field);
    m_problems.push_back({m_file, found ? found->line : node.line, {words, std::move(arguments), std::string{field}}});
  }
  void only(Node const& node, std::vector<std::string_view> const& known) {
    for (auto const& [name, value] : node.fields)
      if (!std::ranges::count(known, name)) problem(node, name, msgid("Unknown field “{}”."), {name});
  }
  std::string required(Node const& node, std::string_view field) {
    auto text = std::string{base::trimmed(node.text(field))};
    if (text.empty()) problem(node, field, msgid("The field “{}” is required."), {std::string{field}});
    return text;
  }
  void read_change(Node const& node, AdaptedFile& file) {
    only(node, {"part", "block", "does", "given_back", "title", "text"});
    Change change;
    change.part = required(node, "part"), change.block = node.text("block");
    change.title = node.text("title"), change.markdown = node.text("text");
    change.active = node.text("given_back") != "yes";
    auto const aspect = aspect_from(node.text("does"));
    if (!aspect) return problem(node, "does", msgid("Write text, after or out."), {});
    change.aspect = *aspect;
    if (find_change(file.changes, change.part, change.block, change.aspect)) return problem(node, "block", msgid("This block is changed twice."), {});
    file.changes.push_back(std::move(change));
  }

  std::string m_file;
  std::vector<base::Problem> m_problems;
};

bool same(std::vector<Change> const& one, std::vector<Change> const& other) {
  return one.size() == other.size() && std::ranges::all_of(one, [&](Change const& change) {
           auto const* found = find_change(other, change.part, change.block, change.aspect);
           return found && found->active == change.active && found->title == change.title && found->markdown == change.markdown;
         });
}

}  // namespace

tl::expected<AdaptedFile, std::vector<base::Problem>> read_adapted(Node const& toml, std::string const& file_name) {
  return AdaptedReader{file_name}.read(toml);
}

std::string write_adapted(AdaptedFile const& file) {
  auto const& about = file.about;
  std::string out = "format = 1\n";
  toml_line(out, "territory", file.territory);
  toml_line(out, "edition", file.edition);
  toml_line(out, "slug", about.slug);
  toml_line(out, "title", about.title);
  toml_line(out, "subtitle", about.subtitle);
  toml_line(out, "description", about.description);
  toml_line(out, "licence", about.licence);
  toml_line(out, "publisher", about.publisher);
  if (about.language != "fr") toml_line(out, "language", about.language);
  for (auto const& change : file.changes) {
    out += "\n[[changes]]\n";
    toml_line(out, "part", change.part);
    toml_line(out, "block", change.block);
    toml_line(out, "does", code(change.aspect));
    if (!change.active) out += "given_back = true\n";
    toml_line(out, "title", change.title);
    toml_line(out, "text", change.markdown);
  }
  return out;
}

std::vector<AdaptedFile> export_adapted(db::Session& session, accounts::ProgrammeId const& programme) {
  constexpr std::size_t most = 2000;
  KitStore kits{session};
  AdaptStore store{session};
  auto const listed = store.listed(programme, {false, most, 0});
  std::vector<accounts::TerritoryId> ids;
  for (auto const& one : listed) ids.push_back(one.territory);
  auto const keys = territories::keys_of(session, ids);
  std::vector<AdaptedFile> files;
  for (auto const& one : listed) {
    auto const key = keys.find(one.territory);
    auto const kit = kits.find(one.kit);
    if (key != keys.end() && kit) files.push_back({key->second, one.stands_on, kit->outline, store.changes(one.kit)});
  }
  std::ranges::sort(files, {}, &AdaptedFile::territory);
  return files;
}

base::Outcome<Imported> import_adapted(db::Session& session, base::World const& world, accounts::ProgrammeId const& programme,
                                       accounts::TerritoryId const& territory, AdaptedFile const& file) {
  KitStore kits{session};
  AdaptStore store{session};
  auto const own = kits.find(programme);
  auto const edition = own ? kits.edition(own->id, file.edition) : std::nullopt;
  auto const brief = programme::brief_of(session, programme);
  auto const found = territories::find(session, territory);
  if (!edition || !brief || !found)
    return base::refuse(msgid("Edition {} of the kit is not here: what {} made of it is left out."), {file.edition, file.territory});
  auto const kept = kits.find(programme, territory);
  bool const unchanged =
      kept && kept->outline == file.about && store.standing(kept->id) == edition->id && same(store.changes(kept->id), file.changes);
  if (unchanged) return Imported::unchanged;
  Kit kit = kept.value_or(Kit{});
  if (!kept) kit.id = kit_id_of(brief->slug, in_addresses(territories::text_of(found->key())));
  kit.programme = programme;
  kit.territory = territory;
  kit.outline = file.about;
  kit.changed = world.now();
  kits.put(kit);
  store.stand(kit.id, edition->id);
  store.replace(kit.id, file.changes, std::nullopt, world.now());
  store.forget_decisions(kit.id);
  return kept ? Imported::changed : Imported::created;
}

}  // namespace kit
