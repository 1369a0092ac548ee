#include "domain/atelier/live_texts.h"

#include <algorithm>
#include <charconv>

#include "domain/atelier/method_fields.h"
#include "platform/base/text.h"

namespace atelier {
namespace {

/// "step/3/" for a step; the parts of other lists stand under the name of theirs: "translations/1/".
std::string part_prefix(std::string_view list, std::string_view id) {
  return (list == "steps" ? std::string{"step"} : std::string{list}) + "/" + std::string{id} + "/";
}

/// Identifiers of parts: those already given, in their order, then new ones.
class Identifiers {
 public:
  explicit Identifiers(writing::Texts const& like) {
    auto const known = like.find("steps");
    if (known != like.end()) m_known = base::split(known->second, '\n');
  }
  std::string at(std::size_t place) {
    while (m_known.size() <= place) {
      auto number = m_known.size() + 1;
      while (std::find(m_known.begin(), m_known.end(), std::to_string(number)) != m_known.end()) ++number;
      m_known.push_back(std::to_string(number));
    }
    return m_known[place];
  }

 private:
  std::vector<std::string> m_known;
};

/// Writes the members of a thing as texts.
template <class Thing>
void write(writing::Texts& texts, Thing const& thing, std::string const& prefix, Identifiers& identifiers) {
  each_member<Thing>([&](std::string_view name, auto member) {
    auto const& value = thing.*member;
    using T = std::remove_cvref_t<decltype(value)>;
    auto& text = texts[prefix + std::string{name}];
    if constexpr (std::same_as<T, std::string>) {
      text = value;
    } else if constexpr (std::same_as<T, int>) {
      text = value ? std::to_string(value) : std::string{};
    } else if constexpr (Items<T>) {
      for (std::size_t at = 0; at < value.size(); ++at) {
        auto const id = name == "steps" ? identifiers.at(at) : std::to_string(at + 1);
        text += (at ? "\n" : "") + id;
        write(texts, value[at], part_prefix(name, id), identifiers);
      }
    } else {
      text = base::join(value, "\n");
    }
  });
}

int number_of(std::string_view text) {
  text = base::trimmed(text);
  int number = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty()) return 0;
  return error == std::errc{} && end == text.data() + text.size() ? number : -1;
}

template <class Thing>
Thing read(writing::Texts const& texts, std::string const& prefix) {
  Thing thing;
  each_member<Thing>([&](std::string_view name, auto member) {
    auto& value = thing.*member;
    using T = std::remove_cvref_t<decltype(value)>;
    auto const found = texts.find(prefix + std::string{name});
    if (found == texts.end()) return;
    if constexpr (std::same_as<T, std::string>) {
      value = found->second;
    } else if constexpr (std::same_as<T, int>) {
      value = number_of(found->second);
    } else if constexpr (Items<T>) {
      for (auto const& id : base::split(found->second, '\n')) value.push_back(read<typename ItemOf<T>::type>(texts, part_prefix(name, id)));
    } else {
      value = base::split(found->second, '\n');
    }
  });
  return thing;
}

}  // namespace

writing::Texts texts_of(Content const& content, writing::Texts const& like) {
  writing::Texts texts;
  Identifiers identifiers{like};
  write(texts, content, "", identifiers);
  return texts;
}

Content content_of_texts(writing::Texts const& texts) { return read<Content>(texts, ""); }

}  // namespace atelier
