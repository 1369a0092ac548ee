#include "domain/writing/packing.h"

#include <libdeflate.h>

#include <charconv>
#include <map>
#include <memory>
#include <stdexcept>

#include "platform/secrets/passkey.h"

namespace writing {
namespace {

constexpr int compression = 9;
constexpr std::size_t longest_block = 64u << 20;

[[noreturn]] void refuse() { throw std::runtime_error{"a block of a live document is damaged"}; }

/// Numbers of any size, small ones in a byte; texts after their length.
class Writer {
 public:
  void number(std::uint64_t value) {
    for (; value >= 0x80; value >>= 7) m_bytes += static_cast<char>(value | 0x80);
    m_bytes += static_cast<char>(value);
  }
  void difference(std::int64_t value) { number((static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63)); }
  void text(std::string_view text) {
    number(text.size());
    m_bytes += text;
  }
  std::string const& bytes() const { return m_bytes; }

 private:
  std::string m_bytes;
};

class Reader {
 public:
  explicit Reader(std::string_view bytes) : m_bytes{bytes} {}
  std::uint64_t number() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      if (m_bytes.empty()) refuse();
      auto const byte = static_cast<unsigned char>(m_bytes.front());
      m_bytes.remove_prefix(1);
      value |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
      if (!(byte & 0x80)) return value;
    }
    refuse();
  }
  std::int64_t difference() {
    auto const value = number();
    return static_cast<std::int64_t>(value >> 1) ^ -static_cast<std::int64_t>(value & 1);
  }
  std::string_view text() {
    auto const size = number();
    if (size > m_bytes.size()) refuse();
    auto const found = m_bytes.substr(0, size);
    m_bytes.remove_prefix(size);
    return found;
  }

 private:
  std::string_view m_bytes;
};

/// Names met for the first time are written out, then told by their number.
class Names {
 public:
  void write(Writer& out, std::string const& name) {
    auto const [found, fresh] = m_numbers.try_emplace(name, m_numbers.size());
    out.number(found->second);
    if (fresh) out.text(name);
  }
  std::string const& read(Reader& in) {
    auto const number = in.number();
    if (number > m_names.size()) refuse();
    if (number == m_names.size()) m_names.emplace_back(in.text());
    return m_names[number];
  }

 private:
  std::map<std::string, std::size_t> m_numbers;
  std::vector<std::string> m_names;
};

/// "c4f-17" is "c4f-" and 17; a number that would not be written back the same is part of the words.
std::pair<std::string, std::uint64_t> cut_number(std::string const& id) {
  auto const words = id.find_last_not_of("0123456789") + 1;  // npos + 1 is 0
  std::uint64_t number = 0;
  std::from_chars(id.data() + words, id.data() + id.size(), number);
  if (id.substr(0, words) + std::to_string(number) != id) return {id, 0};
  return {id.substr(0, words), number + 1};
}

/// What the next change is compared with.
struct Expected {
  std::map<std::string, std::int64_t> versions, lengths;  ///< of each text
  std::map<std::string, std::size_t> places;              ///< where each client was in each text
  std::map<std::string, std::uint64_t> numbers;           ///< the last one of each beginning of names
  std::int64_t at = 0, seq = 0;
};

struct Streams {
  Writer names, ids, times, places, words;
  Names texts, clients, people, beginnings;
};

std::string place_key(Written const& change) { return change.client + "\n" + change.text; }

void write_changes(Streams& out, Expected& expected, Written const& change) {
  auto const& sections = change.changes.sections();
  std::size_t count = 0, at = 0;
  for (auto const& section : sections) count += !section.keeps;
  out.places.number(count);
  auto& place = expected.places[place_key(change)];
  std::int64_t from = static_cast<std::int64_t>(place);
  std::size_t after = 0;
  for (auto const& section : sections) {
    if (!section.keeps) {
      out.places.difference(static_cast<std::int64_t>(at) - from);
      out.places.number(section.length);
      out.words.text(to_utf8(section.insert));
      from = static_cast<std::int64_t>(at + section.length);
      after += section.insert.size();
      place = after;
    } else {
      after += section.length;
    }
    at += section.length;
  }
}

void write(Streams& out, Expected& expected, Written const& change) {
  out.texts.write(out.names, change.text);
  if (auto const [version, fresh] = expected.versions.try_emplace(change.text, change.version); fresh) {
    out.names.difference(change.version);
    out.names.number(change.changes.length_before());
  }
  out.clients.write(out.names, change.client);
  out.people.write(out.names, change.by ? change.by->text() : std::string{});
  auto const [beginning, number] = cut_number(change.id);
  out.beginnings.write(out.ids, beginning);
  out.ids.difference(static_cast<std::int64_t>(number - expected.numbers[beginning]));
  expected.numbers[beginning] = number;
  auto const at = base::to_milliseconds(change.at);
  out.times.difference(at - expected.at);
  expected.at = at;
  write_changes(out, expected, change);
}

