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
  static constexpr std::array<std::string_view, 4> first = {"pdf", "pdf-a5", "odp", "zim"};
  static constexpr std::array<std::string_view, 5> last = {"booklet", "booklet-brief", "pdf-trainer", "odt", "docx"};
  auto const at = std::ranges::find(first, format->code) - first.begin();
  return std::ranges::count(last, format->code) ? 100 : static_cast<int>(at);
}

/// The key of this place is in this process alone, as is the typesetter that stays.
bool is_made_here(FormatAbout const* format, Workshop const& workshop) {
  bool const by_typesetter = format->code.starts_with("pdf") || format->code.starts_with("booklet");
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
  std::mutex alone;
  std::function<void(Made)> const told = [&](Made made) {
    std::lock_guard const one{alone};
    done(std::move(made));
  };
  auto others = std::async(std::launch::async, [&] { make_apart({wanted.begin(), here.begin()}, document, with.workshop, told); });
  make_here({here.begin(), here.end()}, document, words, with, told);
  others.get();
}

}  // namespace kit
