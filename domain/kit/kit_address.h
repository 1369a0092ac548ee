#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "platform/views/html.h"

namespace kit {

/// Where the pages of a kit stand: /p/parcours/kit, or /p/parcours/kit/of/commune-88304 for the one of a territory.
struct KitAddress {
  std::string programme;  ///< slug
  std::string territory;  ///< "commune-88304"; empty for the programme's own kit

  bool of_territory() const { return !territory.empty(); }
  html::Url home() const { return at(""); }
  html::Url edition(std::string_view number) const { return at("/{}", {number}); }
  /// A page or a file of an edition: its part, "take-away", "seal.json"…
  html::Url page(std::string_view number, std::string_view name) const { return at("/{}/{}", {number, name}); }
  html::Url file(std::string_view number, std::string_view name) const { return at("/{}/files/{}", {number, name}); }
  html::Url picture(std::string_view number, std::string_view name) const { return at("/{}/pictures/{}", {number, name}); }
  /// Where the next edition is prepared, and what is done there: "/publish".
  html::Url bench(std::string_view rest = {}, std::vector<std::string_view> const& parts = {}) const {
    return at((of_territory() ? "/adapt" : "/compose") + std::string{rest}, parts);
  }

 private:
  html::Url at(std::string_view rest, std::vector<std::string_view> const& parts = {}) const {
    std::vector<std::string_view> all{programme};
    if (of_territory()) all.emplace_back(territory);
    all.insert(all.end(), parts.begin(), parts.end());
    return html::Url::path((of_territory() ? "/p/{}/kit/of/{}" : "/p/{}/kit") + std::string{rest}, all);
  }
};

}  // namespace kit
