#include "domain/kit/export/lom.h"

#include "domain/kit/licence.h"

namespace kit {
namespace {

class LomWriter {
 public:
  LomWriter(base::Xml& xml, std::string_view prefix, LomStyle style, Document const& document, i18n::Words const& words)
      : m_xml{xml}, m_prefix{prefix}, m_style{style}, m_document{document}, m_words{words} {}

  void write() {
    general();
    life();
    technical();
    rights();
    if (m_style == LomStyle::ieee) relation();
  }

 private:
  std::string named(char const* name) const { return m_prefix + ":" + name; }
  void text(char const* name, std::string_view words) {
    if (words.empty()) return;
    bool const old = m_style == LomStyle::imsmd12;
    m_xml.open(named(name)).line(named(old ? "langstring" : "string"), words, {{old ? "xml:lang" : "language", m_document.language}}).close();
  }
  void word(char const* name, std::string_view value) {
    bool const old = m_style == LomStyle::imsmd12;
    m_xml.open(named(name));
    if (old)
      m_xml.open(named("source"))
          .line(named("langstring"), "LOMv1.0", {{"xml:lang", "x-none"}})
          .close()
          .open(named("value"))
          .line(named("langstring"), value, {{"xml:lang", "x-none"}})
          .close();
    else m_xml.line(named("source"), "LOMv1.0").line(named("value"), value);
    m_xml.close();
  }

  void general() {
    m_xml.open(named("general"));
    if (m_style == LomStyle::imsmd12)
      m_xml.open(named("catalogentry"))
          .line(named("catalog"), "URN")
          .open(named("entry"))
          .line(named("langstring"), m_document.identifier, {{"xml:lang", "x-none"}})
          .close()
          .close();
    else m_xml.open(named("identifier")).line(named("catalog"), "URN").line(named("entry"), m_document.identifier).close();
    // SCORM 1.2 wants the title before the catalogue entry; readers take both orders, the schema takes one.
    text("title", m_document.title);
    m_xml.line(named("language"), m_document.language);
    text("description",
         (m_document.fictional ? m_words.t("Fictional example") + ". " : "") +
             (m_document.description.empty() ? m_document.subtitle : m_document.description));
    text("keyword", m_document.programme_name);
    m_xml.close();
  }

  void life() {
    m_xml.open(named(m_style == LomStyle::imsmd12 ? "lifecycle" : "lifeCycle"));
    text("version", m_document.number);
    m_xml.close();
  }

  void technical() {
    m_xml.open(named("technical")).line(named("format"), "text/html");
    if (!m_document.home_address.empty()) m_xml.line(named("location"), m_document.home_address);
    m_xml.close();
  }

  void rights() {
    m_xml.open(named("rights"));
    word("cost", "no");
    word(m_style == LomStyle::imsmd12 ? "copyrightandotherrestrictions" : "copyrightAndOtherRestrictions", "yes");
    auto const* licence = find_licence(m_document.licence);
    text("description", std::string{licence_name(m_document.licence)} + (licence ? ", " + std::string{licence->address} : std::string{}));
    m_xml.close();
  }

  /// The edition it was adapted from: LOM says "isbasedon".
  void relation() {
    if (!m_document.origin) return;
    auto const& origin = *m_document.origin;
    m_xml.open(named("relation"));
    word("kind", "isbasedon");
    m_xml.open(named("resource"));
    m_xml.open(named("identifier")).line(named("catalog"), "URN").line(named("entry"), origin.identifier).close();
    text("description", origin.title + ", " + origin.number + (origin.address.empty() ? "" : ", " + origin.address));
    m_xml.close().close();
  }

  base::Xml& m_xml;
  std::string m_prefix;
  LomStyle m_style;
  Document const& m_document;
  i18n::Words const& m_words;
};

}  // namespace

void write_lom(base::Xml& xml, std::string_view prefix, LomStyle style, Document const& document, i18n::Words const& words) {
  LomWriter{xml, prefix, style, document, words}.write();
}

std::string lom(Document const& document, i18n::Words const& words) {
  base::Xml xml;
  xml.declare().open("lom:lom", {{"xmlns:lom", "http://ltsc.ieee.org/xsd/LOM"}});
  write_lom(xml, "lom", LomStyle::ieee, document, words);
  return xml.take();
}

}  // namespace kit
