#pragma once
#include <map>
#include <span>
#include <string>
#include <vector>

#include "domain/kit/assembly.h"
#include "domain/kit/document.h"
#include "domain/kit/outline.h"
#include "platform/base/refusal.h"
#include "platform/i18n/words.h"

/// How a territory makes an edition its own: what it may change, and the edition with its changes. Pure rules.
namespace kit {

/// What is done to a block: other words, words after it, left out.
enum class Aspect { text, after, out };
std::string_view code(Aspect aspect);
std::optional<Aspect> aspect_from(std::string_view code);

/// One thing a territory does to the edition it stands on, each kept apart so that two people hardly ever meet.
struct Change {
  std::string part;   ///< address in that edition
  std::string block;  ///< id in the part; "": the whole part when it is left out, its beginning for words that come after
  Aspect aspect = Aspect::text;
  bool active = true;  ///< false: given back; the words are kept, to be taken again
  std::string title, markdown;
  std::int64_t revision = 0;  ///< 0: not written yet
};
Change const* find_change(std::span<Change const> changes, std::string_view part, std::string_view block, Aspect aspect);

/// A list of the directory: made from what people and structures say, not written.
bool is_a_list(Part const& part, Block const& block);
/// Why the words of a block stay those of the edition; nothing when they may be changed. It may be left out all the same.
std::optional<base::Refusal> why_kept(Part const& part, Block const& block);
/// The words of a block as they are typed in a form: Markdown; of a quiz, a self-assessment, a running order or a glossary, its whole box.
std::string typed(Block const& block);
/// What keeps typed words from being taken: too long, a box that is not understood, a picture without words… `in_place_of`: the block they
/// stand for, nothing for words of their own: a box stays a box of its kind.
std::optional<base::Refusal> why_not_taken(std::string_view markdown, Block const* in_place_of);
/// The block with other words, that can be taken. Its grounds hold slug and passage only.
Block with_words(Block block, std::string_view title, std::string_view markdown);

/// Who adapts, and what its edition is called.
struct Adapter {
  std::string name;  ///< "Mirecourt (88)"
  std::string code;  ///< "commune-88304", as in addresses
};

/// The parts of an edition with the changes of a territory, and what they amount to.
struct Adapted {
  std::vector<Part> parts;
  Origin origin;
  std::vector<Remark> remarks;  ///< `chapter`: address of the part
};
using Grounds = std::map<markdown::Citation, Ground>;
/// `found`: what the territory's own citations rest on, beside what the edition itself cites.
Adapted adapted(Document const& source, std::span<Change const> changes, Adapter const& adapter, Grounds const& found, i18n::Words const& words);
/// What the territory's own words cite and the edition does not.
std::vector<markdown::Citation> cited_beyond(Document const& source, std::span<Change const> changes);

/// « Adapté par Mirecourt (88) de l’édition 1.0 de « Faire ensemble ». Changé : Réunir. Laissé de côté : Annuaire. »
std::string origin_words(Origin const& origin, i18n::Words const& words);

/// The licences an adapted kit may bear, the edition's own first.
std::vector<std::string_view> licences_for(Document const& source);
/// The about of a kit just opened: that of the edition, its name with the territory's.
Outline outline_of(Document const& source, Adapter const& adapter);

}  // namespace kit
