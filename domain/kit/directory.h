#pragma once
#include <span>
#include <string>
#include <vector>

#include "domain/kit/document.h"
#include "platform/i18n/words.h"

/// The directory of a programme as a kit prints it: structures, and the people who agreed to be named there.
namespace kit {

struct ListedStructure {
  std::string name, kind;                ///< kind: in words
  std::vector<std::string> territories;  ///< names of where it acts
  std::string website;                   ///< "https://…", may be empty
};

struct ListedPerson {
  std::string name, role;    ///< role: in words
  std::string territory;     ///< name; may be empty
  std::string structure;     ///< name; may be empty
  std::string email, phone;  ///< only what their owner made public
  bool operator==(ListedPerson const&) const = default;
};

/// Lists of the directory a chapter may hold, in the order offered: "structures", "people".
std::vector<std::string> const& directory_names();
/// A table of each; its caption says of whom it is and that nobody is named without having agreed.
Block structures_block(std::span<ListedStructure const> structures, i18n::Words const& words);
Block people_block(std::span<ListedPerson const> people, i18n::Words const& words);

}  // namespace kit
