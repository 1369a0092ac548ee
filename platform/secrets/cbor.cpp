#include "platform/secrets/cbor.h"

namespace secrets::cbor {
namespace {

constexpr int deepest = 8;
constexpr int most_values = 1000;

class Reader {
 public:
  explicit Reader(std::string_view bytes) : m_bytes{bytes} {}
  std::size_t at() const { return m_at; }

  std::optional<Value> value(int depth) {
    if (depth > deepest || ++m_values > most_values || m_at >= m_bytes.size()) return std::nullopt;
    auto const first = static_cast<unsigned char>(m_bytes[m_at++]);
    auto const kind = first >> 5, info = first & 31;
    if (kind == 7) return simple(info);
    auto const count = number(info);
    if (!count) return std::nullopt;
    switch (kind) {
      case 0: return *count > INT64_MAX ? std::nullopt : std::optional{Value{static_cast<std::int64_t>(*count)}};
      case 1: return *count > INT64_MAX ? std::nullopt : std::optional{Value{-1 - static_cast<std::int64_t>(*count)}};
      case 2: return string<Bytes>(*count);
      case 3: return string<std::string>(*count);
      case 4: return array(*count, depth);
      case 5: return map(*count, depth);
      default: return std::nullopt;
    }
  }

 private:
  std::optional<Value> simple(int info) {
    if (info == 20 || info == 21) return Value{info == 21};
    if (info == 22) return Value{};
    return std::nullopt;
  }
  std::optional<std::uint64_t> number(int info) {
    if (info < 24) return static_cast<std::uint64_t>(info);
    if (info > 27) return std::nullopt;
    auto const length = std::size_t{1} << (info - 24);
    if (m_bytes.size() - m_at < length) return std::nullopt;
    std::uint64_t found = 0;
    for (std::size_t i = 0; i < length; ++i) found = found << 8 | static_cast<unsigned char>(m_bytes[m_at++]);
    return found;
  }
  template <class Kind>
  std::optional<Value> string(std::uint64_t length) {
    if (length > m_bytes.size() - m_at) return std::nullopt;
    std::string found{m_bytes.substr(m_at, length)};
    m_at += length;
    return Value{Kind{std::move(found)}};
  }
  std::optional<Value> array(std::uint64_t count, int depth) {
    // Each element takes a byte at least: a count beyond what is left is a lie.
    if (count > m_bytes.size() - m_at) return std::nullopt;
    Array found;
    for (std::uint64_t i = 0; i < count; ++i) {
      auto element = value(depth + 1);
      if (!element) return std::nullopt;
      found.push_back(std::move(*element));
    }
    return Value{std::move(found)};
  }
  std::optional<Value> map(std::uint64_t count, int depth) {
    if (count > (m_bytes.size() - m_at) / 2) return std::nullopt;
    Map found;
    for (std::uint64_t i = 0; i < count; ++i) {
      auto key = value(depth + 1);
      if (!key || (!key->number() && !key->text())) return std::nullopt;
      auto entry = value(depth + 1);
      if (!entry) return std::nullopt;
      if (!found.emplace(key->number() ? Key{*key->number()} : Key{*key->text()}, std::move(*entry)).second) return std::nullopt;
    }
    return Value{std::move(found)};
  }

  std::string_view m_bytes;
  std::size_t m_at = 0;
  int m_values = 0;
};

}  // namespace

Value const* Value::at(Key const& key) const {
  auto const* entries = map();
  if (!entries) return nullptr;
  auto const found = entries->find(key);
  return found == entries->end() ? nullptr : &found->second;
}

std::optional<Read> read(std::string_view bytes) {
  Reader reader{bytes};
  auto value = reader.value(0);
  if (!value) return std::nullopt;
  return Read{std::move(*value), reader.at()};
}

}  // namespace secrets::cbor
