#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace mail {

/// A letter of ours that came back: a delivery report (RFC 3464) as mail servers send it to the sender's address.
struct Returned {
  std::string id;      ///< of the letter, from its Message-ID
  std::string reason;  ///< what the last server said, on one line, at most 300 bytes
};
/// Nothing for anything else: an answer on holiday, a delay that may still end well, a report about a letter that is not ours.
/// `message`: raw, at most 1 MB are read.
std::optional<Returned> read_returned(std::string_view message);

}  // namespace mail
