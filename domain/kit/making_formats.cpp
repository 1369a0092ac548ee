#include <algorithm>
#include <array>
#include <future>
#include <mutex>

#include "domain/kit/making.h"

namespace kit {
namespace {

using Formats = std::vector<FormatAbout const*>;

/// Those that take long, then the short ones; last, those that find again what others drew or laid out.
int turn(FormatAbout const* format) {
  static constexpr std::array<std::string_view, 4> first = {"pdf-a5", "pdf", "odp", "zim"};
  static constexpr std::array<std::string_view, 5> last = {"booklet", "booklet-brief", "pdf-trainer", "odt", "docx"};
  auto const at = std::ranges::find(first, format->code) - first.begin();
  return std::ranges::count(last, format->code) ? 100 : static_cast<int>(at);
}

/// Printed sheets of pages laid out as another format: cut while the typesetter works on the next one.
bool is_of_sheets(FormatAbout const* format) { return format->code.starts_with("booklet"); }

/// The key of this place is in this process alone, as is the typesetter that stays.
bool is_made_here(FormatAbout const* format, Workshop const& workshop) {
  bool const by_typesetter = format->code.starts_with("pdf") || is_of_sheets(format);
  return workshop.program.empty() || format->code == "bundle" || (by_typesetter && workshop.pdf.typesetter);
}

void make_here(Formats const& wanted, Document const& document, i18n::Words const& words, Making const& with, std::function<void(Made)> const& done) {
  for (auto const* format : wanted) {
    auto const start = std::chrono::steady_clock::now();
    auto bytes = make_format(format->code, document, words, with);
    done({*format, std::move(bytes), std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start)});
  }
}

}  // namespace

void make_formats(Formats wanted, Document const& document, i18n::Words const& words, Making const& with,
                  std::function<void(Made made)> const& done) {
  std::ranges::stable_sort(wanted, {}, turn);
  auto const here = std::ranges::stable_partition(wanted, [&](FormatAbout const* format) { return !is_made_here(format, with.workshop); });
  auto const sheets = std::ranges::stable_partition(here, [](FormatAbout const* format) { return !is_of_sheets(format); });
  std::mutex alone;
  std::function<void(Made)> const told = [&](Made made) {
    std::lock_guard const one{alone};
    done(std::move(made));
  };
  auto others = std::async(std::launch::async, [&] { make_apart({wanted.begin(), here.begin()}, document, with.workshop, told); });
  auto next = here.begin();
  if (next != sheets.begin()) make_here({next, next + 1}, document, words, with, told), ++next;
  auto cut = std::async(std::launch::async, [&] { make_here({sheets.begin(), sheets.end()}, document, words, with, told); });
  make_here({next, sheets.begin()}, document, words, with, told);
  cut.get();
  others.get();
}

}  // namespace kit
