#include "domain/kit/outline_past.h"

#include <boost/json.hpp>

#include "domain/kit/kit_store.h"
#include "domain/kit/outline_json.h"
#include "platform/base/world.h"
#include "platform/i18n/words.h"

namespace kit {
namespace {

namespace json = boost::json;
using i18n::msgid;

std::string to_json(Said const& said) {
  json::array arguments;
  for (auto const& argument : said.arguments) arguments.push_back(json::value(argument));
  return json::serialize(json::object{{"msgid", said.msgid}, {"arguments", std::move(arguments)}});
}

Said said_from(std::string_view text) {
  auto const value = json::parse(text);
  Said said{std::string{value.at("msgid").as_string()}, {}, {}};
  for (auto const& argument : value.at("arguments").as_array()) said.arguments.emplace_back(argument.as_string());
  return said;
}

}  // namespace

base::Outcome<Said> OutlinePast::change(accounts::ProgrammeId const& programme, std::optional<accounts::PersonId> const& by, base::Instant now,
                                        Rule const& rule) {
  KitStore store{m_session};
  auto kit = store.find(programme);
  if (!kit) return base::refuse(msgid("This programme has no kit yet."));
  auto done = rule(kit->outline);
  if (!done) return tl::unexpected{done.error()};
  if (done->outline == kit->outline) return done->said;
  auto const before = kit::to_json(kit->outline), after = kit::to_json(done->outline);
  kit->outline = std::move(done->outline);
  kit->changed = now;
  store.put(*kit);
  std::int64_t last = 0;
  m_session.query("SELECT COALESCE(MAX(place), 0) FROM kit_past WHERE kit_id = ? AND undone = 0", kit->id).next(last);
  m_session.execute("DELETE FROM kit_past WHERE kit_id = ? AND (place > ? OR place <= ?)", kit->id, last, last + 1 - most_past);
  m_session.execute(
      "INSERT INTO kit_past (kit_id, place, before_outline, before_print, after_outline, after_print, said, undone, changed_by, changed_at) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?, ?)",
      kit->id, last + 1, before, base::fingerprint(before), after, base::fingerprint(after), to_json(done->said), by, base::to_milliseconds(now));
  return done->said;
}

OutlinePast::Buttons OutlinePast::buttons(Kit const& kit) {
  auto const now = base::fingerprint(kit::to_json(kit.outline));
  auto rows =
      m_session.query("SELECT place, said, undone, before_print, after_print, changed_by FROM kit_past WHERE kit_id = ? ORDER BY place", kit.id);
  Buttons buttons;
  Step step;
  std::string said, before, after;
  std::optional<std::string> by;
  std::int64_t undone = 0;
  // The last one that stands, and the first one after it.
  while (rows.next(step.place, said, undone, before, after, by)) {
    auto& button = undone ? buttons.redo : buttons.undo;
    button.reset();
    if ((undone ? before : after) == now) {
      step.said = said_from(said);
      step.by = by ? std::optional{accounts::PersonId::trusted(*by)} : std::nullopt;
      button = step;
    }
    if (undone) break;
  }
  return buttons;
}

base::Outcome<Said> OutlinePast::undo(accounts::ProgrammeId const& programme, std::int64_t place, base::Instant now) {
  return turn(programme, place, now, true);
}
base::Outcome<Said> OutlinePast::redo(accounts::ProgrammeId const& programme, std::int64_t place, base::Instant now) {
  return turn(programme, place, now, false);
}

base::Outcome<Said> OutlinePast::turn(accounts::ProgrammeId const& programme, std::int64_t place, base::Instant now, bool undoing) {
  KitStore store{m_session};
  auto kit = store.find(programme);
  if (!kit) return base::refuse(msgid("This programme has no kit yet."));
  auto const buttons = this->buttons(*kit);
  auto const& button = undoing ? buttons.undo : buttons.redo;
  if (!button || button->place != place) return base::refuse(msgid("The kit was changed since: look at it as it is now."));
  std::string before, after;
  m_session.query("SELECT before_outline, after_outline FROM kit_past WHERE kit_id = ? AND place = ?", kit->id, place).next(before, after);
  kit->outline = outline_from_json(undoing ? before : after);
  kit->changed = now;
  store.put(*kit);
  m_session.execute("UPDATE kit_past SET undone = ? WHERE kit_id = ? AND place = ?", undoing ? 1 : 0, kit->id, place);
  return button->said;
}

}  // namespace kit
