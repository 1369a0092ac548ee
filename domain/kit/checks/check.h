#pragma once
#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

#include "domain/kit/document.h"

namespace kit {

enum class CheckResult { passed, findings, not_run };

/// One line of the conformance report of an edition.
struct Check {
  std::string format;     ///< code
  std::string validator;  ///< « EPUBCheck 5.3.0 »
  std::string standard;   ///< « EPUB 3.3 »
  CheckResult result = CheckResult::not_run;
  std::string detail;      ///< its own words, cut; why it was not run
  std::string checked_on;  ///< day
};

/// Where validators are looked for: `modules`, a node_modules folder; programs are found in PATH.
struct ValidatorPlaces {
  std::filesystem::path modules;
  std::chrono::seconds time{240};  ///< given to each
};

/// A file made, on disk.
struct MadeFile {
  std::string format;
  std::filesystem::path path;
};

/// Runs what is installed on each file, apart and bounded in time; what is missing or does not finish is said so.
std::vector<Check> check_files(std::vector<MadeFile> const& files, Document const& document, ValidatorPlaces const& places, base::Day today);

}  // namespace kit
