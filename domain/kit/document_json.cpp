#include "domain/kit/document_json.h"

#include <array>
#include <boost/json.hpp>

namespace kit {
namespace json = boost::json;
namespace {

constexpr std::array<std::string_view, 4> provenances = {"written", "said", "counted", "tried"};
constexpr QuestionKind question_kinds[] = {QuestionKind::single, QuestionKind::multiple, QuestionKind::true_false, QuestionKind::short_answer,
                                           QuestionKind::essay};

/// One list of fields for writing and for reading, so that neither forgets what the other knows.
template <class Visit>
void fields(Ground& g, Visit&& v) {
  v("slug", g.slug), v("title", g.title), v("passage", g.passage), v("territory", g.territory), v("address", g.address), v("quote", g.quote);
}
template <class Visit>
void fields(Picture& p, Visit&& v) {
  v("id", p.id), v("finding", p.finding), v("reads", p.reads), v("source", p.source), v("alternative", p.alternative), v("svg", p.svg),
      v("table", p.table);
}
template <class Visit>
void fields(Answer& a, Visit&& v) {
  v("text", a.text), v("right", a.right), v("feedback", a.feedback);
}
template <class Visit>
void fields(Question& q, Visit&& v) {
  v("id", q.id), v("kind", q.kind), v("title", q.title), v("text", q.text), v("feedback", q.feedback), v("answers", q.answers);
}
template <class Visit>
void fields(ReadNext& n, Visit&& v) {
  v("address", n.address), v("title", n.title);
}
template <class Visit>
void fields(Axis& a, Visit&& v) {
  v("title", a.title), v("statements", a.statements), v("next", a.next);
}
template <class Visit>
void fields(SelfAssessment& s, Visit&& v) {
  v("steps", s.steps), v("axes", s.axes);
}
template <class Visit>
void fields(Sequence& s, Visit&& v) {
  v("minutes", s.minutes), v("title", s.title), v("leads", s.leads), v("materials", s.materials), v("instruction", s.instruction), v("tip", s.tip);
}
template <class Visit>
void fields(RunningOrder& r, Visit&& v) {
  v("starts", r.starts), v("sequences", r.sequences);
}
template <class Visit>
void fields(Term& t, Visit&& v) {
  v("name", t.name), v("definition", t.definition);
}
template <class Visit>
void fields(Block& b, Visit&& v) {
  v("provenance", b.provenance), v("id", b.id), v("title", b.title), v("said_by", b.said_by), v("callout", b.callout), v("only", b.only),
      v("markdown", b.markdown);
  v("picture", b.picture), v("questions", b.questions), v("grounds", b.grounds);
  v("self_assessment", b.self_assessment), v("running_order", b.running_order), v("terms", b.terms), v("adapted", b.adapted);
}
template <class Visit>
void fields(Photo& p, Visit&& v) {
  v("print", p.print), v("kind", p.kind), v("credit", p.credit);
}
template <class Visit>
void fields(Part& p, Visit&& v) {
  v("slug", p.slug), v("title", p.title), v("level", p.level), v("kind", p.kind), v("address", p.address), v("licence", p.licence),
      v("blocks", p.blocks), v("brief", p.brief), v("photos", p.photos);
}
template <class Visit>
void fields(Credit& c, Visit&& v) {
  v("name", c.name), v("role", c.role), v("territory", c.territory);
}
template <class Visit>
void fields(Origin& o, Visit&& v) {
  v("title", o.title), v("number", o.number), v("identifier", o.identifier), v("publisher", o.publisher), v("address", o.address);
  v("territory", o.territory), v("territory_code", o.territory_code), v("changed", o.changed), v("left_out", o.left_out);
}
template <class Visit>
void fields(Document& d, Visit&& v) {
  v("slug", d.slug), v("title", d.title), v("subtitle", d.subtitle), v("description", d.description), v("number", d.number);
  v("frozen_on", d.frozen_on), v("language", d.language), v("licence", d.licence), v("publisher", d.publisher);
  v("programme_slug", d.programme_slug), v("programme_name", d.programme_name), v("identifier", d.identifier);
  v("home_address", d.home_address), v("fictional", d.fictional), v("parts", d.parts), v("credits", d.credits);
  v("origin", d.origin);
}

template <class T>
json::value written(T& thing);
json::value written(std::string& text) { return json::string{text}; }
json::value written(int& number) { return number; }
json::value written(bool& yes) { return yes; }
json::value written(base::Day& day) { return json::string{base::iso(day)}; }
json::value written(Provenance& provenance) { return json::string{code(provenance)}; }
json::value written(QuestionKind& kind) { return json::string{code(kind)}; }
template <class T>
json::value written(std::vector<T>& list) {
  json::array array;
  for (auto& item : list) array.push_back(written(item));
  return array;
}
template <class T>
json::value written(std::optional<T>& maybe) {
  return maybe ? written(*maybe) : json::value{};
}
template <class T>
json::value written(T& thing) {
  json::object object;
  fields(thing, [&object](char const* name, auto& field) { object[name] = written(field); });
  return object;
}

struct Unreadable {};

template <class T>
void read(json::value const& value, T& thing);
void read(json::value const& value, std::string& text) { text = value.as_string(); }
void read(json::value const& value, int& number) { number = static_cast<int>(value.as_int64()); }
void read(json::value const& value, bool& yes) { yes = value.as_bool(); }
void read(json::value const& value, base::Day& day) {
  auto const parsed = base::parse_day(std::string_view{value.as_string()});
  if (!parsed) throw Unreadable{};
  day = *parsed;
}
void read(json::value const& value, Provenance& provenance) {
  for (std::size_t i = 0; i < provenances.size(); ++i)
    if (value.as_string() == provenances[i]) {
      provenance = static_cast<Provenance>(i);
      return;
    }
  throw Unreadable{};
}
void read(json::value const& value, QuestionKind& kind) {
  for (auto const one : question_kinds)
    if (value.as_string() == code(one)) {
      kind = one;
      return;
    }
  throw Unreadable{};
}
template <class T>
void read(json::value const& value, std::vector<T>& list) {
  for (auto const& item : value.as_array()) read(item, list.emplace_back());
}
template <class T>
void read(json::value const& value, std::optional<T>& maybe) {
  if (!value.is_null()) read(value, maybe.emplace());
}
template <class T>
void read(json::value const& value, T& thing) {
  auto const& object = value.as_object();
  // A field added since the edition was frozen keeps its default.
  fields(thing, [&object](char const* name, auto& field) {
    if (auto const* found = object.if_contains(name)) read(*found, field);
  });
}

}  // namespace

std::string_view code(Provenance provenance) { return provenances[static_cast<std::size_t>(provenance)]; }

std::string to_json(Document const& document) {
  auto copy = document;
  return json::serialize(written(copy));
}

std::optional<Document> document_from_json(std::string_view text) {
  try {
    Document document;
    read(json::parse(text), document);
    return document;
  } catch (Unreadable const&) {
    return std::nullopt;
  } catch (std::exception const&) {
    return std::nullopt;
  }
}

}  // namespace kit
