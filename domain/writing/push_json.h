#pragma once
#include <string>
#include <string_view>

#include "domain/writing/room.h"
#include "platform/i18n/words.h"

namespace boost::json {
class value;
}

namespace writing {

/// A bounded reading of what came over the network.
base::Outcome<boost::json::value> read_json(std::string_view text);
/// What a browser sends: {"client":…,"text":…,"version":…,"updates":[{"id":…,"changes":[…]}]}.
base::Outcome<Push> push_of(boost::json::value const& json);

/// What is answered: 200 {"seq":…,"version":…,"taken":…}; 409 {"version":…}, to be sent again; 410, too old to be brought to
/// what stands; 422 {"sentence":…}; 503.
struct Told {
  int status = 200;
  std::string body;  ///< a JSON object
};
Told told_of(PushOutcome const& outcome, i18n::Words const& words);
Told told_of(base::Refusal const& refusal, i18n::Words const& words);

}  // namespace writing
