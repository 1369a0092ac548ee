#include <algorithm>
#include <array>

#include "domain/kit/making.h"

namespace kit {
namespace {

using Formats = std::vector<FormatAbout const*>;

/// Those that take long, then the short ones; last, those that find again what others drew or laid out.
int turn(FormatAbout const* format) {
  static constexpr std::array<std::string_view, 4> first = {"pdf", "pdf-a5", "odp", "zim"};
  static constexpr std::array<std::string_view, 5> last = {"booklet", "booklet-brief", "pdf-trainer", "odt", "docx"};
  auto const at = std::ranges::find(first, format->code) - first.begin();
  return std::ranges::count(last, format->code) ? 100 : static_cast<int>(at);
}

/// The key of this place is in this process alone.
bool needs_our_key(FormatAbout const* format) { return format->code == "bundle"; }

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
  bool const apart = !with.workshop.program.empty();
  auto const here = std::ranges::stable_partition(wanted, [&](FormatAbout const* format) { return apart && !needs_our_key(format); });
  make_apart({wanted.begin(), here.begin()}, document, with.workshop, done);
  make_here({here.begin(), here.end()}, document, words, with, done);
}

}  // namespace kit
