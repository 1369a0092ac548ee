#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/kit/question.h"
#include "domain/kit/typed_parts.h"
#include "platform/base/world.h"

/// A kit edition as every format reads it: plain data, frozen, without a database. Exporters are functions of it.
namespace kit {

/// Who says it: the mark each block carries (design/README, provenance).
enum class Provenance { written, said, counted, tried };

/// A block's ground: the experience passage or method it rests on.
struct Ground {
  std::string slug;       ///< of the sheet, as cited: [[slug#l1]]
  std::string title;      ///< "La navette du marché"
  std::string passage;    ///< "l1", may be empty
  std::string territory;  ///< name of the territory
  std::string address;    ///< path on the site of origin: /p/…/experiences/…#l1
  std::string quote;      ///< the passage's words; empty for a mere reference
};

/// A picture with its numbers; `svg` is a whole document, `table` has its headings first.
struct Picture {
  std::string id, finding, reads, source, alternative;
  std::string svg;
  std::vector<std::vector<std::string>> table;
};

struct Block {
  Provenance provenance = Provenance::written;
  std::string id;        ///< address in the part
  std::string title;     ///< may be empty
  std::string said_by;   ///< words of the provenance line; empty: the usual ones
  std::string callout;   ///< "", "watch" (point de vigilance) or "try" (à vous)
  std::string only;      ///< "" for all; "print", "screen", or "trainer" (who leads a session)
  std::string markdown;  ///< its text; [[slug#l1]] cites one of its grounds
  std::optional<Picture> picture;
  std::vector<Question> questions;  ///< of a quiz
  std::vector<Ground> grounds;      ///< which experiences ground it; may be empty only for `written`
  std::optional<SelfAssessment> self_assessment{};
  std::optional<RunningOrder> running_order{};
  std::vector<Term> terms{};  ///< of a glossary
  bool adapted = false;       ///< changed or added by the territory that adapted the edition
};

/// Whether those who read on a screen see it.
inline bool is_on_screen(Block const& block) { return block.only.empty() || block.only == "screen"; }

/// A photograph in the texts of a part (photographs.h): its name, and who to thank; what it shows stands in the text.
struct Photo {
  std::string print, kind;  ///< fingerprint of its bytes; "jpg" or "png", as their files end
  std::string credit;       ///< shown under it; may be empty
  std::string bytes{};      ///< while a format is made; a document that is kept or sent names it only
  int width = 0, height = 0;
};

struct Part {
  std::string slug;  ///< address in the kit, unique
  std::string title;
  int level = 1;        ///< 1 chapter, 2 sheet inside a chapter
  std::string kind;     ///< "page", "method", "experience", "state_of_play", "glossary", "directory", "credits"
  std::string address;  ///< path of the sheet it was taken from; empty for the kit's own pages
  std::string licence;  ///< of its text when it is not the kit's
  std::vector<Block> blocks;
  bool brief = false;  ///< also in the short version
  std::vector<Photo> photos{};
};

struct Credit {
  std::string name, role, territory;
};

/// The edition a territory adapted: the link is kept in every format.
struct Origin {
  std::string title, number, identifier, publisher;
  std::string address;                         ///< absolute; may be empty
  std::string territory, territory_code;       ///< who adapted it: "Mirecourt (88)", "commune-88304" as in addresses
  std::vector<std::string> changed, left_out;  ///< titles of parts
};

struct Document {
  std::string slug, title, subtitle, description;
  std::string number;  ///< "1.0.1"
  base::Day frozen_on{};
  std::string language = "fr";
  std::string licence = "CC-BY-SA-4.0";
  std::string publisher;  ///< who answers for it
  std::string programme_slug, programme_name;
  std::string identifier;    ///< urn:uuid:…, the same for ever
  std::string home_address;  ///< absolute address of the edition, may be empty
  bool fictional = false;    ///< every format says « Exemple fictif »
  std::vector<Part> parts;
  std::vector<Credit> credits;
  std::optional<Origin> origin{};  ///< nothing for a programme's own kit
};

/// "urn:uuid:…" of an edition, the same on every machine.
std::string identifier_of(std::string_view programme_slug, std::string_view kit_slug, std::string_view number);
/// Words of all its texts, for reading time.
std::size_t word_count(Document const& document);
std::size_t word_count(Part const& part);

}  // namespace kit
