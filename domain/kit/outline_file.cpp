#include <algorithm>

#include "domain/kit/directory.h"
#include "domain/kit/kit.h"
#include "domain/kit/toml_fields.h"
#include "domain/kit/toml_lines.h"
#include "platform/base/text.h"
#include "platform/i18n/words.h"

namespace kit {
namespace {

using base::Node;
using i18n::msgid;

/// Reads kit.toml, collecting every problem of it.
class OutlineReader {
 public:
  explicit OutlineReader(std::string const& file_name) : m_fields{file_name} {}

  tl::expected<OutlineFile, std::vector<base::Problem>> read(Node const& toml) {
    m_fields.only(toml,
                  {"format", "slug", "title", "subtitle", "description", "licence", "publisher", "language", "state", "edition", "frozen_on",
                   "chapters", "named"});
    OutlineFile out;
    out.outline = m_fields.about(toml);
    if (auto const state = toml.text("state"); !state.empty()) {
      out.state = kit_state_from(state);
      if (!out.state) m_fields.problem(toml, "state", msgid("Write working or proofreading."));
    }
    out.edition = m_fields.number(toml, "edition");
    out.frozen_on = m_fields.day(toml, "frozen_on");
    for (auto const* chapter : toml.list("chapters")) read_chapter(*chapter, out);
    for (auto const* named : toml.list("named")) read_named(*named, out.named);
    if (!m_fields.problems().empty()) return tl::unexpected{std::move(m_fields.problems())};
    return out;
  }

 private:
  std::vector<std::string> names(Node const& node, std::string_view field) {
    std::vector<std::string> names;
    for (auto const* one : node.list(field)) {
      if (base::slug(one->scalar, 120) != one->scalar || one->scalar.empty())
        m_fields.problem(*one, field, msgid("“{}” is no address: a-z, 0-9 and - only."), {one->scalar});
      names.push_back(one->scalar);
    }
    return names;
  }
  void read_named(Node const& node, std::vector<NamedLine>& named) {
    m_fields.only(node, {"person", "agreed", "declined", "email", "phone"});
    NamedLine line;
    line.person = m_fields.required(node, "person");
    line.agrees = node.text("declined").empty();
    line.said = line.agrees ? m_fields.required(node, "agreed") : std::string{node.text("declined")};
    if (!line.said.empty()) m_fields.day(node, line.agrees ? "agreed" : "declined");
    line.email = m_fields.flag(node, "email"), line.phone = node.text("phone");
    bool const public_too = line.email || !line.phone.empty() || !node.text("agreed").empty();
    if (!line.agrees && public_too) m_fields.problem(node, "declined", msgid("Who declines to be named makes nothing public."));
    if (auto naming = checked(Naming{{}, line.agrees, line.email, line.phone, {}}); !naming)
      m_fields.problem(node, "phone", std::move(naming.error()));
    named.push_back(std::move(line));
  }
  void read_chapter(Node const& node, OutlineFile& file) {
    m_fields.only(node, {"slug", "title", "page", "proofread", "experiences", "methods", "state_of_play", "snapshot", "directory", "brief"});
    auto slug = m_fields.required(node, "slug");
    if (!slug.empty()) slug = m_fields.address(node, "slug");
    Chapter chapter{std::move(slug),
                    m_fields.required(node, "title"),
                    m_fields.address(node, "page"),
                    names(node, "experiences"),
                    names(node, "methods"),
                    names(node, "state_of_play"),
                    m_fields.flag(node, "brief"),
                    names(node, "directory"),
                    std::string{node.text("snapshot")}};
    if (std::ranges::count(file.outline.chapters, chapter.slug, &Chapter::slug))
      m_fields.problem(node, "slug", msgid("Two chapters have the address “{}”."), {chapter.slug});
    for (auto const& name : chapter.pictures)
      if (!std::ranges::count(picture_names(), name))
        m_fields.problem(node, "state_of_play", msgid("“{}” is no picture of the état des lieux."), {name});
    for (auto const& name : chapter.directory)
      if (!std::ranges::count(directory_names(), name)) m_fields.problem(node, "directory", msgid("“{}” is no list of the directory."), {name});
    if (!chapter.snapshot.empty() && !is_number(chapter.snapshot))
      m_fields.problem(node, "snapshot", msgid("“{}” is no version of the état des lieux."), {chapter.snapshot});
    if (m_fields.flag(node, "proofread")) file.proofread.push_back(chapter.page);
    file.outline.chapters.push_back(std::move(chapter));
  }

  TomlFields m_fields;
};

}  // namespace

tl::expected<OutlineFile, std::vector<base::Problem>> read_outline(base::Node const& toml, std::string const& file_name) {
  return OutlineReader{file_name}.read(toml);
}

std::string write_outline(OutlineFile const& file) {
  std::string out = "format = 1\n";
  toml_about(out, file.outline);
  if (file.state == KitState::proofreading) toml_line(out, "state", code(*file.state));
  toml_line(out, "edition", file.edition);
  if (!file.frozen_on.empty()) out += "frozen_on = " + file.frozen_on + "\n";
  for (auto const& chapter : file.outline.chapters) {
    out += "\n[[chapters]]\n";
    toml_line(out, "slug", chapter.slug);
    toml_line(out, "title", chapter.title);
    toml_line(out, "page", chapter.page);
    if (!chapter.page.empty() && std::ranges::count(file.proofread, chapter.page) > 0) out += "proofread = true\n";
    toml_line(out, "experiences", chapter.experiences);
    toml_line(out, "methods", chapter.methods);
    toml_line(out, "state_of_play", chapter.pictures);
    toml_line(out, "snapshot", chapter.snapshot);
    toml_line(out, "directory", chapter.directory);
    if (chapter.brief) out += "brief = true\n";
  }
  for (auto const& named : file.named) {
    out += "\n[[named]]\n";
    toml_line(out, "person", named.person);
    if (!named.said.empty()) out += std::string{named.agrees ? "agreed" : "declined"} + " = " + named.said + "\n";
    if (named.email) out += "email = true\n";
    toml_line(out, "phone", named.phone);
  }
  return out;
}

}  // namespace kit
