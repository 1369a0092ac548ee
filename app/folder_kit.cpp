#include "app/folder_kit.h"

#include <algorithm>
#include <set>

#include "domain/programme/programme.h"
#include "domain/territories/territories.h"
#include "platform/files/disk.h"
#include "platform/i18n/words.h"

namespace app {
namespace {

namespace fs = std::filesystem;
using i18n::msgid;

void count(FolderReport::Line& line, kit::Imported imported) {
  ++(imported == kit::Imported::created ? line.created : imported == kit::Imported::changed ? line.changed : line.unchanged);
}

/// "commune-88304": how the files of a territory are called, by the key they write.
std::string file_stem(std::string const& key) {
  auto const colon = key.find(':');
  return key.substr(0, colon) + "-" + key.substr(colon + 1);
}

/// Puts the kits of a folder in their place, collecting problems on the way.
class KitsImport {
 public:
  KitsImport(FolderContext const& context, KitTools const& tools) : m_context{context}, m_tools{tools} {}

  std::vector<kit::EditionId> run() {
    auto const toml = toml_of("kit.toml");
    auto const outline = toml ? taken(kit::read_outline(*toml, name_of("kit.toml"))) : std::nullopt;
    if (!outline || !import_own(*outline)) return {};
    FolderReport::Line editions{"editions"};
    import_editions(m_context.folder / "kit" / "editions", std::nullopt, editions);
    if (m_context.problems.empty() && !outline->edition.empty()) freeze(*outline);
    if (m_context.problems.empty()) import_adapted_kits(editions);
    if (editions.created + editions.changed + editions.unchanged > 0) m_context.report.lines.push_back(editions);
    return std::move(m_to_publish);
  }

 private:
  std::string name_of(fs::path const& path) const { return name_in_folder(m_context.folder, m_context.folder / path); }  // absolute ones stay
  void problem(fs::path const& path, base::Refusal refusal) { m_context.problems.push_back({name_of(path), 0, std::move(refusal)}); }

  template <class T>
  std::optional<T> taken(tl::expected<T, std::vector<base::Problem>> read) {
    if (read) return std::move(*read);
    m_context.problems.insert(m_context.problems.end(), read.error().begin(), read.error().end());
    return std::nullopt;
  }

  /// Nothing without such a file, or with problems.
  std::optional<base::Node> toml_of(fs::path const& path) {
    auto const bytes = file_bytes((m_context.folder / path).string());
    if (!bytes || !m_context.problems.empty()) return std::nullopt;
    auto toml = base::read_toml(*bytes, name_of(path));
    if (toml) return std::move(*toml);
    m_context.problems.push_back(toml.error());
    return std::nullopt;
  }

  /// The texts with their pictures under the names they have here; the pictures are kept. A problem for each that is lost.
  std::optional<kit::Pages> with_pictures(kit::Pages pages, std::function<fs::path(std::string const&)> const& file_of) {
    auto beside = kit::with_pictures_beside(std::move(pages), m_context.folder / "kit", m_tools.workshop.photos);
    for (auto const& [page, name] : beside.lost)
      problem(file_of(page), {msgid("The picture {} is not beside the text, or is no picture."), {name}, {}});
    if (!m_context.problems.empty()) return std::nullopt;
    kit::keep_pictures(beside.pictures, m_tools.workshop.photos);
    return std::move(beside.pages);
  }

  bool import_own(kit::OutlineFile const& file) {
    kit::Pages pages;
    for (auto const& path : markdown_files(m_context.folder / "kit")) pages.emplace(path.stem().string(), file_bytes(path.string()).value_or(""));
    auto const texts = with_pictures(std::move(pages), [](std::string const& page) { return fs::path{"kit"} / (page + ".md"); });
    if (!texts) return false;
    FolderReport::Line counted{"kit"};
    auto done = kit::import_outline(m_context.session, m_context.world, m_context.programme, m_context.programme_slug, file.outline, *texts);
    bool const moved = kit::import_progress(m_context.session, m_context.programme, file);
    if (moved && done == kit::Imported::unchanged) done = kit::Imported::changed;
    count(counted, done);
    m_context.report.lines.push_back(counted);
    for (auto& refusal : kit::import_named(m_context.session, m_context.programme, file.named)) problem("kit.toml", std::move(refusal));
    return m_context.problems.empty();
  }

