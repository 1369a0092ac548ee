#include "domain/kit/checks/pdf_check.h"

#include <boost/json.hpp>
#include <map>
#include <set>

namespace kit {
namespace json = boost::json;
namespace {

using Words = std::vector<std::string>;

constexpr int deepest = 200;           // elements within elements
constexpr std::size_t most_said = 50;  // one fault may come on every page
json::object const nothing;

/// What stands under a name; null when there is none.
json::value const& at(json::object const& object, std::string_view name) {
  static json::value const none;
  auto const found = object.find(name);
  return found == object.end() ? none : found->value();
}

/// "/P" or "u:words" as P or words; empty when it is no text.
std::string text(json::value const& value) {
  if (!value.is_string()) return "";
  std::string_view const said = value.as_string();
  if (said.starts_with("u:") || said.starts_with("b:")) return std::string{said.substr(2)};
  return std::string{said.starts_with("/") ? said.substr(1) : said};
}

/// What an element must hold, and be held by.
struct Nesting {
  std::set<std::string_view> inside;  ///< the only ones; empty: any
  std::set<std::string_view> around;  ///< one of these; empty: any
};

std::map<std::string_view, Nesting> const& nestings() {
  static std::map<std::string_view, Nesting> const all = {
      {"Table", {{"Caption", "TR", "THead", "TBody", "TFoot"}, {}}},
      {"THead", {{"TR"}, {"Table"}}},
      {"TBody", {{"TR"}, {"Table"}}},
      {"TFoot", {{"TR"}, {"Table"}}},
      {"TR", {{"TH", "TD"}, {"Table", "THead", "TBody", "TFoot"}}},
      {"TH", {{}, {"TR"}}},
      {"TD", {{}, {"TR"}}},
      {"L", {{"Caption", "L", "LI"}, {}}},
      {"LI", {{"Lbl", "LBody"}, {"L"}}},
      {"LBody", {{}, {"LI"}}},
      {"TOC", {{"Caption", "TOC", "TOCI"}, {}}},
      {"TOCI", {{"Lbl", "Reference", "NonStruct", "P", "TOC"}, {"TOC"}}},
  };
  return all;
}

bool is_standard(std::string_view type) {
  static std::set<std::string_view> const all = {
      "Document", "Part", "Art",   "Sect",  "Div",     "BlockQuote", "Caption", "TOC",    "TOCI",      "Index",    "NonStruct", "Private", "P",
      "H",        "H1",   "H2",    "H3",    "H4",      "H5",         "H6",      "L",      "LI",        "Lbl",      "LBody",     "Table",   "TR",
      "TH",       "TD",   "THead", "TBody", "TFoot",   "Span",       "Quote",   "Note",   "Reference", "BibEntry", "Code",      "Link",    "Annot",
      "Ruby",     "RB",   "RT",    "RP",    "Warichu", "WT",         "WP",      "Figure", "Formula",   "Form"};
  return all.contains(type);
}

class Checker {
 public:
  Checker(json::object const& objects, std::string_view bytes) : m_objects{objects}, m_bytes{bytes} {}

  Words run() {
    auto const& root = object(at(at_value(m_objects, "trailer"), "/Root"));
    catalogue(root);
    auto const& tree = object(at(root, "/StructTreeRoot"));
    m_roles = object(at(tree, "/RoleMap"));
    if (tree.empty()) say("no tags (01-005)");
    for_each(at(tree, "/K"), [&](json::value const& kid) { element(kid, "", 0); });
    if (m_elements == 0) say("its tags hold nothing");
    if (m_last_heading == 0) say("no heading (14-002)");
    for (auto const& [name, one] : m_objects) read(name, one);
    if (!m_tagged_page) say("no page whose words are tagged (01-005)");
    return std::move(m_wrong);
  }

 private:
  void say(std::string words) {
    if (m_wrong.size() < most_said) m_wrong.push_back(std::move(words));
  }

