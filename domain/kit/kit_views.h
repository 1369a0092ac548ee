#pragma once
#include <string>
#include <vector>

#include "platform/views/html.h"

/// What the views of this folder show, already in words.
namespace kit {

struct TocLine {
  std::string title;
  html::Url url;
  bool here = false;
  std::vector<TocLine> inside;
};

struct FormatLine {
  std::string title, size, checked, for_whom, times;
  html::Url url;
};

/// Formats that serve the same.
struct UseOfFormats {
  std::string title;
  std::vector<FormatLine> formats;
};

/// The panel beside every page of an edition.
struct TakeAway {
  std::vector<FormatLine> formats;  ///< those most people want
  html::Url all;                    ///< every format, with its proof
  std::string licence, citation;
  html::Url licence_url;
};

/// A newer edition exists, or this one is not public yet.
struct Banner {
  std::string words, link;
  html::Url url;
};

/// An error of an edition, told to its readers.
struct ErratumLine {
  std::string id, day, number, page, place, wrong, instead, corrected;  ///< page: where it stands, empty on that page itself
  html::Url url, corrected_url;
  bool withdrawn = false;
};

/// What ties an edition of a territory to the one it adapts, and a kit to those territories made of it.
struct Adaptations {
  std::string origin;             ///< of an adapted edition: from which, what is changed; empty otherwise
  html::Url source;               ///< where that edition is read
  std::vector<TocLine> editions;  ///< the latest of territories
  html::Url all;                  ///< the list of them; empty when there are no more
  html::Url adapt;                ///< for who may adapt it
  std::string adapt_words;
};

struct CoverView {
  Adaptations adaptations;
  html::Url changes;  ///< word by word; empty for the first edition
  std::string title, subtitle, description, number, edition, note, publisher, reading;
  std::vector<Banner> banners;
  std::vector<TocLine> toc;
  html::Url first;
  TakeAway take_away;
  std::vector<std::string> credits;
  html::Url naming;                              ///< where a member says whether the kit names them; empty for others
  std::vector<Banner> editions;                  ///< the other public ones
  std::vector<ErratumLine> errata, corrections;  ///< of this edition; of earlier ones, that it corrects
};

struct CheckLine {
  std::string standard, validator, result, detail, day;
  std::string tone;  ///< of the pill: "done", "late", ""
};
/// What was checked of one format.
struct CheckedFormat {
  std::string title, result, tone;
  std::string words;    ///< how many checks passed, have remarks, could not be run
  std::string promise;  ///< what the format holds to
  std::vector<CheckLine> checks;
  bool open = false;  ///< there is something to read
};

/// Every format of an edition, for whom, what was checked.
struct TakeAwayPage {
  std::string title, number, edition, address, key, made;
  std::vector<Banner> banners;
  std::vector<UseOfFormats> uses;
  std::vector<CheckedFormat> checks;
  std::vector<ErratumLine> errata;
  html::Safe qr;
  html::Url cover, seal;
  std::vector<std::pair<std::string, std::string>> fingerprints;  ///< by file name
};

struct StretchView {
  std::string text;
  bool added = false, removed = false;
};

/// What changed from one edition to the next.
struct ChangesView {
  std::string title, number, before, note, summary;
  html::Url cover;
  std::vector<Banner> banners;
  struct Part {
    std::string title, change, tone;
    html::Url url;  ///< empty for a part that left
    std::vector<std::vector<StretchView>> paragraphs;
  };
  std::vector<Part> parts;
};

/// What is being made of an edition.
struct MakingView {
  std::string number, words;
  struct Line {
    std::string title, state, reason, took, tone;
  };
  std::vector<Line> lines;
  bool waiting = false, failed = false;
  html::Url again, back, edition;  ///< edition: empty until it is public
};

struct ComingView {
  std::string title, description;
  std::vector<std::string> chapters;  ///< what is being written
  html::Url compose;                  ///< empty for who does not lead
};

struct PartView {
  std::string title, kit_title, number, edition, place;  ///< place: « chapitre 4 sur 12 »
  std::vector<Banner> banners;
  std::vector<TocLine> toc, anchors;
  html::Safe body;
  html::Url cover;
  TocLine previous, next;  ///< url empty when there is none
  std::vector<ErratumLine> errata;
  bool asks = false;  ///< holds a quiz
  TakeAway take_away;
};

struct Option {
  std::string value, words;
  bool chosen = false;
};
struct ErrataView {
  std::string number, place, wrong, instead, refused;
  std::vector<Option> parts;
  std::vector<ErratumLine> lines;
  html::Url action, withdraw, restore, back, edition;
};

}  // namespace kit
