#include "domain/kit/bundle.h"

#include <algorithm>
#include <boost/json.hpp>
#include <map>
#include <set>

#include "domain/kit/document_check.h"
#include "domain/kit/document_json.h"
#include "domain/kit/photographs.h"
#include "platform/files/disk.h"
#include "platform/files/zip.h"
#include "platform/i18n/words.h"

namespace kit {
namespace json = boost::json;
namespace {

using i18n::msgid;

constexpr std::string_view list_name = "essaim-kit.json", document_name = "document.json";

std::optional<std::string> text_in(json::object const& object, char const* name) {
  auto const* found = object.if_contains(name);
  if (!found || !found->is_string()) return std::nullopt;
  return std::string{found->as_string()};
}

std::optional<json::object> object_of(std::string_view text) {
  boost::system::error_code wrong;
  auto value = json::parse(text, wrong);
  if (wrong || !value.is_object()) return std::nullopt;
  return std::move(value.as_object());
}

/// Fingerprints by name; nothing when the list is not one.
std::optional<std::map<std::string, std::string>> listed(std::string_view payload) {
  auto const list = object_of(payload);
  auto const* files = list ? list->if_contains("files") : nullptr;
  if (!files || !files->is_array()) return std::nullopt;
  std::map<std::string, std::string> names;
  for (auto const& one : files->as_array()) {
    if (!one.is_object()) return std::nullopt;
    auto const name = text_in(one.as_object(), "name"), fingerprint = text_in(one.as_object(), "fingerprint");
    if (!name || !fingerprint) return std::nullopt;
    names.emplace(*name, *fingerprint);
  }
  return names;
}

/// Gives a document the photographs it names; the name of one that is no picture fit to be shown.
std::optional<std::string> take_photographs(Document& document, std::vector<files::Entry> const& entries) {
  std::map<std::string, std::string const*> found;
  for (auto const& entry : entries) found.emplace(entry.name, &entry.bytes);
  std::set<std::string> sound;
  for (auto& part : document.parts)
    for (auto& photo : part.photos) {
      auto const entry = found.find("pictures/" + photo_name(photo));
      if (entry == found.end()) continue;  // it is said in words
      photo.bytes = *entry->second;
      if (!sound.contains(photo.print) && !is_sound(photo)) return photo_name(photo);
      sound.insert(photo.print);
    }
  return std::nullopt;
}

}  // namespace

std::string sealed(std::string_view payload, base::SigningKey const& key) {
  return json::serialize(json::object{{"payload", payload}, {"key", key.name}, {"signature", base::sign(key, payload)}}) + "\n";
}

base::Outcome<Unsealed> unsealed(std::string_view text) {
  auto const object = object_of(text);
  auto const payload = object ? text_in(*object, "payload") : std::nullopt, key = object ? text_in(*object, "key") : std::nullopt,
             signature = object ? text_in(*object, "signature") : std::nullopt;
  if (!payload || !key || !signature) return base::refuse(msgid("This file bears no seal of an Essaim."));
  if (!base::is_signed_by(*key, *payload, *signature)) return base::refuse(msgid("The seal is broken: something was changed since it was signed."));
  return Unsealed{*payload, *key};
}

base::SigningKey place_key(std::filesystem::path const& file, std::string_view random) {
  if (auto const kept = files::read_file(file, 32)) return base::signing_key_of(*kept);
  std::filesystem::create_directories(file.parent_path());
  std::filesystem::permissions(file.parent_path(), std::filesystem::perms::owner_all);
  files::write_atomically(file, random);
  std::filesystem::permissions(file, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  return base::signing_key_of(random);
}

std::string list_of_files(Document const& document, std::vector<ListedFile> const& files) {
  json::array list;
  for (auto const& file : files) list.push_back(json::object{{"name", file.name}, {"size", file.size}, {"fingerprint", file.fingerprint}});
  return json::serialize(json::object{{"format", "essaim-kit"},
                                      {"version", 1},
                                      {"identifier", document.identifier},
                                      {"programme", document.programme_slug},
                                      {"kit", document.slug},
                                      {"number", document.number},
                                      {"title", document.title},
                                      {"licence", document.licence},
                                      {"frozen_on", base::iso(document.frozen_on)},
                                      {"home", document.home_address},
                                      {"fingerprint", "BLAKE2b-256"},
                                      {"signature", "Ed25519"},
                                      {"files", std::move(list)}});
}

std::string bundle(Document const& document, base::SigningKey const& key) {
  std::vector<files::Entry> entries{{std::string{document_name}, to_json(document), false}};
  for (auto const* photo : photos_of(document)) entries.push_back({"pictures/" + photo_name(*photo), photo->bytes, true});
  std::vector<ListedFile> listed;
  for (auto const& entry : entries) listed.push_back({entry.name, entry.bytes.size(), base::fingerprint(entry.bytes)});
  entries.insert(entries.begin(), {std::string{list_name}, sealed(list_of_files(document, listed), key), false});
  return files::zip(entries, document.frozen_on);
}

base::Outcome<Unbundled> unbundled(std::string_view archive) {
  auto const entries = files::read_zip(archive, {.entries = 2000});
  if (!entries) return tl::unexpected{entries.error()};
  auto const seal = std::ranges::find(*entries, list_name, &files::Entry::name);
  if (seal == entries->end()) return base::refuse(msgid("This archive is no edition of an Essaim."));
  auto const opened = unsealed(seal->bytes);
  if (!opened) return tl::unexpected{opened.error()};
  auto const names = listed(opened->payload);
  if (!names || names->size() + 1 != entries->size()) return base::refuse(msgid("The archive does not hold what its list says."));
  for (auto const& entry : *entries) {
    if (entry.name == list_name) continue;
    auto const said = names->find(entry.name);
    if (said == names->end() || said->second != base::fingerprint(entry.bytes))
      return base::refuse(msgid("This file was changed since it was signed: {}"), {entry.name});
  }
  auto const document = std::ranges::find(*entries, document_name, &files::Entry::name);
  auto read = document == entries->end() ? std::nullopt : document_from_json(document->bytes);
  if (!read) return base::refuse(msgid("This archive is no edition of an Essaim."));
  auto checked = checked_document(std::move(*read));
  if (!checked) return tl::unexpected{checked.error()};
  if (auto const wrong = take_photographs(*checked, *entries)) return base::refuse(msgid("This picture is not accepted: {}"), {*wrong});
  return Unbundled{std::move(*checked), opened->key};
}

}  // namespace kit
