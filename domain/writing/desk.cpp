#include "domain/writing/desk.h"

#include "domain/writing/views/desk.view.h"
#include "domain/writing/views/desk_field.view.h"

namespace writing {

void Desk::stand_at(std::string_view programme_slug, std::string_view document_id) {
  auto const under = [&](std::string_view what) { return html::Url::path("/p/{}/writing/{}/{}", {programme_slug, document_id, what}); };
  document = html::Url::path("/p/{}/writing/{}", {programme_slug, document_id});
  talk = under("talk");
  versions = under("versions");
}

html::Safe desk_field(views::Context const& context, DeskField const& field) { return views::desk_field(context, field); }
html::Safe desk(views::Context const& context, Desk const& desk) { return views::desk(context, desk); }

}  // namespace writing
