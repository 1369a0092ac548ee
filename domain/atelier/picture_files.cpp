#include "domain/atelier/picture_files.h"

#include <algorithm>

#include "domain/atelier/text_blocks.h"

namespace atelier {
namespace {

constexpr std::size_t print_length = 64;

/// Where a picture stands in a text: ![words](address).
struct Place {
  std::size_t from = 0, words_from = 0, words_to = 0, address_from = 0, address_to = 0, to = 0;
};

/// Calls `visit` with each picture, in order. Those of code are no worse for being renamed too.
template <class Visit>
void each_picture(std::string_view text, Visit&& visit) {
  for (std::size_t at = text.find("!["); at != std::string_view::npos; at = text.find("![", at + 2)) {
    auto const middle = text.find("](", at), line = text.find("\n\n", at);
    if (middle == std::string_view::npos || middle > line) continue;
    auto const end = text.find_first_of(" )\n", middle + 2);
    auto const close = text.find(')', middle + 2);
    if (end == std::string_view::npos || close == std::string_view::npos || close > line) continue;
    visit(Place{at, at + 2, middle, middle + 2, end, close + 1});
  }
}

}  // namespace

std::string with_addresses(std::string_view text, std::function<std::string(std::string_view)> const& other) {
  std::string out;
  std::size_t copied = 0;
  each_picture(text, [&](Place const& place) {
    auto const now = other(text.substr(place.address_from, place.address_to - place.address_from));
    if (now.empty()) return;
    out.append(text.substr(copied, place.address_from - copied)).append(now);
    copied = place.address_to;
  });
  return out.append(text.substr(copied));
}

void readdress_pictures(Content& content, std::function<std::string(std::string_view)> const& other) {
  reword(content, [&](TextBlock const& block) { return with_addresses(block.text, other); });
  for (auto& one : content.translations) one.text = with_addresses(one.text, other);
}

std::string print_in(std::string_view address) {
  constexpr std::string_view under = "/pictures/";
  auto const at = address.rfind(under);
  if (!address.starts_with("/p/") || address.find("/methods/") == std::string_view::npos || at == std::string_view::npos) return {};
  auto const print = address.substr(at + under.size());
  bool const whole = print.size() == print_length && print.find_first_not_of("0123456789abcdef") == std::string_view::npos;
  return whole ? std::string{print} : std::string{};
}

std::string in_words_instead(std::string_view text, std::function<std::string(std::string_view)> const& saying) {
  std::string out;
  std::size_t copied = 0;
  each_picture(text, [&](Place const& place) {
    if (print_in(text.substr(place.address_from, place.address_to - place.address_from)).empty()) return;
    out.append(text.substr(copied, place.from - copied)).append(saying(text.substr(place.words_from, place.words_to - place.words_from)));
    copied = place.to;
  });
  return out.append(text.substr(copied));
}

std::map<MethodId, std::vector<Picture>> pictures_among(db::Session& session, std::span<MethodId const> methods) {
  std::map<MethodId, std::vector<Picture>> found;
  if (methods.empty()) return found;
  std::vector<db::Value> values;
  for (auto const& method : methods) values.push_back(db::value(method));
  auto const marks = db::Session::placeholders(values.size());
  auto rows = session.query_values(
      "SELECT method_id, print, kind, words FROM atelier_picture WHERE method_id IN (" + marks + ") ORDER BY method_id, print", std::move(values));
  MethodId method;
  for (Picture one; rows.next(method, one.print, one.kind, one.words);) found[method].push_back(one);
  return found;
}

}  // namespace atelier
