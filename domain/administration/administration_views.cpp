#include "domain/administration/administration_views.h"

namespace administration {

Tabs tabs(i18n::Words const& words, std::string_view current) {
  std::pair<std::string, std::string_view> const all[] = {{words.t("Overview"), "/administration"},
                                                          {words.t("Accounts"), "/administration/accounts"},
                                                          {words.t("Programmes"), "/administration/programmes"},
                                                          {words.t("Tasks"), "/administration/tasks"},
                                                          {words.t("Letters"), "/administration/letters"},
                                                          {words.t("Audit log"), "/administration/audit"}};
  Tabs found;
  for (auto const& [title, path] : all) found.push_back({title, html::Url::path(path), path == current});
  return found;
}

views::Frame frame_of(i18n::Words const& words, std::string title, html::Safe body) {
  views::Frame frame;
  frame.crumbs = {{words.t("Administration"), html::Url::path("/administration")}};
  frame.title = std::move(title);
  frame.body = std::move(body);
  frame.indexable = false;
  return frame;
}

}  // namespace administration
