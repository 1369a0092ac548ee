#include <algorithm>
#include <set>
#include <utility>

#include "domain/kit/bring/manifest.h"
#include "domain/kit/bring/readers.h"
#include "domain/kit/bring/xml_names.h"
#include "platform/base/text.h"
#include "platform/i18n/words.h"

// A course in Common Cartridge: its pages, quizzes, links and topics, in the order of its outline.
namespace kit {
namespace {

using i18n::msgid;

bool is_page(std::string_view name) {
  auto const folded = base::fold(name);
  return folded.ends_with(".html") || folded.ends_with(".htm") || folded.ends_with(".xhtml");
}

class CourseReader {
 public:
  CourseReader(Package const& package, Course const& course, Bringing& into) : m_package{package}, m_course{course}, m_into{into} {}

  void read() {
    m_into.met(m_course.manifest);
    for (auto const& item : m_course.items) section(item);
    for (auto const& [id, resource] : m_course.resources) bank(id, resource);
    for (auto const& name : m_package.names())
      if (is_page(name) && !m_into.has_met(name))
        m_into.left_out({name, {}}, msgid("The outline of the course does not name this page.")), m_into.met(name);
    m_into.name_left_over(m_package);
  }

 private:
  /// What stands at the first level is a section: its title is that of a page when it holds one alone.
  void section(CourseItem const& item) {
    m_open = false;
    m_section = item.inside.empty() ? "" : item.title;
    if (!item.resource.empty()) activity(item);
    for (auto const& inside : item.inside) {
      if (inside.inside.empty()) activity(inside);
      else section(inside);
    }
    if (item.inside.size() > 1 && !item.title.empty())
      m_into.changed({m_course.manifest, {}}, msgid("A section is not kept as such: its pages follow each other."));
  }

  void activity(CourseItem const& item) {
    auto const found = m_course.resources.find(item.resource);
    if (item.resource.empty()) return;
    if (found == m_course.resources.end())
      return m_into.left_out({m_course.manifest, base::shortened(item.title, 60)}, msgid("The outline names what the course does not hold."));
    auto const& resource = found->second;
    m_used.insert(item.resource);
    auto const file = resource.href.empty() && !resource.files.empty() ? resource.files.front() : resource.href;
    for (auto const& name : resource.files) m_into.met(name);
    m_into.met(file);
    auto const* bytes = m_package.find(file);
    if (!bytes)
      return m_into.left_out({file.empty() ? m_course.manifest : file, base::shortened(item.title, 60)},
                             msgid("The outline names what the course does not hold."));
    if (resource.type.starts_with("imsqti")) quiz(item.title, file, *bytes);
    else if (resource.type.starts_with("imswl")) link(file, *bytes, item.title);
    else if (resource.type.starts_with("imsdt")) topic(file, *bytes, item.title);
    else if (is_page(file)) page(item.title, file, *bytes);
    else if (resource.type.starts_with("imsbasiclti"))
      m_into.left_out({file, base::shortened(item.title, 60)}, msgid("An activity of another tool is not kept."));
    else m_into.left_out({file, base::shortened(item.title, 60)}, msgid("A kit cannot hold this file."));
  }

  void page(std::string const& title, std::string const& file, std::string const& bytes) {
    m_into.page(title, file);
    m_into.add_html(bytes, file);
    m_open = true;
  }

  /// Questions are asked after the page they stand behind.
  void quiz(std::string const& title, std::string const& file, std::string const& bytes) {
    auto const root = files::read_xml(bytes);
    if (!root) return m_into.left_out({file, {}}, msgid("This XML file is broken, or declares what it should not."));
    if (is_qti_item(*root)) return item(title, file, bytes);
    if (local_name(*root) != "questestinterop")
      return m_into.left_out({file, {}}, msgid("The order and the marks of a test are not kept: its questions are."));
    if (!std::exchange(m_open, true)) m_into.page(title, file);
    else m_into.changed({file, {}}, msgid("The quiz “{}” is asked at the end of the page before it."), {base::shortened(title, 60)});
    read_qti(*root, file, m_into);
  }

  /// Items of QTI 2 and 3 stand each in a file: those that follow one another are asked together.
  void item(std::string const& title, std::string const& file, std::string const& bytes) {
    if (!std::exchange(m_open, true)) m_into.page(title, title.empty() ? "" : file);
    if (auto const refused = read_qti_item(bytes, file, m_into)) m_into.say(Fate::left_out, {file, {}}, *refused);
  }