  static json::object const& at_value(json::object const& holder, std::string_view name) {
    auto const& found = at(holder, name);
    return found.is_object() && at(found.as_object(), "value").is_object() ? at(found.as_object(), "value").as_object() : nothing;
  }

  /// A dictionary, or what a reference leads to.
  json::object const& object(json::value const& value) const {
    if (value.is_object()) return value.as_object();
    return value.is_string() ? at_value(m_objects, "obj:" + std::string{value.as_string()}) : nothing;
  }

  template <class Act>
  static void for_each(json::value const& kids, Act const& act) {
    if (!kids.is_array()) return kids.is_null() ? void() : act(kids);
    for (auto const& kid : kids.as_array()) act(kid);
  }

  bool is_in_file(std::string_view words) const { return m_bytes.find(words) != std::string_view::npos; }

  void catalogue(json::object const& root) {
    auto const& marked = object(at(root, "/MarkInfo"));
    if (at(marked, "/Marked") != json::value(true)) say("not said to be tagged (01-005)");
    if (at(marked, "/Suspects") == json::value(true)) say("its tags are said to be suspect (01-006)");
    if (at(root, "/Metadata").is_null()) say("no metadata (06-001)");
    if (!is_in_file("pdfuaid:part")) say("not said to be PDF/UA (06-002)");
    if (!is_in_file("<dc:title>")) say("no title in the metadata (06-003)");
    if (at(object(at(root, "/ViewerPreferences")), "/DisplayDocTitle") != json::value(true)) say("its title is not shown (07-001)");
    if (text(at(root, "/Lang")).empty()) say("no language (11-006)");
    if (at(object(at(root, "/Outlines")), "/First").is_null()) say("no outline");
    if (!at(at_value(m_objects, "trailer"), "/Encrypt").is_null()) say("locked (26-001)");
  }

  std::string type_of(json::object const& one) const {
    auto type = text(at(one, "/S"));
    for (int steps = 0; !is_standard(type) && steps < 8; ++steps) {
      auto const mapped = text(at(m_roles, "/" + type));
      if (mapped.empty()) break;
      type = mapped;
    }
    return type;
  }

  void element(json::value const& value, std::string const& around, int depth) {
    if (value.is_number()) return;  // words on a page
    auto const& one = object(value);
    if (text(at(one, "/Type")) == "OBJR") {
      if (around == "Link" && at(one, "/Obj").is_string()) m_linked.emplace(at(one, "/Obj").as_string());
      return;
    }
    if (text(at(one, "/Type")) == "MCR") return;
    if (depth > deepest) return say("tags within tags without end");
    auto const type = type_of(one);
    ++m_elements;
    if (!is_standard(type)) say("an unknown tag " + type + " (02-001)");
    nested(one, type, around);
    judged(one, type);
    for_each(at(one, "/K"), [&](json::value const& kid) { element(kid, type, depth + 1); });
  }

  void nested(json::object const& one, std::string const& type, std::string const& around) {
    auto const found = nestings().find(type);
    if (found == nestings().end()) return;
    auto const& asked = found->second;
    if (!asked.around.empty() && !asked.around.contains(around)) say(type + " within " + around + " (09-004 to 09-006)");
    if (asked.inside.empty()) return;
    for_each(at(one, "/K"), [&](json::value const& kid) {
      auto const inner = kid.is_number() ? std::string{"words"} : type_of(object(kid));
      if (!asked.inside.contains(inner)) say(inner + " within " + type + " (09-004 to 09-006)");
    });
    if (type == "Table" && !holds(one, "TH", 0)) say("a table without headers (15-003)");
  }

  bool holds(json::object const& one, std::string_view type, int depth) const {
    bool found = false;
    if (depth < 4)
      for_each(at(one, "/K"), [&](json::value const& kid) {
        auto const& inner = object(kid);
        found = found || text(at(inner, "/S")) == type || holds(inner, type, depth + 1);
      });
    return found;
  }

