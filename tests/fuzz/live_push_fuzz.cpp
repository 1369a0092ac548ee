// What anyone may send to a live document: a push is refused, or gives a text where no character is cut, that others may be
// brought over and that undoing brings back; and a damaged block of the history is said to be damaged.
#include <boost/json.hpp>
#include <cstdint>
#include <cstdlib>
#include <stdexcept>

#include "domain/writing/change_set_json.h"
#include "domain/writing/live_document.h"
#include "domain/writing/packing.h"
#include "domain/writing/push_json.h"

namespace {

using namespace writing;

void must(bool holds) {
  if (!holds) std::abort();
}

void take(LiveDocument& live, Push const& push) {
  auto const before = live.seq();
  auto ready = live.prepare(push, std::nullopt, {});
  must(live.seq() == before);
  if (!ready) return;
  for (auto& change : *ready) {
    std::u16string const text{live.words_of(change.text)};
    auto const after = change.changes.applied_to(text);
    must(is_whole(after) && after.size() == change.changes.length_after());
    must(change.changes.inverted(text).applied_to(after) == text);
    must(change_set_of_text(to_json(change.changes)).applied_to(text) == after);
    live.take(std::move(change));
  }
  auto const all = live.since(0);
  auto const back = unpacked(packed(*all));
  must(back.size() == all->size());
  for (std::size_t at = 0; at < back.size(); ++at) must(back[at].changes.length_after() == (*all)[at].changes.length_after());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string_view const bytes{reinterpret_cast<char const*>(data), size};
  LiveDocument live{0, {{"body", {0, u"Un 😀, deux\nl’été"}}}};
  for (std::string_view rest = bytes; !rest.empty();) {
    auto const line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    auto const json = read_json(line);
    auto const push = json ? push_of(*json) : tl::unexpected{json.error()};
    if (push) take(live, *push);
  }
  try {
    for (auto const& change : unpacked(bytes)) must(change.changes.length_before() < (1u << 31));
  } catch (std::runtime_error const&) {}
  return 0;
}
