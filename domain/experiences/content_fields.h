#pragma once
#include <concepts>
#include <type_traits>

#include "domain/experiences/experience.h"

/// Every field a person writes, named once: JSON, Markdown sheets, forms and checks walk this list.
/// A visitor takes (name, value) where value is a string, bool, int, vector of strings, struct or vector of structs below.
namespace experiences {

template <class T, class Thing>
concept Is = std::same_as<std::remove_cvref_t<T>, Thing>;

template <Is<Action> T, class Visit>
void each_field(T& action, Visit&& visit) {
  visit("code", action.code);
  visit("date", action.date);
  visit("title", action.title);
  visit("text", action.text);
  visit("who", action.who);
  visit("key_moment", action.key_moment);
}

template <Is<Actor> T, class Visit>
void each_field(T& actor, Visit&& visit) {
  visit("name", actor.name);
  visit("role", actor.role);
  visit("contribution", actor.contribution);
  visit("benefit", actor.benefit);
}

template <Is<Result> T, class Visit>
void each_field(T& result, Visit&& visit) {
  visit("code", result.code);
  visit("text", result.text);
  visit("indicator", result.indicator);
  visit("value", result.value);
  visit("unit", result.unit);
  visit("date", result.date);
  visit("evidence", result.evidence);
  visit("foreseen", result.foreseen);
  visit("positive", result.positive);
}

template <Is<Obstacle> T, class Visit>
void each_field(T& obstacle, Visit&& visit) {
  visit("code", obstacle.code);
  visit("type", obstacle.type);
  visit("severity", obstacle.severity);
  visit("overcome", obstacle.overcome);
  visit("text", obstacle.text);
  visit("how", obstacle.how);
}

template <Is<Lever> T, class Visit>
void each_field(T& lever, Visit&& visit) {
  visit("code", lever.code);
  visit("type", lever.type);
  visit("text", lever.text);
  visit("effect", lever.effect);
  visit("overcame", lever.overcame);
}

template <Is<Attachment> T, class Visit>
void each_field(T& attachment, Visit&& visit) {
  visit("code", attachment.code);
  visit("file", attachment.file);
  visit("print", attachment.print);
  visit("kind", attachment.kind);
  visit("name", attachment.name);
  visit("shape", attachment.shape);
  visit("alternative", attachment.alternative);
  visit("caption", attachment.caption);
  visit("credit", attachment.credit);
  visit("licence", attachment.licence);
  visit("people", attachment.people);
  visit("consent", attachment.consent);
}

template <Is<Closer> T, class Visit>
void each_field(T& closer, Visit&& visit) {
  visit("part", closer.part);
  visit("circle", closer.circle);
}

template <Is<Means> T, class Visit>
void each_field(T& means, Visit&& visit) {
  visit("time", means.time);
  visit("people", means.people);
  visit("budget", means.budget);
  visit("funding", means.funding);
}

template <Is<Transfer> T, class Visit>
void each_field(T& transfer, Visit&& visit) {
  visit("conditions", transfer.conditions);
  visit("adaptable", transfer.adaptable);
  visit("not_transferable", transfer.not_transferable);
  visit("help_offered", transfer.help_offered);
}

/// The long texts that stand under headings in a Markdown sheet, in their order there.
template <Is<Content> T, class Visit>
void each_section(T& content, Visit&& visit) {
  visit("context", content.context);
  visit("objectives", content.objectives);
  visit("governance", content.governance);
  visit("lessons", content.lessons);
  visit("if_again", content.if_again);
  visit("relations", content.relations);
  visit("outlook", content.outlook);
}

/// What follows title, summary and size in the front matter of a sheet, in its order there.
template <Is<Content> T, class Visit>
void each_detail(T& content, Visit&& visit) {
  visit("narrator", content.narrator);
  visit("writer", content.writer);
  visit("interview_date", content.interview_date);
  visit("audiences", content.audiences);
  visit("themes", content.themes);
  visit("catalyst_roles", content.catalyst_roles);
  visit("keywords", content.keywords);
  visit("skills", content.skills);
  visit("period_start", content.period_start);
  visit("period_end", content.period_end);
  visit("step", content.step);
  visit("participation_level", content.participation_level);
  visit("actions", content.actions);
  visit("actors", content.actors);
  visit("means", content.means);
  visit("results", content.results);
  visit("obstacles", content.obstacles);
  visit("levers", content.levers);
  visit("transfer", content.transfer);
  visit("methods_used", content.methods_used);
  visit("links", content.links);
  visit("contact", content.contact);
  visit("can_be_visited", content.can_be_visited);
  visit("licence", content.licence);
  visit("language", content.language);
  visit("source", content.source);
  visit("attachments", content.attachments);
  visit("closer", content.closer);
  visit("retired", content.retired);
}

template <Is<Content> T, class Visit>
void each_field(T& content, Visit&& visit) {
  visit("title", content.title);
  visit("summary", content.summary);
  visit("size", content.size);
  each_detail(content, visit);
  each_section(content, visit);
}

/// What is written inside a sheet: a struct with fields of its own.
template <class T>
concept Compound = Is<T, Action> || Is<T, Actor> || Is<T, Result> || Is<T, Obstacle> || Is<T, Lever> || Is<T, Means> || Is<T, Transfer> ||
    Is<T, Closer> || Is<T, Attachment>;

/// What bears a code of its own, and its letter.
template <class T>
concept Coded = Is<T, Action> || Is<T, Result> || Is<T, Obstacle> || Is<T, Lever> || Is<T, Attachment>;
template <Coded T>
constexpr char letter_of() {
  if constexpr (Is<T, Action>) return 'a';
  else if constexpr (Is<T, Result>) return 'r';
  else if constexpr (Is<T, Obstacle>) return 'f';
  else if constexpr (Is<T, Attachment>) return 'p';
  else return 'l';
}

}  // namespace experiences
