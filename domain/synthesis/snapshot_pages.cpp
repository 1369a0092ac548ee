#include "domain/synthesis/crossed_figures.h"
#include "domain/synthesis/files.h"
#include "domain/synthesis/page_parts.h"
#include "domain/synthesis/report_office.h"
#include "domain/synthesis/sentence_pages.h"
#include "domain/synthesis/snapshot_store.h"
#include "domain/synthesis/state_of_play_pages.h"
#include "domain/synthesis/synthesis.h"
#include "domain/synthesis/views/snapshots.view.h"
#include "domain/synthesis/views/state_of_play.view.h"
#include "platform/base/csv.h"
#include "platform/base/text.h"

namespace synthesis {

namespace {

using accounts::Visit;

constexpr std::size_t longest_note = 300;

html::Url address_of_snapshot(std::string_view programme_slug, std::string_view number) {
  return html::Url::path("/p/{}/state-of-play/{}", {programme_slug, number});
}
html::Url address_of_changes(std::string_view programme_slug, std::string_view newer, std::string_view older) {
  return html::Url::path("/p/{}/state-of-play/{}/changes", {programme_slug, newer}).with("from", older);
}

Setting frozen_setting(db::Session& session, i18n::Words const& words, programme::Brief const& brief, Reading const& reading,
                       Snapshot const& snapshot) {
  auto setting = setting_of(session, words, brief, {&reading});
  setting.source = frozen_source(reading, snapshot, words);
  setting.vocabulary = snapshot.vocabulary;
  return setting;
}

/// The one frozen just before, "" for the first.
std::string before(std::vector<SnapshotLine> const& lines, std::int64_t place) {
  for (auto const& line : lines) {
    if (line.place == place - 1) return line.number;
  }
  return "";
}

}  // namespace

http::Response StateOfPlayPages::snapshots(Visit const& visit) const {
  return m_house.database.read([&](db::Session& session) {
    auto const brief = programme::brief_of(session, *visit.programme);
    if (!brief) return m_house.stage.missing(visit);
    auto const& words = visit.words();
    auto const lines = SnapshotStore{session}.list(brief->id);
    SnapshotsPage page;
    for (auto const& line : lines) {
      auto const older = before(lines, line.place);
      page.entries.push_back({line.number, day_words(line.frozen_at, words), line.note, address_of_snapshot(brief->slug, line.number),
                              older.empty() ? html::Url{} : address_of_changes(brief->slug, line.number, older)});
    }
    auto const last = lines.empty() ? std::nullopt : std::optional{lines.front().number};
    page.may_freeze = visit.viewer.leads(brief->id);
    page.freeze = html::Url::path("/p/{}/state-of-play/snapshots", {brief->slug});
    page.back = address_of(brief->slug);
    page.next_minor = next_number(last, false);
    page.next_major = last ? next_number(last, true) : page.next_minor;
    return m_house.stage.page(visit,
                              frame_of(visit, *brief, views::state_of_play_snapshots(visit.context, page), {{words.t("Frozen states of play"), {}}}));
  });
}

http::Response StateOfPlayPages::freeze(Visit const& visit) const {
  auto const note = std::string{base::trimmed(visit.form("note"))};
  if (note.size() > 4 * longest_note)
    return m_house.stage.refused(visit, base::Refusal{"This note is longer than {} characters.", {std::to_string(longest_note)}, "note"});
  auto const brief = m_house.database.read([&](db::Session& session) { return programme::brief_of(session, *visit.programme); });
  if (!brief) return m_house.stage.missing(visit);
  auto const frozen = m_house.database.write([&](db::Session& session) {
    Snapshot snapshot;
    snapshot.programme = brief->id;
    snapshot.frozen_by = visit.viewer.person;
    snapshot.note = note;
    snapshot.members = answer(session, m_counter, brief->id, cohort(), {}).reading;
    snapshot.vocabulary = experiences::vocabulary_of(session, brief->id);
    // With the sources anyone may open: the frozen page is cited outside.
    snapshot.sentences = sentences_of(session, accounts::Viewer{}, brief->id);
    snapshot.outside = answer(session, m_counter, brief->id, outside(), {}).reading;
    return SnapshotStore{session}.freeze(m_house.world, std::move(snapshot), visit.form("number") == "major");
  });
  if (!frozen) return m_house.stage.refused(visit, frozen.error());
  return m_house.stage.done(visit, visit.words().t("State of play {} is frozen: its numbers will not change.", {frozen->number}),
                            address_of_snapshot(brief->slug, frozen->number));
}

http::Response StateOfPlayPages::frozen(Visit const& visit) const {
  return m_house.database.read([&](db::Session& session) {
    auto const brief = programme::brief_of(session, *visit.programme);
    SnapshotStore store{session};
    auto const snapshot = brief ? store.find(brief->id, visit.capture("name")) : std::nullopt;
    if (!snapshot) return m_house.stage.missing(visit);
    auto const& words = visit.words();
    auto const standpoint = standpoint_of(visit.viewer, brief->id);
    auto const& reading = seen_by(standpoint, *snapshot);
    auto setting = frozen_setting(session, words, *brief, reading, *snapshot);
    auto page = page_of(
        reading, setting, drawings_of(reading, setting, m_shapes, visit.context),
        [&](std::string const& file) {
          return html::Url::path("/p/{}/state-of-play/{}/{}", {brief->slug, snapshot->number, file});
        },
        snapshot->sentences);
    auto const older = before(store.list(brief->id), snapshot->place);
    page.stamp.push_back({snapshot->number, day_words(snapshot->frozen_at, words), snapshot->note,
                          older.empty() ? html::Url{} : address_of_changes(brief->slug, snapshot->number, older), address_of(brief->slug), older});
    auto const file = [&](std::string const& name) { return html::Url::path("/p/{}/state-of-play/{}/{}", {brief->slug, snapshot->number, name}); };
    if (m_pdf) page.documents.push_back({"PDF", file("state-of-play.pdf")});
    page.documents.push_back({words.t("text, ODT"), file("state-of-play.odt")});
    page.documents.push_back({words.t("slides, ODP"), file("state-of-play.odp")});
    page.documents.push_back({words.t("all tables, CSV"), file("state-of-play.csv")});
    page.member = standpoint.exact;
    page.too_few = reading.empty();
    return m_house.stage.page(visit, frame_of(visit, *brief, views::state_of_play(visit.context, page), {{snapshot->number, {}}}));
  });
}

http::Response StateOfPlayPages::document(Visit const& visit, std::string_view ending) const {
  std::optional<Report> report;
  m_house.database.read([&](db::Session& session) {
    auto const brief = programme::brief_of(session, *visit.programme);
    auto const snapshot = brief ? SnapshotStore{session}.find(brief->id, visit.capture("number")) : std::nullopt;
    if (!snapshot) return;
    auto const& reading = seen_by(standpoint_of(visit.viewer, brief->id), *snapshot);
    if (reading.empty()) return;
    auto const setting = frozen_setting(session, visit.words(), *brief, reading, *snapshot);
    report = report_of(*brief, *snapshot, reading, setting, m_shapes, m_public_address + address_of_snapshot(brief->slug, snapshot->number).text());
  });
  if (!report) return m_house.stage.missing(visit);
  auto const stem = report->programme_slug + "-" + report->number + "-state-of-play.";
  if (ending == "csv")
    return kept_as("text/csv; charset=utf-8", stem + "csv", base::write_csv(rows_of(*report, visit.words()), base::CsvKind::spreadsheet));
  if (ending == "odt") return kept_as("application/vnd.oasis.opendocument.text", stem + "odt", office::odt(office_text(*report, visit.words())));
  if (ending == "odp")
    return kept_as("application/vnd.oasis.opendocument.presentation", stem + "odp", office::odp(office_slides(*report, visit.words())));
  if (!m_pdf) return m_house.stage.missing(visit);
  auto bytes = m_pdf(*report, visit.words());
  if (!bytes) return m_house.stage.refused(visit, bytes.error());
  return kept_as("application/pdf", stem + "pdf", std::move(*bytes));
}

http::Response StateOfPlayPages::frozen_file(Visit const& visit) const {
  for (std::string_view const ending : {"pdf", "odt", "odp", "csv"}) {
    if (visit.capture("file") == "state-of-play." + std::string{ending}) return document(visit, ending);
  }
  return m_house.database.read([&](db::Session& session) {
    auto const brief = programme::brief_of(session, *visit.programme);
    auto const snapshot = brief ? SnapshotStore{session}.find(brief->id, visit.capture("number")) : std::nullopt;
    if (!snapshot || !is_file(visit.capture("file"))) return m_house.stage.missing(visit);
    auto const& reading = seen_by(standpoint_of(visit.viewer, brief->id), *snapshot);
    auto const setting = frozen_setting(session, visit.words(), *brief, reading, *snapshot);
    auto file = file_of(visit.capture("file"), brief->slug + "-" + snapshot->number, reading, pictures_of(reading, setting), setting, m_shapes);
    return file ? std::move(*file) : m_house.stage.missing(visit);
  });
}

http::Response StateOfPlayPages::changes(Visit const& visit) const {
  return m_house.database.read([&](db::Session& session) {
    auto const brief = programme::brief_of(session, *visit.programme);
    SnapshotStore store{session};
    auto one = brief ? store.find(brief->id, visit.capture("number")) : std::nullopt;
    auto other = brief ? store.find(brief->id, visit.query("from")) : std::nullopt;
    if (!one || !other) return m_house.stage.missing(visit);
    if (one->place < other->place) std::swap(one, other);
    auto const standpoint = standpoint_of(visit.viewer, brief->id);
    auto const &newer = seen_by(standpoint, *one), &older = seen_by(standpoint, *other);
    auto setting = setting_of(session, visit.words(), *brief, {&newer, &older});
    setting.vocabulary = one->vocabulary;
    ChangesPage page{other->number,
                     one->number,
                     day_words(other->frozen_at, visit.words()),
                     day_words(one->frozen_at, visit.words()),
                     address_of_snapshot(brief->slug, other->number),
                     address_of_snapshot(brief->slug, one->number),
                     changes_between(older, newer, setting),
                     {}};
    auto const picture = before_and_after(older, newer, other->number, one->number, setting);
    if (!picture.rows.empty()) page.picture = charts::figure(picture, visit.context);
    return m_house.stage.page(visit,
                              frame_of(visit, *brief, views::state_of_play_changes(visit.context, page), {{visit.words().t("What changed"), {}}}));
  });
}

}  // namespace synthesis
