#pragma once
#include <functional>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "domain/accounts/accounts.h"
#include "domain/kit/document.h"
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
struct Sources {
  using Slugs = std::span<std::string const>;
  /// A whole sheet as a part (level 2, kind, address, licence, blocks with their ids: passages bear their codes).
  std::function<std::map<std::string, Part>(Asking const&, Slugs)> experiences, methods;
  /// Pictures of the état des lieux by name.
  std::function<std::map<std::string, Picture>(Asking const&, Slugs)> pictures;
  /// The passages (or whole sheets) cited: title, territory, address, quote. Others are left out.
  std::function<std::vector<Ground>(Asking const&, std::span<markdown::Citation const>)> grounds;
  /// Keeps the bytes of a photograph of those parts for an edition, for good; false when they are gone.
  std::function<bool(Photo const&)> keep_photo;
  /// What may be chosen, readable by this viewer.
  std::function<std::vector<Choice>(Asking const&)> experience_choices, method_choices;
  /// People to thank: those of the programme who agreed to be named.
  std::function<std::vector<Credit>(Asking const&)> credits;
};

}  // namespace kit
