#include "platform/backup/tables.h"
#include "platform/search/search.h"

namespace backup {
namespace {

void put_entry(db::Session& session, std::span<db::Value const> row) {
  auto const text = [&](std::size_t at) {
    auto const* found = std::get_if<std::string>(&row[at]);
    return found ? *found : std::string{};
  };
  search::put(session,
              {.kind = text(0),
               .id = text(1),
               .programme = text(2),
               .audience = text(3),
               .address = text(4),
               .title = text(5),
               .text = text(6),
               .context = text(7),
               .also = text(8)});
}

}  // namespace

std::vector<OwnWay> search_in_own_ways() {
  return {{"search_entry", {"kind", "id", "programme", "audience", "address", "title", "text", "context", "also"}, {"kind", "id"}, put_entry},
          {"search_word", {}, {}, nullptr},
          // By which rules the index was made, and the synonyms: written again at the first start after a restore.
          {"search_synonym", {}, {}, nullptr},
          {"search_rule", {}, {}, nullptr}};
}

}  // namespace backup
