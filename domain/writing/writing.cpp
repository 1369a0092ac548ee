#include "domain/writing/writing.h"

namespace writing {

std::string_view code(May may) {
  static constexpr std::string_view codes[] = {"nothing", "read", "suggest", "write"};
  return codes[static_cast<std::size_t>(may)];
}

Document document_of(db::Session& session, base::World const& world, accounts::ProgrammeId const& programme, Subject const& subject,
                     Texts const& texts) {
  DocumentStore store{session};
  if (auto found = store.find_of(subject)) return *found;
  Document const document{world.new_id<LiveDocument>(), programme, subject, world.now()};
  store.open(document, texts);
  return document;
}

void remove_document(db::Session& session, Subject const& subject) {
  DocumentStore store{session};
  if (auto const document = store.find_of(subject)) store.remove(document->id);
}

}  // namespace writing
