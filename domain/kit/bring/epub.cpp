#include <algorithm>
#include <map>

#include "domain/kit/bring/readers.h"
#include "domain/kit/bring/xml_names.h"
#include "platform/base/text.h"
#include "platform/i18n/words.h"

// A digital book: its pages in the order one reads them, each with the name its contents gives it.
namespace kit {
namespace {

using files::Element;
using i18n::msgid;

class BookReader {
 public:
  BookReader(Package const& package, Bringing& into) : m_package{package}, m_into{into} {}

  Refused read() {
    auto const* container = m_package.find("META-INF/container.xml");
    auto const start = container ? files::read_xml(*container) : std::nullopt;
    auto const roots = start ? all_called(*start, "rootfile") : std::vector<Element const*>{};
    m_opf = roots.empty() ? "" : pointed("", roots.front()->attribute("full-path"));
    auto const* bytes = m_opf.empty() ? nullptr : m_package.find(m_opf);
    auto const book = bytes ? files::read_xml(*bytes) : std::nullopt;
    if (!book) return base::Refusal{msgid("This book is damaged: what it is made of cannot be read."), {}, {}};
    for (auto const* met : {"mimetype", "META-INF/container.xml"}) m_into.met(met);
    m_into.met(m_opf);
    if (auto refused = is_locked()) return refused;
    if (!m_package.holds("mimetype")) m_into.changed({}, msgid("This book does not say that it is one: it is read all the same."));
    learn(*book);
    for (auto const* one : all_called(*book, "itemref")) page(one->attribute("idref"));
    m_into.name_left_over(m_package);
    return std::nullopt;
  }

 private:
  struct Item {
    std::string file, type, properties;
  };

  /// A book somebody locked (DRM) lists its pages as encrypted; fonts alone are often made hard to copy.
  Refused is_locked() {
    auto const* bytes = m_package.find("META-INF/encryption.xml");
    if (!bytes) return std::nullopt;
    m_into.met("META-INF/encryption.xml");
    auto const list = files::read_xml(*bytes);
    bool locked = !list;
    if (list)
      for (auto const* one : all_called(*list, "CipherReference")) {
        auto const name = base::fold(one->attribute("URI"));
        locked = locked || name.ends_with("html") || name.ends_with(".htm") || name.ends_with(".xml");
      }
    if (locked) return base::Refusal{msgid("This book is locked: only its bookshop can open it."), {}, {}};
    return std::nullopt;
  }

  void learn(Element const& book) {
    for (auto const* one : all_called(book, "item")) {
      Item item{pointed(m_opf, one->attribute("href")), std::string{one->attribute("media-type")}, std::string{one->attribute("properties")}};
      if (item.properties.find("nav") != std::string::npos) contents(item.file);
      if (item.type == "application/x-dtbncx+xml") old_contents(item.file);
      m_items[std::string{one->attribute("id")}] = std::move(item);
    }
    for (auto const* one : all_called(book, "rights"))
      if (auto const said = base::trimmed(one->text); !said.empty())
        m_into.changed({m_opf, {}}, msgid("The file says of its rights: “{}”. See that your kit may hold it."), {base::shortened(said, 200)});
  }

  /// Names of pages in the contents of an EPUB 3; a place inside a page names no page.
  void contents(std::string const& file) {
    auto const* bytes = m_package.find(file);
    auto const nav = bytes ? files::read_xml(*bytes, files::XmlWords::in_place) : std::nullopt;
    m_into.met(file);
    m_contents = file;
    if (!nav) return;
    for (auto const* one : all_called(*nav, "a")) name_page(file, one->attribute("href"), words_in(*one));
  }

  void old_contents(std::string const& file) {
    auto const* bytes = m_package.find(file);
    auto const ncx = bytes ? files::read_xml(*bytes) : std::nullopt;
    m_into.met(file);
    if (!ncx) return;
    for (auto const* one : all_called(*ncx, "navPoint"))
      for (auto const& content : one->inside)
        if (local_name(content) == "content")
          for (auto const& label : one->inside)
            if (local_name(label) == "navLabel") name_page(file, content.attribute("src"), words_in(label));
  }

  void name_page(std::string const& from, std::string_view address, std::string words) {
    // A place inside a page is no name for it.
    auto const name = address.find('#') == std::string_view::npos ? pointed(from, address) : "";
    words = base::join(base::split(words, '\n'), " ");
    if (!name.empty() && !words.empty()) m_names.emplace(name, words);
  }

  void page(std::string_view id) {
    auto const found = m_items.find(id);
    if (found == m_items.end()) return m_into.left_out({m_opf, std::string{id}}, msgid("The book names a page it does not hold."));
    auto const& item = found->second;
    m_into.met(item.file);
    // The kit makes its own contents.
    if (item.file == m_contents) return;
    auto const* bytes = m_package.find(item.file);
    if (!bytes) return m_into.left_out({item.file, {}}, msgid("The book names a page it does not hold."));
    auto const name = m_names.find(item.file);
    auto const title = name == m_names.end() ? std::string{} : name->second;
    if (item.type == "image/svg+xml" || item.type == "image/jpeg" || item.type == "image/png") {
      // A page that is one drawing: its name in the contents stands for it.
      m_into.page(title, item.file);
      return m_into.add_picture({item.file, {}}, item.file, title);
    }
    if (item.type != "application/xhtml+xml" && item.type != "text/html")
      return m_into.left_out({item.file, {}}, msgid("A page of the kind “{}” is not kept."), {base::shortened(item.type, 60)});
    m_into.page(title, item.file);
    m_into.add_html(*bytes, item.file);
  }

  Package const& m_package;
  Bringing& m_into;
  std::string m_opf, m_contents;
  std::map<std::string, Item, std::less<>> m_items;
  std::map<std::string, std::string> m_names;
};

}  // namespace

Refused read_epub(Package const& package, Bringing& into) { return BookReader{package, into}.read(); }

}  // namespace kit
