#include "domain/kit/press.h"

#include <algorithm>

#include "domain/kit/audience.h"
#include "domain/kit/document_json.h"
#include "domain/kit/export/site.h"
#include "domain/kit/formats.h"
#include "domain/kit/kit_store.h"
#include "domain/kit/making.h"
#include "domain/kit/making_store.h"
#include "domain/kit/photographs.h"
#include "platform/base/log.h"
#include "platform/files/disk.h"
#include "platform/jobs/jobs.h"

namespace kit {
namespace {

namespace fs = std::filesystem;

fs::path folder_of(Workshop const& workshop, Document const& document) {
  return workshop.kits / document.programme_slug / document.slug / document.number;
}

/// Makes one edition, format after format, in a folder beside the one people read.
class Press {
 public:
  Press(db::Database& database, base::World const& world, i18n::Words const& words, Workshop const& workshop, EditionId edition, Document document)
      : m_database{database},
        m_world{world},
        m_words{words},
        m_workshop{workshop},
        m_edition{std::move(edition)},
        m_document{with_photographs(std::move(document), workshop.photos)},
        m_dress{read_dress(workshop.web)},
        m_folder{folder_of(workshop, m_document)},
        m_desk{m_folder.string() + ".making"} {}

  base::Outcome<std::vector<File>> run(std::vector<MakingLine> const& asked) {
    make_formats(wanted(asked), m_document, m_words, {m_dress, m_workshop}, [this](Made made) { keep(std::move(made)); });
    m_workshop.before.tidy();
    auto const files = m_failed ? std::vector<File>{} : made_files();
    if (!m_failed) put_in_place();
    if (m_failed) return tl::unexpected{std::move(*m_failed)};
    m_database.write([&](db::Session& session) { make_public(session, m_world, m_edition, files); });
    return files;
  }

 private:
  /// A job taken up again keeps what the last one made.
  std::vector<FormatAbout const*> wanted(std::vector<MakingLine> const& asked) const {
    std::vector<FormatAbout const*> all;
    for (auto const& format : formats()) {
      auto const before = std::ranges::find(asked, format.code, &MakingLine::format);
      bool const there = before != asked.end() && before->state == MakingState::made && fs::exists(m_desk / file_name(m_document, format));
      if (!there) all.push_back(&format);
    }
    return all;
  }

  /// Pages and files take their place together. Refused as a format is when the disk says no: what is made is kept.
  void put_in_place() {
    try {
      for (auto const& page : site(for_medium(m_document, Medium::screen, m_words), m_words, m_dress))
        files::write_draft(m_desk / "site" / page.name, page.bytes);
      files::move_in_place(m_desk, m_folder);
    } catch (std::system_error const& error) {
      m_failed = not_written(error);
      m_database.write([&](db::Session& session) { MakingStore{session}.put(m_edition, {"offline", MakingState::failed, *m_failed, {}}); });
    }
  }

  static base::Refusal not_written(std::system_error const& error) {
    base::log::error(std::string{"kit: an edition cannot be written: "} + error.what());
    if (error.code() == std::errc::no_space_on_device)
      return {i18n::msgid("The disk of this place is full: who looks after it must make room."), {}, ""};
    return {i18n::msgid("This place could not write it: {}"), {error.code().message()}, ""};
  }

  static void write(fs::path const& path, base::Outcome<std::string>& bytes) {
    try {
      files::write_atomically(path, *bytes);
    } catch (std::system_error const& error) {
      bytes = tl::unexpected{not_written(error)};
    }
  }

  void keep(Made made) {
    auto const path = m_desk / file_name(m_document, made.format);
    if (made.bytes) write(path, made.bytes);
    MakingLine line{std::string{made.format.code}, MakingState::made, {}, made.took};
    if (!made.bytes) {
      line.reason = made.bytes.error();
      line.state = line.reason.field == "absent" ? MakingState::absent : MakingState::failed;
      std::error_code none;
      fs::remove(path, none);
      if (line.state == MakingState::failed && !m_failed) m_failed = line.reason;
    }
    m_database.write([&](db::Session& session) { MakingStore{session}.put(m_edition, line); });
  }

  std::vector<File> made_files() const {
    std::vector<File> files;
    for (auto const& format : formats())
      if (auto const bytes = files::read_file(m_desk / file_name(m_document, format)))
        files.push_back(
            {file_name(m_document, format), std::string{format.code}, static_cast<std::int64_t>(bytes->size()), base::fingerprint(*bytes)});
    return files;
  }

  db::Database& m_database;
  base::World const& m_world;
  i18n::Words const& m_words;
  Workshop const& m_workshop;
  EditionId m_edition;
  Document m_document;
  Dress m_dress;
  fs::path m_folder, m_desk;
  std::optional<base::Refusal> m_failed;
};

}  // namespace

void ask_for_formats(db::Session& session, base::World const& world, EditionId const& edition) {
  MakingStore store{session};
  auto const lines = store.lines(edition);
  bool const all_settled = std::ranges::none_of(lines, [](MakingLine const& line) { return line.state == MakingState::waiting; });
  if (!lines.empty() && !all_settled) return;  // one job makes them already
  bool const some_failed = std::ranges::any_of(lines, [](MakingLine const& line) { return line.state == MakingState::failed; });
  if (!some_failed) store.begin(edition);
  else
    for (auto const& line : lines)
      if (line.state != MakingState::made) store.put(edition, {line.format, MakingState::waiting, {}, {}});
  jobs::enqueue(session, world, make_event, edition.text());
}

base::Outcome<std::vector<File>> press(db::Database& database, base::World const& world, i18n::Words const& words, Workshop const& workshop,
                                       EditionId const& edition) {
  std::vector<MakingLine> asked;
  auto document = database.read([&](db::Session& session) {
    asked = MakingStore{session}.lines(edition);
    return document_from_json(KitStore{session}.document(edition).value_or(""));
  });
  if (!document) return base::refuse(i18n::msgid("There is no edition {}."), {edition.text()});
  return Press{database, world, words, workshop, edition, std::move(*document)}.run(asked);
}

void check_edition(db::Database& database, base::World const& world, Workshop const& workshop, EditionId const& edition) {
  if (!workshop.validators) return;
  std::vector<File> files;
  auto const document = database.read([&](db::Session& session) {
    KitStore store{session};
    files = store.files(edition);
    return document_from_json(store.document(edition).value_or(""));
  });
  if (!document) return;
  std::vector<MadeFile> made;
  for (auto const& file : files) made.push_back({file.format, folder_of(workshop, *document) / file.name});
  auto const checks = check_files(made, *document, *workshop.validators, base::Day{std::chrono::floor<std::chrono::days>(world.now())});
  database.write([&](db::Session& session) { MakingStore{session}.put_checks(edition, checks); });
}

}  // namespace kit
