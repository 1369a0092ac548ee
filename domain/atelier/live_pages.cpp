// The page where a method is written together.
#include "domain/atelier/life_cycle.h"
#include "domain/atelier/live_methods.h"
#include "domain/atelier/method_rooms.h"
#include "domain/atelier/views/method_write.view.h"

namespace atelier {

writing::Desk desk_of(views::Context const& context, WritePage const& page) {
  writing::Desk desk;
  desk.heading = context.words.t("Write “{}” together", {page.title});
  desk.facts = views::method_write_facts(context, page);
  desk.fields = views::method_write_fields(context);
  desk.plain_form = page.form;
  desk.read = page.method;
  desk.pictures = page.pictures;
  desk.stand_at(page.programme, page.document);
  return desk;
}

void MethodPages::Rooms::add_live_routes(accounts::Routes& routes) {
  routes.get("/p/{programme}/methods/{slug}/write", accounts::Right::member, "Write a method together",
             [this](auto const& visit) { return write_together(visit); });
}

http::Response MethodPages::Rooms::write_together(accounts::Visit const& visit) {
  WritePage page;
  std::optional<Method> method;
  programme::Brief programme;
  house.database.read([&](db::Session& session) {
    method = method_of_visit(session, visit, Purpose::writing);
    programme = programme_of(session, visit);
  });
  if (!method) return house.stage.missing(visit);
  auto const document = house.database.write([&](db::Session& session) { return live_document_of(session, house.world, *method); });
  page.title = method->content.title;
  page.status = visit.words().t(status_msgid(method->status));
  page.status_kind = method->status == Status::published ? "done" : method->status == Status::deprecated ? "late" : "todo";
  page.programme = programme.slug;
  page.document = document.id.text();
  page.method = address_of(programme.slug, method->slug);
  page.form = under(programme, method->slug, "edit");
  page.pictures = under(programme, method->slug, "pictures");
  auto frame = frame_of(visit, programme, page.title, {{page.title, page.method}, {visit.words().t("Write together"), {}}});
  frame.indexable = false;
  frame.body = views::method_write(visit.context, page);
  return house.stage.page(visit, std::move(frame));
}

void MethodPages::Rooms::bring_live_together(MethodId const& id) {
  if (live) live->bring_together({"method", id.text()});
}

}  // namespace atelier
