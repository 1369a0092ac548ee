#include "domain/kit/edition_file.h"

#include <algorithm>

#include "domain/kit/document_check.h"
#include "domain/kit/document_json.h"
#include "domain/kit/toml_fields.h"
#include "domain/kit/toml_lines.h"
#include "platform/i18n/words.h"

namespace kit {
namespace {

using base::Node;
using i18n::msgid;

/// Reads what became of an edition, collecting every problem of it.
class EditionReader {
 public:
  EditionReader(std::string const& file_name, EditionFile& file) : m_fields{file_name}, m_file{file} {}

  std::vector<base::Problem> read(Node const& toml) {
    m_fields.only(toml, {"format", "state", "note", "published", "errata"});
    auto const state = edition_state_from(toml.text("state"));
    if (!state) m_fields.problem(toml, "state", msgid("Write frozen, published or superseded."));
    m_file.state = state.value_or(EditionState::frozen);
    m_file.note = toml.text("note");
    m_file.published = m_fields.instant(toml, "published");
    auto const errata = toml.list("errata");
    if (errata.size() > most_errata) m_fields.problem(toml, "errata", msgid("An edition has at most {} errata."), {std::to_string(most_errata)});
    else
      for (auto const* erratum : errata) read_erratum(*erratum);
    return std::move(m_fields.problems());
  }

 private:
  void read_erratum(Node const& node) {
    m_fields.only(node, {"part", "place", "wrong", "instead", "noted", "withdrawn", "corrected_in"});
    Erratum erratum;
    erratum.part = node.text("part"), erratum.place = node.text("place"), erratum.wrong = node.text("wrong"), erratum.instead = node.text("instead");
    m_fields.required(node, "noted");
    erratum.noted = m_fields.instant(node, "noted").value_or(base::Instant{});
    erratum.withdrawn = m_fields.flag(node, "withdrawn");
    erratum.corrected_in = m_fields.number(node, "corrected_in");
    auto read = checked(std::move(erratum), m_file.document);
    if (!read) return m_fields.problem(node, read.error().field, read.error());
    m_file.errata.push_back(std::move(*read));
  }

  TomlFields m_fields;
  EditionFile& m_file;
};

}  // namespace

std::string document_beside(std::string_view file_name) { return std::string{file_name.substr(0, file_name.rfind('.'))} + ".json"; }

tl::expected<EditionFile, std::vector<base::Problem>> read_edition(Node const& toml, std::string_view document, std::string const& file_name) {
  using Problems = std::vector<base::Problem>;
  EditionFile file;
  auto const beside = document_beside(file_name);
  auto read = document_from_json(document);
  if (!read) return tl::unexpected{Problems{{beside, 0, {msgid("This file is no frozen edition."), {}, {}}}}};
  auto taken = checked_document(std::move(*read));
  if (!taken) return tl::unexpected{Problems{{beside, 0, taken.error()}}};
  file.document = std::move(*taken);
  if (!beside.ends_with("/" + file.document.number + ".json"))
    return tl::unexpected{Problems{{beside, 0, {msgid("This file holds edition {}: its name must say so."), {file.document.number}, {}}}}};
  if (auto problems = EditionReader{file_name, file}.read(toml); !problems.empty()) return tl::unexpected{std::move(problems)};
  return file;
}

EditionBytes write_edition(EditionFile const& file) {
  std::string out = "format = 1\n";
  toml_line(out, "state", code(file.state));
  toml_line(out, "note", file.note);
  if (file.published) toml_line(out, "published", base::iso(*file.published));
  for (auto const& erratum : file.errata) {
    out += "\n[[errata]]\n";
    toml_line(out, "part", erratum.part);
    toml_line(out, "place", erratum.place);
    toml_line(out, "wrong", erratum.wrong);
    toml_line(out, "instead", erratum.instead);
    toml_line(out, "noted", base::iso(erratum.noted));
    if (erratum.withdrawn) out += "withdrawn = true\n";
    toml_line(out, "corrected_in", erratum.corrected_in);
  }
  return {std::move(out), to_json(file.document)};
}

}  // namespace kit