  /// The editions of a folder in the order of their numbers, with the pictures they name.
  void import_editions(fs::path const& folder, std::optional<accounts::TerritoryId> const& territory, FolderReport::Line& counted) {
    std::set<std::string> names;
    for (auto const* ending : {".toml", ".json"})
      for (auto const& path : files_in(folder, ending)) names.insert(path.stem().string());
    std::vector<std::string> numbers{names.begin(), names.end()};
    for (auto const& name : numbers)
      if (!kit::is_number(name)) return problem(folder / (name + ".toml"), {msgid("An edition number reads 1.0, 1.1 or 1.0.1."), {}, {}});
    std::ranges::sort(numbers, [](auto const& one, auto const& other) { return kit::comes_after(other, one); });
    for (auto const& number : numbers)
      if (!import_edition(folder / (number + ".toml"), territory, counted)) return;
  }

  bool import_edition(fs::path const& path, std::optional<accounts::TerritoryId> const& territory, FolderReport::Line& counted) {
    for (auto const& needed : {path, fs::path{path}.replace_extension(".json")})
      if (!fs::exists(needed)) return problem(needed, {msgid("This file is missing: an edition is two files."), {}, {}}), false;
    auto const toml = toml_of(path);
    auto const file = toml ? taken(kit::read_edition(*toml, document_bytes(path), name_of(path))) : std::nullopt;
    if (!file || !keep_pictures_of(file->document)) return false;
    auto const done = kit::import_edition(m_context.session, m_context.programme, territory, *file);
    if (!done) return problem(path, done.error()), false;
    count(counted, done->imported);
    if (done->to_publish) m_to_publish.push_back(*done->to_publish);
    return true;
  }

  /// "" when it is heavier than an edition may be.
  static std::string document_bytes(fs::path const& path) {
    constexpr std::uint64_t heaviest = 64u << 20;
    return files::read_file(fs::path{path}.replace_extension(".json"), heaviest).value_or("");
  }

  bool keep_pictures_of(kit::Document const& edition) {
    auto const beside = kit::pictures_beside(edition, m_context.folder / "kit", m_tools.workshop.photos);
    for (auto const& [number, name] : beside.lost) problem(fs::path{"kit/pictures"} / name, {msgid("This picture is not accepted: {}"), {name}, {}});
    if (beside.lost.empty()) kit::keep_pictures(beside.pictures, m_tools.workshop.photos);
    return beside.lost.empty();
  }

  /// What territories made of the kit; they stand on an edition that must be here.
  void import_adapted_kits(FolderReport::Line& editions) {
    auto const participants = programme::participants(m_context.session, m_context.programme);
    FolderReport::Line counted{"kits of territories"};
    for (auto const& path : files_in(m_context.folder / "kit" / "of", ".toml")) {
      auto const toml = toml_of(path);
      auto file = toml ? taken(kit::read_adapted(*toml, name_of(path))) : std::nullopt;
      if (!file || !readdress_pictures(*file, path)) continue;
      auto const key = territories::parse_key(registry_key(m_context.programme_slug, file->territory));
      bool const takes_part = key && std::ranges::count(participants, territories::id_of(*key), &programme::Participant::territory) > 0;
      auto const done = takes_part ? kit::import_adapted(m_context.session, m_context.world, m_context.programme, territories::id_of(*key), *file)
                                   : base::refuse(msgid("“{}” does not take part in this programme."), {file->territory});
      if (!done) {
        m_context.report.remarks.push_back(name_of(path) + ": " + m_tools.words.refusal(done.error()));
        continue;
      }
      count(counted, *done);
      import_editions(m_context.folder / "kit" / "of" / path.stem(), territories::id_of(*key), editions);
    }
    if (counted.created + counted.changed + counted.unchanged > 0) m_context.report.lines.push_back(counted);
  }

