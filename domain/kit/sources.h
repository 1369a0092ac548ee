#pragma once
#include <functional>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "domain/accounts/accounts.h"
#include "domain/kit/directory.h"
#include "domain/kit/document.h"
#include "domain/kit/part_facts.h"
#include "platform/markdown/markdown.h"

namespace kit {

/// Who asks, about which programme. A kit is public: its texts are asked for with a visitor's eyes.
struct Asking {
  db::Session& session;
  accounts::Viewer const& viewer;
  accounts::ProgrammeId const& programme;
  i18n::Words const& words;
};

/// What a lead may put in a chapter.
struct Choice {
  std::string name;  ///< slug, or name of a picture
  std::string title;
  std::string note;  ///< territory, size…; may be empty
  bool open = true;  ///< whether visitors may read it: an edition that prints what they may not is not frozen
};

/// What the kit takes from other capabilities; app/wiring.cpp fills it from their front doors. Each answers many at once,
/// leaves out what the viewer may not read, and may be empty (then it knows nothing).
/// What the edition of a territory opens with.
struct TerritorySheet {
  std::string name, key;       ///< "Mirecourt (88)", "commune:88304"
  std::optional<Picture> map;  ///< among its neighbours; nothing when nobody knows where it is
  struct Figure {
    std::string label, value, source;  ///< source: who says it, and of which year
  };
  std::vector<Figure> figures;
  std::vector<std::string> experiences;  ///< slugs of the sheets it told that this viewer reads, the latest first
};

struct Sources {
  using Slugs = std::span<std::string const>;
  /// A whole sheet as a part (level 2, kind, address, licence, blocks with their ids: passages bear their codes).
  std::function<std::map<std::string, Part>(Asking const&, Slugs)> experiences, methods;
  /// The same without their text, which a source may remember from one time to the next; none: counted from the whole sheets.
  std::function<std::map<std::string, SheetFacts>(Asking const&, Slugs)> experience_facts, method_facts;
  /// Pictures of the état des lieux by name, as it stands.
  std::function<std::map<std::string, Picture>(Asking const&, Slugs)> pictures;
  /// The same of the one frozen under that number: each says its number and its day.
  std::function<std::map<std::string, Picture>(Asking const&, std::string_view number, Slugs)> frozen_pictures;
  /// Frozen états des lieux, the latest first: `name` is the number, `note` the day.
  std::function<std::vector<Choice>(Asking const&)> snapshot_choices;
  /// The passages (or whole sheets) cited: title, territory, address, quote. Others are left out.
  std::function<std::vector<Ground>(Asking const&, std::span<markdown::Citation const>)> grounds;
  /// Keeps the bytes of a photograph of those parts for an edition, for good; false when they are gone.
  std::function<bool(Photo const&)> keep_photo;
  /// What may be chosen, readable by this viewer.
  std::function<std::vector<Choice>(Asking const&)> experience_choices, method_choices;
  /// The structures of the programme; people of the programme who agreed to be named, with what they made public.
  std::function<std::vector<ListedStructure>(Asking const&)> structures;
  std::function<std::vector<ListedPerson>(Asking const&)> people;
  /// Its map, its figures and its sheets; nothing for a territory nobody knows.
  std::function<std::optional<TerritorySheet>(Asking const&, accounts::TerritoryId const&)> territory;
  /// People to thank: those of the programme who agreed to be named.
  std::function<std::vector<Credit>(Asking const&)> credits;
};

}  // namespace kit
