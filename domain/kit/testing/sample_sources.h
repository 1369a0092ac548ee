#pragma once
#include "domain/kit/sources.h"
#include "domain/kit/outline.h"
#include "platform/db/database.h"

/// For tests: a programme, a kit of two chapters and sources that know one public sheet and one that is not.
namespace kit::testing_ {

inline accounts::ProgrammeId add_programme(db::Database& database) {
  auto const id = accounts::ProgrammeId::trusted(base::uuid_from_name("programme/parcours"));
  database.write([&](db::Session& session) {
    session.execute(
        "INSERT INTO programme_programme (id, slug, name, subtitle, description, charter, fictional, starts, ends, language, licence, "
        "pioneers_announced, position) "
        "VALUES (?, 'parcours', 'Parcours', '', '', '', 1, '', '', 'fr', 'CC-BY-SA-4.0', 0, 0)",
        id);
  });
  return id;
}

inline Outline sample_outline() {
  Outline outline;
  outline.slug = "kit";
  outline.title = "Le kit";
  outline.publisher = "Association « Faire »";
  outline.description = "Deux lignes\net une \"citation\".";
  outline.chapters = {{"un", "Un", "un", {"navette"}, {}, {}}, {"deux", "Deux", "deux", {}, {}, {"obstacles"}}};
  return outline;
}

inline bool sees(Asking const& asking, std::string_view slug) { return slug == "navette" || (slug == "secrete" && asking.viewer.administrator); }

inline Sources sample_sources() {
  Sources sources;
  sources.experiences = [](Asking const& asking, Sources::Slugs slugs) {
    std::map<std::string, Part> parts;
    for (auto const& slug : slugs) {
      if (!sees(asking, slug)) continue;
      Part part;
      part.slug = slug;
      part.title = "La navette du marché";
      part.kind = "experience";
      part.address = "/p/parcours/experiences/" + slug;
      Block block;
      block.provenance = Provenance::said;
      block.id = "l1";
      block.title = "Levier L1";
      block.markdown = "Un tiers de confiance.";
      part.blocks = {block};
      parts.emplace(slug, std::move(part));
    }
    return parts;
  };
  sources.pictures = [](Asking const&, Sources::Slugs names) {
    std::map<std::string, Picture> pictures;
    for (auto const& name : names) {
      Picture picture;
      picture.finding = "Le temps manque d’abord";
      picture.alternative = "Temps 8, argent 5";
      picture.svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 10 10\"/>";
      picture.table = {{"Frein", "Fiches"}, {"Temps", "8"}};
      pictures.emplace(name, std::move(picture));
    }
    return pictures;
  };
  sources.frozen_pictures = [](Asking const&, std::string_view number, Sources::Slugs names) {
    std::map<std::string, Picture> pictures;
    if (number != "1.0") return pictures;
    for (auto const& name : names) {
      Picture picture;
      picture.finding = "L’argent manque d’abord";
      picture.alternative = "Argent 6, temps 5";
      picture.source = "État des lieux 1.0, figé le 3 mai 2026.";
      picture.svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 10 10\"/>";
      picture.table = {{"Frein", "Fiches"}, {"Argent", "6"}};
      pictures.emplace(name, std::move(picture));
    }
    return pictures;
  };
  sources.snapshot_choices = [](Asking const&) { return std::vector<Choice>{{"1.0", "État des lieux 1.0", "3 mai 2026"}}; };
  sources.people = [](Asking const&) { return std::vector<ListedPerson>{{"Nadia Kerboul", "Animatrice", "", "", "", ""}}; };
  sources.grounds = [](Asking const& asking, std::span<markdown::Citation const> citations) {
    std::vector<Ground> grounds;
    for (auto const& citation : citations)
      if (sees(asking, citation.slug))
        grounds.push_back({citation.slug, "La navette du marché", citation.passage, "Pays de Brumeval",
                           "/p/parcours/experiences/" + citation.slug + "#" + citation.passage, "C’est elle qui a réuni les commerçants."});
    return grounds;
  };
  sources.experience_choices = [](Asking const&) {
    return std::vector<Choice>{{"navette", "La navette du marché", "Pays de Brumeval"}, {"secrete", "La fiche secrète", "", false}};
  };
  sources.credits = [](Asking const&) { return std::vector<Credit>{{"Nadia Kerboul", "écriture", ""}}; };
  return sources;
}

}  // namespace kit::testing_