  /// The words of a territory may show pictures of the kit.
  bool readdress_pictures(kit::AdaptedFile& file, fs::path const& path) {
    kit::Pages texts;
    for (std::size_t at = 0; at < file.changes.size(); ++at) texts.emplace("change " + std::to_string(at), file.changes[at].markdown);
    for (std::size_t at = 0; at < file.decisions.size(); ++at) texts.emplace("decision " + std::to_string(at), file.decisions[at].decision.markdown);
    auto const found = with_pictures(std::move(texts), [&](std::string const&) { return path; });
    if (!found) return false;
    for (std::size_t at = 0; at < file.changes.size(); ++at) file.changes[at].markdown = found->at("change " + std::to_string(at));
    for (std::size_t at = 0; at < file.decisions.size(); ++at) file.decisions[at].decision.markdown = found->at("decision " + std::to_string(at));
    return true;
  }

  /// The edition kit.toml asks for, from the working copy, when it is not here.
  void freeze(kit::OutlineFile const& outline) {
    if (kit::is_public(m_context.session, m_context.programme, outline.edition)) return;
    auto const known = kit::edition_document(m_context.session, m_context.programme, outline.edition);
    if (known && std::ranges::count(m_to_publish, kit::id_of(*known)) > 0) return;
    accounts::Viewer lead;
    lead.memberships = {{m_context.programme, std::nullopt, accounts::Function::programme_lead, accounts::Power::administer}};
    kit::Freezing const freezing{outline.edition, "", m_tools.site_address, base::parse_day(outline.frozen_on)};
    auto const frozen = kit::freeze(m_tools.sources, {m_context.session, lead, m_context.programme, m_tools.words}, m_context.world, freezing);
    if (!frozen) return problem("kit.toml", frozen.error());
    m_to_publish.push_back(kit::id_of(*frozen));
  }

  FolderContext const& m_context;
  KitTools const& m_tools;
  std::vector<kit::EditionId> m_to_publish;
};

}  // namespace

std::vector<kit::EditionId> import_kits(FolderContext const& context, KitTools const& tools) { return KitsImport{context, tools}.run(); }

std::optional<int> export_kits(db::Session& session, accounts::ProgrammeId const& programme, KitFolder const& to) {
  auto const exported = kit::export_outline(session, programme);
  if (!exported) return std::nullopt;
  to.write("kit.toml", kit::write_outline(exported->file));
  for (auto const& [slug, markdown] : exported->pages) to.write(fs::path{"kit"} / (slug + ".md"), markdown);
  auto texts = exported->pages;
  auto const stem = [&](std::string const& territory) { return fs::path{"kit/of"} / file_stem(file_key(to.programme_slug, territory)); };
  for (auto& one : kit::export_adapted(session, programme)) {
    auto& words = texts["of/" + one.territory];
    for (auto const& change : one.changes) words += change.markdown + "\n";
    for (auto const& [edition, decision] : one.decisions) words += decision.markdown + "\n";
    auto const name = stem(one.territory).string() + ".toml";
    one.territory = file_key(to.programme_slug, one.territory);
    to.write(name, kit::write_adapted(one));
  }
  for (auto const& picture : kit::pictures_of(texts, to.photos)) to.write(fs::path{"kit/pictures"} / picture.name, picture.bytes);
  int editions = 0;
  kit::export_editions(session, programme, [&](std::string const& territory, kit::EditionFile const& edition) {
    auto const folder = territory.empty() ? fs::path{"kit/editions"} : stem(territory);
    auto const bytes = kit::write_edition(edition);
    to.write(folder / (edition.document.number + ".toml"), bytes.about);
    to.write(folder / (edition.document.number + ".json"), bytes.document);
    auto const shown = kit::with_photographs(edition.document, to.photos);
    for (auto const* photo : kit::photos_of(shown)) to.write(fs::path{"kit/pictures"} / kit::photo_name(*photo), photo->bytes);
    ++editions;
  });
  return editions;
}

}  // namespace app
