#pragma once
#include <optional>
#include <string>
#include <vector>

#include "platform/i18n/words.h"
#include "platform/mail/outbox.h"

namespace mail {

/// What a letter says, once: its plain text and its HTML are both made of it. Plain words everywhere, no markup.
/// No picture and no address but those given: nothing tells the sender that a letter was opened.
struct Draft {
  std::string subject;
  std::string greeting;  ///< "Hello Lucile,"; may be empty
  std::vector<std::string> paragraphs;
  std::string code;  ///< shown large, to be typed elsewhere: "482 913"; may be empty
  struct Action {
    std::string label, address;  ///< what it does; a whole https address
  };
  std::optional<Action> action;  ///< the one thing the letter asks for
  struct Line {
    std::string text, note, address;  ///< note and address may be empty
  };
  struct Section {
    std::string title;
    std::vector<Line> lines;
  };
  std::vector<Section> sections;        ///< lists, for digests
  std::vector<std::string> small = {};  ///< under a rule: why this letter came, what to do if it should not have
  struct Way {
    std::string label, address;
  };
  std::vector<Way> ways = {};  ///< under them: settings, unsubscribing
  base::Instant not_before{};  ///< the hour from which it may leave: quiet hours; the epoch: at once
  /// An answer by e-mail goes there and is taken up by a program; empty: nobody reads answers.
  std::string reply_to = {};
  std::string unsubscribe = {};  ///< where one click ends these letters (RFC 8058); empty for those one asked for
};

/// The letter as it is kept in the outbox, in the language of `words`.
Letter letter_of(Draft const& draft, std::string to, i18n::Words const& words);

}  // namespace mail
