#pragma once
#include <filesystem>
#include <mutex>
#include <string>
#include <vector>

#include "platform/base/refusal.h"
#include "platform/files/disk.h"
#include "platform/files/resident.h"
#include "platform/files/zip.h"

namespace kit {

/// Typst, in a process of its own (tools/typst/worker.cjs). It may stay a while after a book: the same book with a few words changed is
/// then laid out in a quarter of the time, to the same bytes. Several threads may ask, one book at a time.
class Typesetter {
 public:
  struct About {
    std::filesystem::path tools;             ///< the folder of worker.cjs and template.typ
    std::string node = "node";               ///< the program that runs it
    std::chrono::milliseconds time{60'000};  ///< given to one book
    std::chrono::seconds stays{0};           ///< without a book, before it goes; 0: as long as this object
  };
  explicit Typesetter(About about);

  /// The PDF of these files, data.json and template.typ among them. Refused, the cause in the log, when something is not installed
  /// (field "absent"), hangs, dies or finds a fault.
  base::Outcome<std::string> lay_out(std::vector<files::Entry> const& matter);

 private:
  base::Outcome<std::string> answer();

  About m_about;
  std::mutex m_mutex;
  files::TemporaryFolder m_desk;  ///< always the same: what Typst remembers is bound to it
  files::Resident m_worker;
};

}  // namespace kit
