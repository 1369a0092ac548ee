#include "domain/kit/bring/xml_names.h"

namespace kit {
namespace {

void gather(files::Element const& from, std::string_view name, std::vector<files::Element const*>& into) {
  for (auto const& one : from.inside) {
    if (local_name(one) == name) into.push_back(&one);
    gather(one, name, into);
  }
}

}  // namespace

std::string_view local_name(files::Element const& element) {
  auto const colon = element.name.find(':');
  return std::string_view{element.name}.substr(colon == std::string::npos ? 0 : colon + 1);
}

files::Element const& child_called(files::Element const& parent, std::string_view name) {
  static files::Element const none;
  for (auto const& one : parent.inside)
    if (local_name(one) == name) return one;
  return none;
}

std::vector<files::Element const*> children_called(files::Element const& parent, std::string_view name) {
  std::vector<files::Element const*> found;
  for (auto const& one : parent.inside)
    if (local_name(one) == name) found.push_back(&one);
  return found;
}

std::vector<files::Element const*> all_called(files::Element const& parent, std::string_view name) {
  std::vector<files::Element const*> found;
  gather(parent, name, found);
  return found;
}

std::string words_in(files::Element const& element) {
  std::string out = element.text;
  for (auto const& child : element.inside) out += words_in(child);
  return out;
}

}  // namespace kit
