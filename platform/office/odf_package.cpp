#include "platform/office/odf_flow.h"

namespace office {
namespace {

std::string_view type_of(std::string_view name) {
  if (name.ends_with(".xml")) return "text/xml";
  if (name.ends_with(".svg")) return "image/svg+xml";
  return name.ends_with(".png") ? "image/png" : "image/jpeg";
}

std::string manifest(std::string_view media_type, std::vector<files::Entry> const& parts) {
  base::Xml xml;
  xml.declare().open("manifest:manifest", {{"xmlns:manifest", "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"}, {"manifest:version", "1.3"}});
  xml.leaf("manifest:file-entry", {{"manifest:full-path", "/"}, {"manifest:version", "1.3"}, {"manifest:media-type", media_type}});
  for (auto const& part : parts) xml.leaf("manifest:file-entry", {{"manifest:full-path", part.name}, {"manifest:media-type", type_of(part.name)}});
  return xml.take();
}

}  // namespace

std::string country_of(std::string_view language) { return language == "fr" ? "FR" : language == "en" ? "GB" : "none"; }

std::string odf_root(std::string_view element) {
  static constexpr std::pair<char const*, char const*> spaces[] = {
      {"office", "office:1.0"},        {"style", "style:1.0"},        {"text", "text:1.0"},
      {"table", "table:1.0"},          {"draw", "drawing:1.0"},       {"presentation", "presentation:1.0"},
      {"fo", "xsl-fo-compatible:1.0"}, {"svg", "svg-compatible:1.0"}, {"meta", "meta:1.0"}};
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<" + std::string{element};
  for (auto const& [prefix, name] : spaces) out += " xmlns:" + std::string{prefix} + "=\"urn:oasis:names:tc:opendocument:xmlns:" + name + "\"";
  return out +
      " xmlns:xlink=\"http://www.w3.org/1999/xlink\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:ooow=\"http://openoffice.org/2004/writer\" "
      "office:version=\"1.3\">";
}

std::string odf_meta(About const& about) {
  auto const day = base::iso(about.day) + "T00:00:00";
  base::Xml xml;
  xml.raw(odf_root("office:document-meta")).open("office:meta");
  xml.line("meta:generator", "Essaim").line("dc:title", about.title).line("dc:description", about.description).line("dc:language", about.language);
  xml.line("meta:initial-creator", about.creator).line("dc:creator", about.creator).line("meta:creation-date", day).line("dc:date", day);
  for (auto const& word : about.keywords) xml.line("meta:keyword", word);
  auto const also = [&](char const* name, std::string const& value) {
    if (!value.empty()) xml.line("meta:user-defined", value, {{"meta:name", name}, {"meta:value-type", "string"}});
  };
  also("identifier", about.identifier), also("license", about.licence), also("source", about.address);
  return xml.close().take() + "</office:document-meta>";
}

std::string odf_package(std::string_view media_type, std::vector<files::Entry> parts, base::Day day) {
  auto listing = manifest(media_type, parts);
  std::vector<files::Entry> entries{{"mimetype", std::string{media_type}, true}};
  for (auto& part : parts) entries.push_back(std::move(part));
  entries.push_back({"META-INF/manifest.xml", std::move(listing), false});
  return files::zip(entries, day);
}

}  // namespace office
