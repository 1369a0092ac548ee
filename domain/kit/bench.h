#pragma once
#include "domain/kit/bench_views.h"
#include "domain/kit/frozen_documents.h"
#include "domain/kit/overview.h"
#include "domain/kit/working_copy.h"
#include "domain/writing/writing.h"

namespace kit {

/// What the pages where a kit is composed share.
struct Bench {
  accounts::House const& house;
  Sources sources;
  Workshop workshop;
  std::string site_address;
  writing::LivePages* live = nullptr;  ///< none: texts are written in their form only
  std::shared_ptr<PageReader> reader = std::make_shared<PageReader>();
  std::shared_ptr<FrozenDocuments> frozen = std::make_shared<FrozenDocuments>();

  Asking asking(db::Session& session, accounts::Visit const& visit) const;
  http::Response page(accounts::Visit const& visit, db::Session& session, std::string title, html::Safe body, int status = 200) const;
  /// What was written together and is not kept yet is in the working copy after this. Not inside a transaction.
  void bring_together(accounts::Visit const& visit) const;
  /// Where the text of a chapter is written; at a line of it when it is not 0.
  html::Url write_url(std::string_view programme_slug, std::string_view chapter, std::size_t line = 0) const;
};

/// "/p/{programme}/kit/compose" and what stands under it: "/remarks".
html::Url bench_url(std::string_view programme_slug, std::string_view rest = {}, std::vector<std::string_view> const& parts = {});

enum class Room { chapters, remarks, readers, editions, about };
/// Sizes and counts need the overview: without it they are left out.
BenchHead bench_head(Kit const& kit, std::string const& programme_slug, Room here, i18n::Words const& words, Overview const* overview = nullptr);

/// « 640 mots, 4 minutes de lecture »
std::string size_words(std::size_t count, i18n::Words const& words);
/// A remark with its line.
std::string remark_words(Remark const& remark, i18n::Words const& words);
/// « Fiche expérience »
char const* msgid_of(ItemKind kind);
char const* msgid_of(KitState state);
char const* picture_msgid(std::string_view name);
char const* directory_msgid(std::string_view name);
/// As readers know it: a sheet by its title when it was gathered, else among the choices.
std::string item_title(Gathered const& gathered, ItemKind kind, std::string const& name, i18n::Words const& words);

}  // namespace kit
