#include <algorithm>
#include <charconv>

#include "domain/exchange/departure_store.h"
#include "domain/exchange/exchange_rooms.h"
#include "domain/exchange/export_views.h"
#include "domain/exchange/views/export.view.h"
#include "domain/territories/territories.h"
#include "platform/audit/audit.h"
#include "platform/base/text.h"

namespace exchange {
namespace {

using i18n::msgid;

constexpr std::size_t most_listed = 200'000;
constexpr int journal_length = 50;
/// The question of the list and its order, written again as its own page writes it: every filter, each value of it.
html::Url with_filters(html::Url url, http::Fields const& query) {
  return experiences::with_list_question(std::move(url), query).with("sort", query["sort"]);
}

std::string label_of(Format format, i18n::Words const& words) {
  switch (format) {
    case Format::csv: return words.t("CSV");
    case Format::xlsx: return words.t("Excel (XLSX)");
    case Format::ods: return words.t("LibreOffice (ODS)");
    case Format::markdown: return words.t("Texts (Markdown)");
    case Format::json: return words.t("JSON");
  }
  return {};
}

std::string help_of(Format format, i18n::Words const& words) {
  switch (format) {
    case Format::csv: return words.t("Opens in Excel with its accents and columns.");
    case Format::xlsx: return words.t("One line a sheet, filters ready.");
    case Format::ods: return words.t("The same, for a free office suite.");
    case Format::markdown: return words.t("One text file a sheet, in an archive.");
    case Format::json: return words.t("For programs, with the words of each code.");
  }
  return {};
}

constexpr Format all_formats[] = {Format::xlsx, Format::csv, Format::ods, Format::markdown, Format::json};

ExportPage::Kind kind_of(accounts::Visit const& visit, std::string_view slug, std::string_view people, std::int64_t sheets) {
  auto const& words = visit.words();
  ExportPage::Kind kind;
  bool const open = people == "open";
  kind.title = open ? words.t("Open data") : words.t("To work on them");
  kind.sheets = sheets;
  if (sheets == 0) return kind;
  kind.about = open ? words.tn("One published sheet, visible to all, without the names of people. The licence of each sheet goes with it.",
                               "{} published sheets, visible to all, without the names of people. The licence of each sheet goes with it.", sheets)
                    : words.tn(
                          "The sheet of this list you may read, drafts included, without the fields that name people. Coming back, the file leaves "
                          "those fields as they are.",
                          "The {} sheets of this list you may read, drafts included, without the fields that name people. Coming back, the file "
                          "leaves those fields as they are.",
                          sheets);
  for (auto const format : all_formats) {
    auto const url = html::Url::path("/p/{}/experiences/export/{}", {slug, code(format)}).with("people", people).with("after", visit.query("after"));
    kind.choices.push_back({label_of(format, words), help_of(format, words), with_filters(url, visit.request.query)});
  }
  return kind;
}

/// As someone without an account sees it.
accounts::Visit as_visitor(accounts::Visit const& visit, accounts::Viewer const& nobody) {
  return {visit.request, nobody, visit.context, visit.programme};
}

http::Response download(File file) {
  http::Response response;
  response.content_type = std::move(file.content_type);
  response.body = std::move(file.bytes);
  response.header("Content-Disposition", "attachment; filename=\"" + file.name + "\"");
  return response;
}

std::optional<base::Instant> instant_in(std::string_view text) {
  std::int64_t count = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return base::from_milliseconds(count);
}

base::Day today(accounts::House const& house) { return base::Day{std::chrono::floor<std::chrono::days>(house.world.now())}; }

}  // namespace

std::string filters_of(http::Fields const& query) {
  auto const text = with_filters(html::Url::path("/"), query).text();
  return text.size() > 2 ? text.substr(2) : std::string{};
}

std::vector<Going> going(db::Session& session, std::vector<experiences::Experience> sheets, std::string_view programme_slug, People people) {
  std::vector<accounts::TerritoryId> territories;
  for (auto const& one : sheets) {
    if (one.territory) territories.push_back(*one.territory);
  }
  auto const keys = territories::keys_of(session, territories);
  std::map<accounts::PersonId, std::string> emails;
  if (people == People::named && !sheets.empty())
    for (auto const& member : accounts::members_of(session, sheets.front().programme)) emails.emplace(member.person, member.email);
  std::vector<Going> out;
  for (auto& one : sheets) {
    auto sheet = experiences::sheet_of(one, programme_slug);
    sheet.id = one.id.text();
    if (one.territory)
      if (auto const key = keys.find(*one.territory); key != keys.end()) sheet.territory = key->second;
    if (one.author)
      if (auto const email = emails.find(*one.author); email != emails.end()) sheet.author = email->second;
    out.push_back({leaving(std::move(sheet), people), one.territory_name});
  }
  return out;
}

Outgoing gather(db::Session& session, accounts::Visit const& visit, accounts::Viewer const& viewer, experiences::Shelf& shelf,
                programme::Brief const& programme, People people) {
  auto const looking = as_visitor(visit, viewer);
  auto const slice = experiences::slice_of_list(session, looking, shelf, most_in_a_file);
  Outgoing out;
  out.people = people;
  out.programme_slug = programme.slug;
  out.programme_name = programme.name;
  out.vocabulary = experiences::vocabulary_of(session, programme.id);
  out.sheets = going(session, experiences::sheets_of(session, viewer, slice.ids), programme.slug, people);
  return out;
}

programme::Brief ExchangePages::Rooms::programme_of(db::Session& session, accounts::Visit const& visit) const {
  return programme::brief_of(session, *visit.programme).value_or(programme::Brief{*visit.programme, "", "", "", false});
}

views::Frame ExchangePages::Rooms::frame(programme::Brief const& programme, accounts::Visit const& visit, std::string title) const {
  views::Frame frame;
  frame.programme = programme::where_of(programme);
  frame.section = "experiences";
  frame.indexable = false;
  frame.crumbs = {{programme.name, html::Url::path("/p/{}", {programme.slug})},
                  {visit.words().t("Experiences"), experiences::list_address(programme.slug)},
                  {title, {}}};
  frame.title = std::move(title);
  return frame;
}

void ExchangePages::Rooms::add_export_routes(accounts::Routes& routes) {
  using accounts::Right;
  routes.get("/p/{programme}/experiences/export", Right::anyone, "Choose a file of the filtered list to take away",
             [this](auto const& visit) { return ask_export(visit); });
  routes.get("/p/{programme}/experiences/export/{format}", Right::anyone, "The filtered list as a file without names",
             [this](auto const& visit) { return export_file(visit); });
  routes.get("/p/{programme}/experiences/export/named", Right::lead, "Confirm a file with the names of people",
             [this](auto const& visit) { return ask_named(visit); });
  routes.post("/p/{programme}/experiences/export/named", Right::lead, "Take a file with the names of people; written down",
              [this](auto const& visit) { return export_named(visit); });
  routes.get("/p/{programme}/experiences/export/journal", Right::lead, "Which files with names left, who took them",
             [this](auto const& visit) { return departures(visit); });
}

http::Response ExchangePages::Rooms::ask_export(accounts::Visit const& visit) const {
  auto const& words = visit.words();
  accounts::Viewer const nobody;
  programme::Brief programme;
  ExportPage page;
  house.database.read([&](db::Session& session) {
    programme = programme_of(session, visit);
    auto const listed = experiences::slice_of_list(session, visit, shelf, most_listed);
    auto const open = experiences::slice_of_list(session, as_visitor(visit, nobody), shelf, 1);
    page.found =
        listed.total == 0 ? words.t("This list is empty.") : words.tn("This list holds one sheet.", "This list holds {} sheets.", listed.total);
    page.kinds.push_back(kind_of(visit, programme.slug, "open", open.total));
    if (visit.viewer.may_contribute(*visit.programme)) page.kinds.push_back(kind_of(visit, programme.slug, "working", listed.total));
    for (std::size_t from = most_in_a_file; visit.query("after").empty() && from < listed.ids.size(); from += most_in_a_file) {
      auto const to = std::min(from + most_in_a_file, listed.ids.size());
      page.parts.emplace_back(
          words.t("sheets {} to {}", {words.number(static_cast<std::int64_t>(from + 1)), words.number(static_cast<std::int64_t>(to))}),
          with_filters(html::Url::path("/p/{}/experiences/export", {programme.slug}), visit.request.query)
              .with("after", listed.ids[from - 1].text()));
    }
  });
  page.list = with_filters(experiences::list_address(programme.slug), visit.request.query);
  if (visit.viewer.leads(*visit.programme)) {
    page.named =
        with_filters(html::Url::path("/p/{}/experiences/export/named", {programme.slug}), visit.request.query).with("after", visit.query("after"));
    page.journal = html::Url::path("/p/{}/experiences/export/journal", {programme.slug});
  }
  if (visit.viewer.may_contribute(*visit.programme)) page.import = html::Url::path("/p/{}/experiences/import", {programme.slug});
  auto framed = frame(programme, visit, words.t("Take the sheets away"));
  framed.body = views::export_choice(visit.context, page);
  return house.stage.page(visit, std::move(framed));
}

http::Response ExchangePages::Rooms::export_file(accounts::Visit const& visit) const {
  auto const format = format_from(visit.capture("format"));
  bool const working = visit.query("people") == "working";
  if (!format || (working && !visit.viewer.may_contribute(*visit.programme))) return house.stage.missing(visit);
  accounts::Viewer const nobody;
  auto out = house.database.read([&](db::Session& session) {
    return gather(session, visit, working ? visit.viewer : nobody, shelf, programme_of(session, visit), working ? People::working : People::open);
  });
  out.format = *format;
  out.day = today(house);
  out.address = setting.public_address + with_filters(experiences::list_address(out.programme_slug), visit.request.query).text();
  return download(file_of(out, visit.words()));
}

http::Response ExchangePages::Rooms::ask_named(accounts::Visit const& visit) const {
  auto const& words = visit.words();
  programme::Brief programme;
  NamedPage page;
  house.database.read([&](db::Session& session) {
    programme = programme_of(session, visit);
    auto const total = experiences::slice_of_list(session, visit, shelf, 1).total;
    page.found = total == 0 ? words.t("This list is empty.") : words.tn("This list holds one sheet.", "This list holds {} sheets.", total);
  });
  bool const sent = visit.request.method == http::Method::post;
  page.reason = std::string{visit.form("reason")};
  if (sent) page.refusal = words.t("Say in a sentence what this file is for.");
  page.format = sent ? std::string{visit.form("format")} : "xlsx";
  for (auto const format : all_formats) page.formats.emplace_back(code(format), label_of(format, words));
  page.action =
      with_filters(html::Url::path("/p/{}/experiences/export/named", {programme.slug}), visit.request.query).with("after", visit.query("after"));
  page.back = with_filters(html::Url::path("/p/{}/experiences/export", {programme.slug}), visit.request.query);
  auto framed = frame(programme, visit, words.t("A file with the names of people"));
  framed.body = views::export_named(visit.context, page);
  return house.stage.page(visit, std::move(framed), sent ? 422 : 200);
}

http::Response ExchangePages::Rooms::export_named(accounts::Visit const& visit) const {
  auto const format = format_from(visit.form("format"));
  auto const reason = base::shortened(base::trimmed(visit.form("reason")), 300);
  if (!format || reason.empty()) return ask_named(visit);
  auto out = house.database.read(
      [&](db::Session& session) { return gather(session, visit, visit.viewer, shelf, programme_of(session, visit), People::named); });
  out.format = *format;
  out.day = today(house);
  out.address = setting.public_address + with_filters(experiences::list_address(out.programme_slug), visit.request.query).text();
  auto file = file_of(out, visit.words());
  // Written down before it leaves: a file that nobody wrote down must not exist.
  house.database.write([&](db::Session& session) {
    DepartureStore{session}.note(house.world, *visit.programme,
                                 {*visit.viewer.person, house.world.now(), std::string{code(*format)}, filters_of(visit.request.query), reason,
                                  static_cast<std::int64_t>(out.sheets.size())});
    audit::note(
        session, house.world,
        {audit::Act::personal_data_exported, visit.viewer.person->text(), "experiences of " + visit.programme->text(), visit.request.address});
  });
  return download(std::move(file));
}

http::Response ExchangePages::Rooms::departures(accounts::Visit const& visit) const {
  auto const& words = visit.words();
  programme::Brief programme;
  JournalPage page;
  house.database.read([&](db::Session& session) {
    programme = programme_of(session, visit);
    auto const all = DepartureStore{session}.of(*visit.programme, instant_in(visit.query("before")), journal_length);
    std::vector<accounts::PersonId> people;
    for (auto const& one : all) people.push_back(one.person);
    auto const names = accounts::names_of(session, people);
    for (auto const& one : all) {
      auto const name = names.find(one.person);
      auto const list = experiences::list_address(programme.slug).text() + (one.asked.empty() ? "" : "?" + one.asked);
      page.lines.push_back({name == names.end() ? words.t("someone who left") : name->second, words.moment(one.at), one.format,
                            one.asked.empty() ? words.t("all the sheets") : one.asked, one.reason, words.number(one.sheets), html::Url::local(list)});
    }
    if (static_cast<int>(all.size()) == journal_length)
      page.next =
          html::Url::path("/p/{}/experiences/export/journal", {programme.slug}).with("before", std::to_string(base::to_milliseconds(all.back().at)));
  });
  auto framed = frame(programme, visit, words.t("Journal of the files with names"));
  framed.body = views::export_journal(visit.context, page);
  return house.stage.page(visit, std::move(framed));
}

}  // namespace exchange