  void judged(json::object const& one, std::string const& type) {
    auto const words = text(at(one, "/Alt")) + text(at(one, "/ActualText"));
    if (type == "Figure" && words.empty()) say("a figure without alternative text (13-004)");
    if (type == "Formula" && words.empty()) say("a formula without alternative text (17-002)");
    if (type == "TH" && !attribute(one, "/Scope")) say("a header cell that does not say what it heads (15-003)");
    if (type == "Note" && !m_notes.insert(text(at(one, "/ID"))).second) say("two notes of one name (19-004)");
    if (type == "Note" && text(at(one, "/ID")).empty()) say("a note without a name (19-003)");
    if (type.size() == 2 && type[0] == 'H') heading(type[1] - '0');
  }

  bool attribute(json::object const& one, std::string_view name) const {
    bool found = false;
    for_each(at(one, "/A"), [&](json::value const& attributes) { found = found || !at(object(attributes), name).is_null(); });
    return found;
  }

  void heading(int level) {
    if (m_last_heading == 0 && level != 1) say("its first heading is of level " + std::to_string(level) + " (14-002)");
    if (level > m_last_heading + 1)
      say("a heading of level " + std::to_string(level) + " after one of level " + std::to_string(m_last_heading) + " (14-003)");
    m_last_heading = level;
  }

  /// Pages, links and faces, wherever they are.
  void read(std::string_view name, json::value const& value) {
    if (!value.is_object()) return;
    auto const& one = at_value(m_objects, name);
    auto const type = text(at(one, "/Type"));
    if (type == "Page") page(one);
    if (type == "Annot" && text(at(one, "/Subtype")) == "Link") link(std::string{name.substr(4)}, one);
    if (type == "Font") font(one);
  }

  void page(json::object const& one) {
    if (!at(one, "/Annots").is_null() && text(at(one, "/Tabs")) != "S") say("a page whose links are not walked in the order of its tags (28-009)");
    m_tagged_page = m_tagged_page || !at(one, "/StructParents").is_null();  // a page may hold ornaments alone
  }

  void link(std::string const& reference, json::object const& one) {
    if (!m_linked.contains(reference)) say("a link that no tag holds (28-011)");
    if (text(at(one, "/Contents")).empty()) say("a link that does not say where it leads (28-012)");
  }

  void font(json::object const& one) {
    auto const kind = text(at(one, "/Subtype"));
    if (kind.starts_with("CIDFont")) {
      auto const& about = object(at(one, "/FontDescriptor"));
      bool const inside = !at(about, "/FontFile").is_null() || !at(about, "/FontFile2").is_null() || !at(about, "/FontFile3").is_null();
      if (!inside) say("a face that is not in the file (31-009): " + text(at(one, "/BaseFont")));
    } else if (at(one, "/ToUnicode").is_null()) say("a face whose signs are no letters (31-027): " + text(at(one, "/BaseFont")));
  }

  json::object const& m_objects;
  std::string_view m_bytes;
  json::object m_roles;
  Words m_wrong;
  std::set<std::string> m_notes, m_linked;
  int m_last_heading = 0, m_elements = 0;
  bool m_tagged_page = false;
};

}  // namespace

Words wrong_in_pdf(std::string_view objects, std::string_view bytes) {
  boost::system::error_code wrong;
  json::parse_options bounds;
  bounds.max_depth = 64;
  auto const read = json::parse(objects, wrong, {}, bounds);
  if (wrong || !read.is_object()) return {"its objects cannot be read"};
  auto const& all = at(read.as_object(), "qpdf");
  if (!all.is_array() || all.as_array().size() < 2 || !all.as_array()[1].is_object()) return {"its objects cannot be read"};
  return Checker{all.as_array()[1].as_object(), bytes}.run();
}

}  // namespace kit
