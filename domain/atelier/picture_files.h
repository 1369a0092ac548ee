#pragma once
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/atelier/pictures.h"

/// Pictures in the texts of a method when it leaves the place: in a programme folder they are files beside the sheet.
namespace atelier {

/// The text with each picture's address said otherwise; "" leaves it as it is. Words and the rest of the text stay.
std::string with_addresses(std::string_view text, std::function<std::string(std::string_view address)> const& other);
/// The same in every text of a method, translations included.
void readdress_pictures(Content& content, std::function<std::string(std::string_view address)> const& other);
/// The fingerprint in the address of a picture of a method, wherever that method stands or stood; "" for any other address.
std::string print_in(std::string_view address);
/// The text with each picture of a method said in words by `saying`, given what it shows: where pictures cannot be shown.
std::string in_words_instead(std::string_view text, std::function<std::string(std::string_view shows)> const& saying);

/// Pictures of many methods. One query.
std::map<MethodId, std::vector<Picture>> pictures_among(db::Session& session, std::span<MethodId const> methods);

}  // namespace atelier
