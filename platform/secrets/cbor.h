#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// The part of CBOR (RFC 8949) that authenticators write: whole numbers, byte and text strings, arrays, maps, true, false, null.
namespace secrets::cbor {

struct Value;
using Array = std::vector<Value>;
/// Keys are whole numbers or texts; "-3" and -3 are told apart.
using Key = std::variant<std::int64_t, std::string>;
using Map = std::map<Key, Value>;
struct Bytes {
  std::string bytes;
};

struct Value {
  std::variant<std::monostate, bool, std::int64_t, Bytes, std::string, Array, Map> held;

  std::int64_t const* number() const { return std::get_if<std::int64_t>(&held); }
  std::string const* bytes() const {
    auto const* found = std::get_if<Bytes>(&held);
    return found ? &found->bytes : nullptr;
  }
  std::string const* text() const { return std::get_if<std::string>(&held); }
  Map const* map() const { return std::get_if<Map>(&held); }
  /// The entry of a map; nothing when this is no map or has none of that key.
  Value const* at(Key const& key) const;
};

/// One value from the start of `bytes`, and how many bytes it took. Nothing for what is cut, deeper than 8, of indefinite
/// length, with a key twice, a float or a tag, or holds more than 1,000 values.
struct Read {
  Value value;
  std::size_t size = 0;
};
std::optional<Read> read(std::string_view bytes);

}  // namespace secrets::cbor
