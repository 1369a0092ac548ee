#pragma once
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

#include "domain/kit/document.h"
#include "platform/base/world.h"
#include "platform/i18n/words.h"

/// OAI-PMH 2.0: library catalogues come and fetch what is new among the public editions of every kit of this place.
/// Rules without a database; an edition once public stays for ever, so no record is ever deleted.
namespace kit::harvest {

/// What a record is known by: found without reading the edition itself.
struct Header {
  std::string edition;    ///< its id, the last part of the record's identifier
  std::string programme;  ///< slug: the set it belongs to
  std::string number;
  base::Instant published{};
};
/// Where a list goes on from: after that edition of that instant.
struct Place {
  std::int64_t published = 0;  ///< ms
  std::string edition;
};
enum class Verb { identify, list_metadata_formats, list_sets, list_identifiers, list_records, get_record };
struct Question {
  Verb verb = Verb::identify;
  std::string format;      ///< oai_dc, lom
  std::string programme;   ///< slug of a set, "" for all
  std::string edition;     ///< of the one record asked, "" otherwise
  std::int64_t from = 0;   ///< ms, included
  std::int64_t until = 0;  ///< ms, excluded; 0 without end
  std::optional<Place> after;
};
/// The protocol's own words for a fault: badVerb, badArgument, badResumptionToken, cannotDisseminateFormat, idDoesNotExist,
/// noRecordsMatch. `why`: a msgid.
struct Fault {
  std::string code, why;
};
using Arguments = std::vector<std::pair<std::string, std::string>>;

/// Where this place answers from: "https://essaim.example", without a slash.
std::string identifier_of(std::string_view site_address, std::string_view edition);
/// Strict as the protocol is: an argument twice, unknown, missing or beside a resumption token is a fault.
tl::expected<Question, Fault> question_of(Arguments const& arguments, std::string_view site_address);

struct Programme {
  std::string slug, name;
};
struct Record {
  Header header;
  Document const* document = nullptr;  ///< nothing when only the header is asked
};
struct Repository {
  std::string site_address, name, contact;
  base::Instant now{}, earliest{};
};
/// Whole answers. `asked`: the arguments as they came, repeated in the answer unless they are at fault.
std::string identify(Repository const& place);
std::string formats(Repository const& place, Arguments const& asked);
std::string sets(Repository const& place, std::span<Programme const> programmes);
/// `next`: where the list goes on; nothing when it is whole.
std::string list(Repository const& place, Arguments const& asked, Question const& question, std::span<Record const> records,
                 std::optional<Place> const& next, i18n::Words const& words);
std::string record(Repository const& place, Arguments const& asked, Question const& question, Record const& one, i18n::Words const& words);
std::string fault(Repository const& place, Arguments const& asked, Fault const& fault, i18n::Words const& words);

}  // namespace kit::harvest
