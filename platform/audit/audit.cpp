#include "platform/audit/audit.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>

namespace audit {
namespace {

constexpr std::array<std::string_view, 22> codes = {"signed_in",
                                                    "sign_in_refused",
                                                    "signed_out",
                                                    "credentials_changed",
                                                    "invited",
                                                    "rights_changed",
                                                    "account_closed",
                                                    "account_opened",
                                                    "sessions_ended",
                                                    "personal_data_exported",
                                                    "own_data_exported",
                                                    "erasure_asked",
                                                    "erasure_taken_back",
                                                    "erased",
                                                    "retention_applied",
                                                    "published",
                                                    "withdrawn",
                                                    "backed_up",
                                                    "restored",
                                                    "restore_proven",
                                                    "job_retried",
                                                    "letter_retried"};

constexpr std::size_t longest_subject = 400;

/// No field can hold the unit separator: two different lines never give the same text.
std::string field(std::string_view text) {
  std::string out{text};
  std::erase_if(out, [](char c) { return static_cast<unsigned char>(c) < 0x20; });
  return out;
}

std::string seal_of(Line const& line, std::string_view before) {
  std::string text{before};
  for (auto const& part :
       {std::to_string(line.position), std::to_string(base::to_milliseconds(line.at)), line.who, line.act, line.subject, line.origin})
    text += '\x1f' + part;
  return base::fingerprint(text);
}

constexpr std::string_view columns = "SELECT position, at, who, act, subject, origin, seal FROM audit_line";

bool next(db::Rows& rows, Line& line) {
  std::int64_t at = 0;
  if (!rows.next(line.position, at, line.who, line.act, line.subject, line.origin, line.seal)) return false;
  line.at = base::from_milliseconds(at);
  return true;
}

}  // namespace

std::string_view code(Act act) { return codes[static_cast<std::size_t>(act)]; }

std::optional<Act> act_from(std::string_view code) {
  auto const found = std::ranges::find(codes, code);
  if (found == codes.end()) return std::nullopt;
  return static_cast<Act>(found - codes.begin());
}

std::vector<Act> const& all_acts() {
  static std::vector<Act> const all = [] {
    std::vector<Act> acts;
    for (std::size_t at = 0; at < codes.size(); ++at) acts.push_back(static_cast<Act>(at));
    return acts;
  }();
  return all;
}

void note(db::Session& session, base::World const& world, Deed const& deed) {
  std::string before;
  Line line;
  session.query("SELECT position, seal FROM audit_line ORDER BY position DESC LIMIT 1").next(line.position, before);
  ++line.position;
  line.at = world.now();
  line.who = field(deed.who);
  line.act = code(deed.act);
  line.subject = field(deed.subject).substr(0, longest_subject);
  line.origin = network_of(deed.address);
  session.execute("INSERT INTO audit_line (position, at, who, act, subject, origin, seal) VALUES (?, ?, ?, ?, ?, ?, ?)", line.position,
                  base::to_milliseconds(line.at), line.who, line.act, line.subject, line.origin, seal_of(line, before));
}

std::vector<Line> lines(db::Session& session, Question const& question) {
  std::string sql{columns};
  std::vector<db::Value> values;
  auto const narrow = [&](std::string_view condition, db::Value value) {
    sql += values.empty() ? " WHERE " : " AND ";
    sql += condition;
    values.push_back(std::move(value));
  };
  if (!question.act.empty()) narrow("act = ?", question.act);
  if (!question.who.empty()) narrow("who = ?", question.who);
  if (question.before > 0) narrow("position < ?", question.before);
  sql += " ORDER BY position DESC LIMIT ?";
  values.push_back(db::value(question.limit));
  auto rows = session.query_values(sql, std::move(values));
  std::vector<Line> found;
  for (Line line; next(rows, line);) found.push_back(line);
  return found;
}

std::optional<Line> newest(db::Session& session, Act act) {
  auto found = lines(session, {.act = std::string{code(act)}, .who = {}, .before = 0, .limit = 1});
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

namespace {

/// From the line after `first`, whose seal is known.
Verdict verify_after(db::Session& session, std::int64_t first, std::string seal) {
  Verdict verdict{0, {}, std::move(seal)};
  auto rows = session.query(std::string{columns} + " WHERE position > ? ORDER BY position", first);
  for (Line line; next(rows, line);) {
    ++verdict.lines;
    bool const whole = line.position == first + verdict.lines && line.seal == seal_of(line, verdict.seal);
    if (!whole && !verdict.broken) verdict.broken = first + verdict.lines;
    verdict.seal = line.seal;
  }
  return verdict;
}

}  // namespace

Verdict verify(db::Session& session) { return verify_after(session, 0, {}); }

Verdict verify_newest(db::Session& session, std::int64_t count) {
  auto rows = session.query("SELECT position, seal FROM audit_line ORDER BY position DESC LIMIT 1 OFFSET ?", count);
  std::int64_t first = 0;
  std::string seal;
  rows.next(first, seal);
  return verify_after(session, first, seal);
}

std::string network_of(std::string_view address) {
  std::string const text{address};
  std::array<unsigned char, 16> bytes{};
  std::array<char, INET6_ADDRSTRLEN> shown{};
  if (::inet_pton(AF_INET, text.c_str(), bytes.data()) == 1) {
    bytes[3] = 0;
    return std::string{::inet_ntop(AF_INET, bytes.data(), shown.data(), shown.size())} + "/24";
  }
  if (::inet_pton(AF_INET6, text.c_str(), bytes.data()) != 1) return {};
  constexpr std::array<unsigned char, 12> mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
  if (std::equal(mapped.begin(), mapped.end(), bytes.begin())) return network_of(::inet_ntop(AF_INET, bytes.data() + 12, shown.data(), shown.size()));
  std::fill(bytes.begin() + 6, bytes.end(), static_cast<unsigned char>(0));
  return std::string{::inet_ntop(AF_INET6, bytes.data(), shown.data(), shown.size())} + "/48";
}

}  // namespace audit
