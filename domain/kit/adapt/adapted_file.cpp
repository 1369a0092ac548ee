#include "domain/kit/adapt/adapted_file.h"

#include <algorithm>
#include <map>

#include "domain/kit/adapt/adapt_store.h"
#include "domain/kit/kit.h"
#include "domain/kit/kit_asked.h"
#include "domain/kit/kit_store.h"
#include "domain/kit/toml_fields.h"
#include "domain/kit/toml_lines.h"
#include "domain/programme/programme.h"
#include "domain/territories/territories.h"
#include "platform/markdown/markdown.h"
#include "platform/i18n/words.h"

namespace kit {
namespace {

using base::Node;
using i18n::msgid;

FileDecision const* find_decision(std::vector<FileDecision> const& decisions, FileDecision const& wanted) {
  auto const found = std::ranges::find_if(decisions, [&](FileDecision const& one) {
    return one.edition == wanted.edition && one.decision.part == wanted.decision.part && one.decision.block == wanted.decision.block;
  });
  return found == decisions.end() ? nullptr : &*found;
}

/// Reads the file of a territory, collecting every problem of it.
class AdaptedReader {
 public:
  explicit AdaptedReader(std::string const& file_name) : m_fields{file_name} {}

  tl::expected<AdaptedFile, std::vector<base::Problem>> read(Node const& toml) {
    m_fields.only(
        toml,
        {"format", "territory", "edition", "slug", "title", "subtitle", "description", "licence", "publisher", "language", "changes", "decisions"});
    AdaptedFile file;
    file.territory = m_fields.required(toml, "territory"), file.edition = m_fields.required(toml, "edition");
    file.about = m_fields.about(toml);
    for (auto const* change : toml.list("changes")) read_change(*change, file);
    for (auto const* decision : toml.list("decisions")) read_decision(*decision, file);
    if (!m_fields.problems().empty()) return tl::unexpected{std::move(m_fields.problems())};
    return file;
  }

 private:
  void read_change(Node const& node, AdaptedFile& file) {
    m_fields.only(node, {"part", "block", "does", "given_back", "title", "text"});
    Change change;
    change.part = m_fields.required(node, "part"), change.block = node.text("block");
    change.title = node.text("title"), change.markdown = node.text("text");
    check_text(node, change.markdown);
    change.active = !m_fields.flag(node, "given_back");
    auto const aspect = aspect_from(node.text("does"));
    if (!aspect) return m_fields.problem(node, "does", msgid("Write text, after or out."));
    change.aspect = *aspect;
    if (find_change(file.changes, change.part, change.block, change.aspect))
      return m_fields.problem(node, "block", msgid("This block is changed twice."));
    file.changes.push_back(std::move(change));
  }
  void read_decision(Node const& node, AdaptedFile& file) {
    m_fields.only(node, {"edition", "part", "block", "choice", "title", "text"});
    FileDecision read;
    m_fields.required(node, "edition");
    read.edition = m_fields.number(node, "edition");
    auto& decision = read.decision;
    decision.part = m_fields.required(node, "part"), decision.block = node.text("block");
    decision.title = node.text("title"), decision.markdown = node.text("text");
    check_text(node, decision.markdown);
    auto const choice = verdict_from(node.text("choice"));
    if (!choice) return m_fields.problem(node, "choice", msgid("Write theirs, ours, third or out."));
    decision.choice = *choice;
    if (find_decision(file.decisions, read)) return m_fields.problem(node, "block", msgid("This block is decided twice."));
    file.decisions.push_back(std::move(read));
  }

  void check_text(Node const& node, std::string const& text) {
    if (auto taken = markdown::checked(text); !taken) m_fields.problem(node, "text", std::move(taken.error()));
  }

  TomlFields m_fields;
};

bool same(std::vector<Change> const& one, std::vector<Change> const& other) {
  return one.size() == other.size() && std::ranges::all_of(one, [&](Change const& change) {
           auto const* found = find_change(other, change.part, change.block, change.aspect);
           return found && found->active == change.active && found->title == change.title && found->markdown == change.markdown;
         });
}

bool same(std::vector<FileDecision> const& one, std::vector<FileDecision> const& other) {
  return one.size() == other.size() && std::ranges::all_of(one, [&](FileDecision const& file) {
           auto const* found = find_decision(other, file);
           return found && found->decision.choice == file.decision.choice && found->decision.title == file.decision.title &&
               found->decision.markdown == file.decision.markdown;
         });
}

/// The decisions of each newer edition. Refused when one of them is not here.
base::Outcome<std::map<EditionId, std::vector<Decision>>> by_edition(KitStore& kits, Kit const& own, std::vector<FileDecision> const& decisions) {
  std::map<std::string, EditionId> numbers;
  for (auto const& edition : kits.editions(own.id)) numbers.emplace(edition.number, edition.id);
  std::map<EditionId, std::vector<Decision>> all;
  for (auto const& [number, decision] : decisions) {
    auto const newer = numbers.find(number);
    if (newer == numbers.end()) return base::refuse(msgid("Edition {} of the kit, of which it decides, is not here."), {number});
    all[newer->second].push_back(decision);
  }
  return all;
}

}  // namespace

tl::expected<AdaptedFile, std::vector<base::Problem>> read_adapted(Node const& toml, std::string const& file_name) {
  return AdaptedReader{file_name}.read(toml);
}

std::string write_adapted(AdaptedFile const& file) {
  std::string out = "format = 1\n";
  toml_line(out, "territory", file.territory);
  toml_line(out, "edition", file.edition);
  toml_about(out, file.about);
  for (auto const& change : file.changes) {
    out += "\n[[changes]]\n";
    toml_line(out, "part", change.part);
    toml_line(out, "block", change.block);
    toml_line(out, "does", code(change.aspect));
    if (!change.active) out += "given_back = true\n";
    toml_line(out, "title", change.title);
    toml_line(out, "text", change.markdown);
  }
  for (auto const& [edition, decision] : file.decisions) {
    out += "\n[[decisions]]\n";
    toml_line(out, "edition", edition);
    toml_line(out, "part", decision.part);
    toml_line(out, "block", decision.block);
    toml_line(out, "choice", code(decision.choice));
    toml_line(out, "title", decision.title);
    toml_line(out, "text", decision.markdown);
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
    if (key != keys.end() && kit) files.push_back({key->second, one.stands_on, kit->outline, store.changes(one.kit), store.decided(one.kit)});
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
  auto const decided = by_edition(kits, *own, file.decisions);
  if (!decided) return tl::unexpected{decided.error()};
  auto const kept = kits.find(programme, territory);
  bool const unchanged = kept && kept->outline == file.about && store.standing(kept->id) == edition->id &&
      same(store.changes(kept->id), file.changes) && same(store.decided(kept->id), file.decisions);
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
  for (auto const& [newer, decisions] : *decided) store.decide_all(kit.id, newer, decisions, std::nullopt, world.now());
  return kept ? Imported::changed : Imported::created;
}

}  // namespace kit
