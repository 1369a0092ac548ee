#include <algorithm>
#include <array>
#include <exception>
#include <mutex>
#include <thread>

#include "domain/kit/making.h"

namespace kit {
namespace {

constexpr int at_once = 2;

/// Those that take long, then the short ones; last, those that find again what others drew or laid out.
int turn(FormatAbout const& format) {
  static constexpr std::array<std::string_view, 4> first = {"pdf", "pdf-a5", "odp", "zim"};
  static constexpr std::array<std::string_view, 4> last = {"booklet", "pdf-trainer", "odt", "docx"};
  auto const at = std::ranges::find(first, format.code) - first.begin();
  return std::ranges::count(last, format.code) ? 100 : static_cast<int>(at);
}

/// Formats waiting to be made, taken by several threads.
class Round {
 public:
  Round(std::vector<FormatAbout const*> wanted, std::function<Made(FormatAbout const&)> make, std::function<void(Made)> const& done)
      : m_wanted{std::move(wanted)}, m_make{std::move(make)}, m_done{done} {
    std::ranges::stable_sort(m_wanted, {}, [](FormatAbout const* format) { return turn(*format); });
  }

  void run() {
    {
      std::vector<std::jthread> threads;
      for (int one = 0; one < at_once; ++one) threads.emplace_back([this] { work(); });
    }
    if (m_thrown) std::rethrow_exception(m_thrown);
  }

 private:
  FormatAbout const* next() {
    std::lock_guard const alone{m_mutex};
    return m_thrown || m_next == m_wanted.size() ? nullptr : m_wanted[m_next++];
  }

  void work() {
    while (auto const* format = next()) try {
        auto made = m_make(*format);
        std::lock_guard const alone{m_mutex};
        m_done(std::move(made));
      } catch (...) {
        std::lock_guard const alone{m_mutex};
        if (!m_thrown) m_thrown = std::current_exception();
      }
  }

  std::vector<FormatAbout const*> m_wanted;
  std::function<Made(FormatAbout const&)> m_make;
  std::function<void(Made)> const& m_done;
  std::mutex m_mutex;
  std::size_t m_next = 0;
  std::exception_ptr m_thrown;
};

}  // namespace

void make_formats(std::vector<FormatAbout const*> wanted, Document const& document, i18n::Words const& words, Making const& with,
                  std::function<void(Made made)> const& done) {
  auto const make = [&](FormatAbout const& format) {
    auto const start = std::chrono::steady_clock::now();
    auto bytes = make_apart(format.code, document, words, with);
    return Made{format, std::move(bytes), std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start)};
  };
  Round{std::move(wanted), make, done}.run();
}

}  // namespace kit
