#include <iostream>

#include "domain/kit/document_json.h"
#include "domain/kit/making.h"
#include "domain/kit/making_line.h"
#include "domain/kit/photographs.h"
#include "platform/files/disk.h"
#include "platform/files/forked.h"

namespace kit {
namespace {

namespace fs = std::filesystem;

constexpr int refused_code = 3;

fs::path refusal_file(fs::path const& folder, std::string_view code) { return folder / (std::string{code} + ".refused"); }

/// In a copy of this process: the file, or the refusal where the first process looks for it.
int make_one(std::string const& code, Document const& document, fs::path const& folder, i18n::Words const& words, Making const& with) {
  auto made = make_format(code, document, words, with);
  if (made) files::write_draft(folder / code, *made);
  else files::write_draft(refusal_file(folder, code), to_line({code, {}, std::move(made.error())}));
  return made ? 0 : refused_code;
}

MakingTold told_of(std::string const& code, fs::path const& folder, files::ForkedEnd const& end) {
  MakingTold told{code, end.took, {}};
  auto const left = end.exit_code == refused_code ? told_in_line(files::read_file(refusal_file(folder, code)).value_or("")) : std::nullopt;
  if (left) told.refusal = left->refusal;
  else if (end.exit_code != 0) told.refusal = not_made(code, end.out_of_time ? "not finished in time" : "its worker was killed");
  return told;
}

}  // namespace

std::optional<Document> document_in_file(fs::path const& file) { return document_from_json(files::read_file(file).value_or("")); }

int make_for_another(std::vector<std::string> const& codes, fs::path const& document, fs::path const& folder, i18n::Words const& words,
                     Making const& with) {
  auto const read = document_in_file(document);
  if (!read) {
    std::cerr << document.string() << ": no frozen document of a kit\n";
    return 1;
  }
  auto const whole = with_photographs(*read, with.workshop.photos);
  std::vector<std::function<int()>> works;
  for (auto const& code : codes) works.emplace_back([&] { return make_one(code, whole, folder, words, with); });
  bool all = true;
  files::fork_each(works, {formats_at_once, with.workshop.time}, [&](std::size_t work, files::ForkedEnd const& end) {
    auto const told = told_of(codes[work], folder, end);
    all = all && !told.refusal;
    std::cout << to_line(told) << std::endl;
  });
  return all ? 0 : refused_code;
}

}  // namespace kit