struct Sources {
  Reader names, ids, times, places, words;
  Names texts{}, clients{}, people{}, beginnings{};
};

ChangeSet read_changes(Sources& in, Expected& expected, Written const& change) {
  std::vector<Section> sections;
  auto& place = expected.places[place_key(change)];
  auto& length = expected.lengths[change.text];
  std::int64_t from = static_cast<std::int64_t>(place), covered = 0, after = 0;
  for (auto count = in.places.number(); count > 0; --count) {
    auto const at = from + in.places.difference();
    auto const removed = static_cast<std::int64_t>(in.places.number());
    auto const insert = to_utf16(in.words.text());
    if (at < covered || removed < 0 || at + removed > length) refuse();
    if (at > covered) sections.push_back({static_cast<std::uint32_t>(at - covered), true, {}});
    sections.push_back({static_cast<std::uint32_t>(removed), false, insert});
    after += at - covered + static_cast<std::int64_t>(insert.size());
    from = covered = at + removed;
    place = static_cast<std::size_t>(after);
  }
  if (length > covered) sections.push_back({static_cast<std::uint32_t>(length - covered), true, {}});
  length = after + length - covered;
  return ChangeSet{std::move(sections)};
}

Written read(Sources& in, Expected& expected) {
  Written change;
  change.seq = ++expected.seq;
  change.text = in.texts.read(in.names);
  auto const [version, fresh] = expected.versions.try_emplace(change.text, 0);
  if (fresh) {
    version->second = in.names.difference() - 1;
    expected.lengths[change.text] = static_cast<std::int64_t>(in.names.number());
  }
  change.version = ++version->second;
  change.client = in.clients.read(in.names);
  if (auto const& person = in.people.read(in.names); !person.empty()) change.by = accounts::PersonId::trusted(person);
  auto const& beginning = in.beginnings.read(in.ids);
  auto& number = expected.numbers[beginning];
  number += static_cast<std::uint64_t>(in.ids.difference());
  change.id = number == 0 ? beginning : beginning + std::to_string(number - 1);
  expected.at += in.times.difference();
  change.at = base::from_milliseconds(expected.at);
  change.changes = read_changes(in, expected, change);
  return change;
}

std::string compressed(std::string_view bytes) {
  std::unique_ptr<libdeflate_compressor, decltype(&libdeflate_free_compressor)> const compressor{libdeflate_alloc_compressor(compression),
                                                                                                 libdeflate_free_compressor};
  if (!compressor) throw std::bad_alloc{};
  std::string out(libdeflate_deflate_compress_bound(compressor.get(), bytes.size()), '\0');
  out.resize(libdeflate_deflate_compress(compressor.get(), bytes.data(), bytes.size(), out.data(), out.size()));
  return out;
}

std::string decompressed(std::string_view bytes, std::size_t size) {
  std::unique_ptr<libdeflate_decompressor, decltype(&libdeflate_free_decompressor)> const decompressor{libdeflate_alloc_decompressor(),
                                                                                                       libdeflate_free_decompressor};
  if (!decompressor || size > longest_block) refuse();
  std::string out(size, '\0');
  if (libdeflate_deflate_decompress(decompressor.get(), bytes.data(), bytes.size(), out.data(), out.size(), nullptr) != LIBDEFLATE_SUCCESS) refuse();
  return out;
}

}  // namespace

std::string packed(std::span<Written const> changes) {
  Streams streams;
  Expected expected;
  for (auto const& change : changes) write(streams, expected, change);
  Writer whole;
  for (auto const* stream : {&streams.names, &streams.ids, &streams.times, &streams.places, &streams.words}) whole.text(stream->bytes());
  Writer head;
  head.number(changes.size());
  head.number(changes.empty() ? 0 : static_cast<std::uint64_t>(changes.front().seq));
  head.number(whole.bytes().size());
  return secrets::to_base64url(head.bytes() + compressed(whole.bytes()));
}

std::vector<Written> unpacked(std::string_view packed) {
  auto const bytes = secrets::from_base64url(packed);
  if (!bytes) refuse();
  Reader head{*bytes};
  auto const count = head.number(), first = head.number(), size = head.number();
  Writer again;
  for (auto const number : {count, first, size}) again.number(number);
  auto const plain = decompressed(std::string_view{*bytes}.substr(again.bytes().size()), size);
  Reader whole{plain};
  Sources sources{Reader{whole.text()}, Reader{whole.text()}, Reader{whole.text()}, Reader{whole.text()}, Reader{whole.text()}};
  Expected expected;
  expected.seq = static_cast<std::int64_t>(first) - 1;
  std::vector<Written> changes;
  for (std::uint64_t at = 0; at < count; ++at) changes.push_back(read(sources, expected));
  return changes;
}

}  // namespace writing