  /// Banks are in no outline.
  void bank(std::string const& id, CourseResource const& resource) {
    if (m_used.contains(id) || !resource.type.starts_with("imsqti")) return;
    auto const file = resource.href.empty() && !resource.files.empty() ? resource.files.front() : resource.href;
    m_into.met(file);
    // A package of questions alone: they make one chapter, under its own name.
    bool const alone = resource.type.starts_with("imsqti_item") || resource.type.starts_with("imsqti_test");
    if (!alone) m_open = false;
    if (auto const* bytes = m_package.find(file)) quiz(alone ? m_course.title : stem_of(file), file, *bytes);
  }

  void link(std::string const& file, std::string const& bytes, std::string const& title) {
    auto const root = files::read_xml(bytes);
    std::string const address{root ? child_called(*root, "url").attribute("href") : ""};
    if (!address.starts_with("http"))
      return m_into.left_out({file, {}}, msgid("A link that runs something, or leads nowhere safe, is kept as words."));
    if (!std::exchange(m_open, true)) m_into.page(m_section.empty() ? title : m_section, file);
    markdown::Block words, link, paragraph;
    words.kind = markdown::Block::Kind::text;
    words.text = title.empty() ? address : title;
    link.kind = markdown::Block::Kind::link;
    link.address = address;
    link.inside = {words};
    paragraph.inside = {link};
    m_into.add({paragraph}, file);
  }

  void topic(std::string const& file, std::string const& bytes, std::string const& title) {
    auto const root = files::read_xml(bytes);
    if (!root) return m_into.left_out({file, {}}, msgid("This XML file is broken, or declares what it should not."));
    m_into.changed({file, {}}, msgid("A discussion is kept as the text that opens it."));
    m_into.page(title, file);
    auto const& text = child_called(*root, "text");
    auto const words = words_in(text);
    m_into.add_html(text.attribute("texttype") == "text/plain" ? as_html(words) : words, file);
    m_open = true;
  }

  Package const& m_package;
  Course const& m_course;
  Bringing& m_into;
  std::string m_section;
  std::set<std::string> m_used;
  bool m_open = false;  ///< a page of this section is open
};

/// A course in SCORM is what its author's tool made: pages of HTML that scripts run. Their words are read.
class ScormReader {
 public:
  ScormReader(Package const& package, Course const& course, Bringing& into) : m_package{package}, m_course{course}, m_into{into} {}

  void read() {
    m_into.met(m_course.manifest);
    m_into.changed({}, msgid("Of a SCORM course the words of its pages are kept: what its scripts ask, score or remember is not."));
    for (auto const& item : m_course.items) walk(item);
    // Pages a frame shows, or that an item only depends on.
    for (auto const& [id, resource] : m_course.resources)
      for (auto const& file : resource.files)
        if (is_page(file)) page("", file);
    m_into.name_left_over(m_package);
  }

 private:
  void walk(CourseItem const& item) {
    if (auto const found = m_course.resources.find(item.resource); found != m_course.resources.end()) resource(item.title, found->second);
    for (auto const& inside : item.inside) walk(inside);
  }

  void resource(std::string const& title, CourseResource const& resource) {
    if (resource.href.empty())
      return m_into.left_out({m_course.manifest, base::shortened(title, 60)}, msgid("The outline names what the course does not hold."));
    page(title, resource.href);
    for (auto const& file : resource.files)
      if (is_page(file) && !m_into.has_met(file)) page("", file);
  }

  void page(std::string const& title, std::string const& file) {
    if (m_into.has_met(file)) return;
    m_into.met(file);
    auto const* bytes = m_package.find(file);
    if (!bytes) return m_into.left_out({file, base::shortened(title, 60)}, msgid("The outline names what the course does not hold."));
    if (!is_page(file)) return m_into.left_out({file, base::shortened(title, 60)}, msgid("A kit cannot hold this file."));
    m_into.page(title, file);
    m_into.add_html(*bytes, file);
  }

  Package const& m_package;
  Course const& m_course;
  Bringing& m_into;
};

}  // namespace

Refused read_course_package(Package const& package, Bringing& into) {
  auto const course = read_course(package);
  if (!course) return base::Refusal{msgid("This course is damaged: what it is made of cannot be read."), {}, {}};
  if (!course->rights.empty())
    into.changed({course->manifest, {}}, msgid("The file says of its rights: “{}”. See that your kit may hold it."),
                 {base::shortened(course->rights, 200)});
  if (is_cartridge(package)) CourseReader{package, *course, into}.read();
  else ScormReader{package, *course, into}.read();
  return std::nullopt;
}

bool is_cartridge(Package const& package) {
  auto const* manifest = package.find(manifest_of(package));
  return manifest && manifest->find("adlcp") == std::string::npos && manifest->find("ADL SCORM") == std::string::npos;
}

}  // namespace kit
