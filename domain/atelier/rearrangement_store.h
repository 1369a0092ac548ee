#pragma once
#include <optional>
#include <string>
#include <vector>

#include "domain/atelier/method.h"
#include "domain/atelier/rearranging.h"
#include "platform/base/world.h"
#include "platform/db/database.h"

namespace atelier {

/// One method moved, joined to another or cut in two.
struct Rearrangement {
  std::string id, kind;  ///< moved, joined, split
  MethodId method;
  std::optional<MethodId> other;
  std::string former_slug;
  std::vector<std::string> trials;
  int before = 0, after = 0;  ///< versions of the method
  std::optional<accounts::PersonId> person;
  base::Instant at{};
  bool undone = false;
};

/// Moves, joins and cuts methods: what leads to them, what was said of them and what they cite follows; each may be undone. Who
/// may is asked before; rules that concern the methods themselves are asked here.
class RearrangementStore {
 public:
  RearrangementStore(db::Session& session, base::World const& world, accounts::Viewer const& viewer)
      : m_session{session}, m_world{world}, m_viewer{viewer} {}

  /// Gives a method another address; the former one leads to it.
  base::Outcome<void> move(Method const& method, std::string_view slug);
  /// Makes `content` of `kept`, which takes the trials, pictures and address of `other`. Nobody reads `other` any more.
  base::Outcome<void> join(Method const& kept, Method other, Content content, std::string_view reason);
  /// Cuts a method; the new one stands where the whole stood in its life, and takes those trials.
  base::Outcome<Method> split(Method const& whole, Halves const& halves, std::vector<std::string> const& trials, std::string_view reason,
                              std::string_view submission_key);
  base::Outcome<void> undo(Rearrangement const& done, i18n::Words const& words);

  /// Of this method, or that it came out of; the latest first.
  std::vector<Rearrangement> of(MethodId const& method);
  std::optional<Rearrangement> find(std::string_view id);
  /// The split a method came out of.
  std::optional<Rearrangement> origin_of(MethodId const& method);

 private:
  base::Outcome<void> undo_move(Rearrangement const& done);
  base::Outcome<void> undo_join(Rearrangement const& done, Content content);
  base::Outcome<void> undo_split(Rearrangement const& done, Content content);
  base::Outcome<int> rewrite(Method method, Content content, std::string_view reason);
  void refresh(MethodId const& method);
  void give_trials(std::vector<std::string> const& trials, MethodId const& to);
  void carry_cited_words(MethodId const& from, MethodId const& to);
  void note(Rearrangement const& one);
  std::vector<Rearrangement> where(std::string const& condition, std::vector<db::Value> values);
  std::string programme_slug(Method const& method);

  db::Session& m_session;
  base::World const& m_world;
  accounts::Viewer const& m_viewer;
};

}  // namespace atelier
