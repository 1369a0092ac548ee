#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "platform/base/world.h"
#include "platform/mail/outbox.h"

namespace mail {

struct Sender {
  std::string address;  ///< "essaim@example.org"
  std::string name;     ///< may be empty
};

/// One address as SMTP takes it: no space, no quoting, no bracket, no list, nothing that could begin another header.
bool is_plain_address(std::string_view address);

/// The letter as it travels (RFC 5322, CRLF lines). Its Message-ID is made of its id and the sender's domain: the same
/// each time. Line breaks in the subject become spaces. Throws std::invalid_argument when an address is not plain.
std::string message_of(Kept const& kept, Sender const& sender);

}  // namespace mail
