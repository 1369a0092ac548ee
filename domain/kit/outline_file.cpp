#include <algorithm>
#include <array>

#include "domain/kit/directory.h"
#include "domain/kit/kit.h"
#include "domain/kit/licence.h"
#include "domain/kit/toml_lines.h"
#include "platform/base/text.h"
#include "platform/i18n/words.h"

namespace kit {
namespace {

using base::Node;
using i18n::msgid;

/// Collects every problem of the file, so that one reading says them all.
class OutlineReader {
 public:
  explicit OutlineReader(std::string const& file_name) : m_file{file_name} {}

  tl::expected<OutlineFile, std::vector<base::Problem>> read(Node const& toml) {
    only(toml,
         {"format", "slug", "title", "subtitle", "description", "licence", "publisher", "language", "edition", "frozen_on", "chapters", "named"});
    if (toml.text("format") != "1") problem(line_of(toml, "format"), msgid("Write format = 1."), {}, "format");
    OutlineFile out;
    out.outline.slug = slug(toml, "slug");
    out.outline.title = required(toml, "title");
    out.outline.subtitle = toml.text("subtitle");
    out.outline.description = toml.text("description");
    out.outline.publisher = toml.text("publisher");
    if (!toml.text("licence").empty()) out.outline.licence = toml.text("licence");
    if (!toml.text("language").empty()) out.outline.language = toml.text("language");
    if (!find_licence(out.outline.licence))
      problem(line_of(toml, "licence"), msgid("“{}” is not a licence Essaim knows."), {out.outline.licence}, "licence");
    out.edition = toml.text("edition");
    out.frozen_on = toml.text("frozen_on");
    if (!out.edition.empty() && !is_number(out.edition))
      problem(line_of(toml, "edition"), msgid("An edition number reads 1.0, 1.1 or 1.0.1."), {}, "edition");
    if (!out.frozen_on.empty() && !base::parse_day(out.frozen_on))
      problem(line_of(toml, "frozen_on"), msgid("A day reads 2026-11-02."), {}, "frozen_on");
    for (auto const* chapter : toml.list("chapters")) read_chapter(*chapter, out.outline);
    for (auto const* named : toml.list("named")) read_named(*named, out.named);
    if (!m_problems.empty()) return tl::unexpected{std::move(m_problems)};
    return out;
  }

 private:
  void problem(std::size_t line, char const* words, std::vector<std::string> arguments, std::string_view field) {
    m_problems.push_back({m_file, line, {words, std::move(arguments), std::string{field}}});
  }
  static std::size_t line_of(Node const& node, std::string_view field) {
    auto const* found = node.find(field);
    return found ? found->line : node.line;
  }
  void only(Node const& node, std::vector<std::string_view> const& known) {
    for (auto const& [name, value] : node.fields)
      if (!std::ranges::count(known, name)) problem(value.line, msgid("Unknown field “{}”."), {name}, name);
  }
  std::string required(Node const& node, std::string_view field) {
    auto text = std::string{base::trimmed(node.text(field))};
    if (text.empty()) problem(line_of(node, field), msgid("The field “{}” is required."), {std::string{field}}, field);
    return text;
  }
  std::string slug(Node const& node, std::string_view field) {
    auto text = required(node, field);
    if (!text.empty() && base::slug(text) != text) problem(line_of(node, field), msgid("“{}” is no address: a-z, 0-9 and - only."), {text}, field);
    return text;
  }
  std::vector<std::string> names(Node const& node, std::string_view field) {
    std::vector<std::string> names;
    for (auto const* one : node.list(field)) {
      if (base::slug(one->scalar, 120) != one->scalar || one->scalar.empty())
        problem(one->line, msgid("“{}” is no address: a-z, 0-9 and - only."), {one->scalar}, field);
      names.push_back(one->scalar);
    }
    return names;
  }
  bool flag(Node const& node, std::string_view field) {
    auto const text = node.text(field);
    if (!text.empty() && text != "yes" && text != "no") problem(line_of(node, field), msgid("Write true or false."), {}, field);
    return text == "yes";
  }
  void read_named(Node const& node, std::vector<NamedLine>& named) {
    only(node, {"person", "agreed", "email", "phone"});
    NamedLine line{required(node, "person"), required(node, "agreed"), flag(node, "email"), std::string{node.text("phone")}};
    if (!line.agreed.empty() && !base::parse_day(line.agreed)) problem(line_of(node, "agreed"), msgid("A day reads 2026-11-02."), {}, "agreed");
    if (auto const naming = checked(Naming{{}, true, line.email, line.phone, {}}); !naming)
      m_problems.push_back({m_file, line_of(node, "phone"), naming.error()});
    named.push_back(std::move(line));
  }
  void read_chapter(Node const& node, Outline& outline) {
    only(node, {"slug", "title", "page", "experiences", "methods", "state_of_play", "snapshot", "directory", "brief"});
    Chapter chapter{slug(node, "slug"),         required(node, "title"),  std::string{node.text("page")},
                    names(node, "experiences"), names(node, "methods"),   names(node, "state_of_play"),
                    flag(node, "brief"),        names(node, "directory"), std::string{node.text("snapshot")}};
    if (!chapter.page.empty() && base::slug(chapter.page) != chapter.page)
      problem(line_of(node, "page"), msgid("“{}” is no address: a-z, 0-9 and - only."), {chapter.page}, "page");
    if (std::ranges::count(outline.chapters, chapter.slug, &Chapter::slug))
      problem(node.line, msgid("Two chapters have the address “{}”."), {chapter.slug}, "slug");
    for (auto const& name : chapter.pictures)
      if (!std::ranges::count(picture_names(), name))
        problem(line_of(node, "state_of_play"), msgid("“{}” is no picture of the état des lieux."), {name}, "state_of_play");
    for (auto const& name : chapter.directory)
      if (!std::ranges::count(directory_names(), name))
        problem(line_of(node, "directory"), msgid("“{}” is no list of the directory."), {name}, "directory");
    if (!chapter.snapshot.empty() && !is_number(chapter.snapshot))
      problem(line_of(node, "snapshot"), msgid("“{}” is no version of the état des lieux."), {chapter.snapshot}, "snapshot");
    outline.chapters.push_back(std::move(chapter));
  }

  std::string m_file;
  std::vector<base::Problem> m_problems;
};

}  // namespace

tl::expected<OutlineFile, std::vector<base::Problem>> read_outline(base::Node const& toml, std::string const& file_name) {
  return OutlineReader{file_name}.read(toml);
}

std::string write_outline(OutlineFile const& file) {
  auto const& outline = file.outline;
  std::string out = "format = 1\n";
  toml_line(out, "slug", outline.slug);
  toml_line(out, "title", outline.title);
  toml_line(out, "subtitle", outline.subtitle);
  toml_line(out, "description", outline.description);
  toml_line(out, "licence", outline.licence);
  toml_line(out, "publisher", outline.publisher);
  if (outline.language != "fr") toml_line(out, "language", outline.language);
  toml_line(out, "edition", file.edition);
  if (!file.frozen_on.empty()) out += "frozen_on = " + file.frozen_on + "\n";
  for (auto const& chapter : outline.chapters) {
    out += "\n[[chapters]]\n";
    toml_line(out, "slug", chapter.slug);
    toml_line(out, "title", chapter.title);
    toml_line(out, "page", chapter.page);
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
    if (!named.agreed.empty()) out += "agreed = " + named.agreed + "\n";
    if (named.email) out += "email = true\n";
    toml_line(out, "phone", named.phone);
  }
  return out;
}

}  // namespace kit
