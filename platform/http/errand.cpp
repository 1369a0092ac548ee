#include "platform/http/errand.h"

#include <exception>
#include <string>
#include <vector>

#include "platform/base/log.h"

namespace http {
namespace {

Answer answer(Errand& errand, Router const& router, FormLimits const& limits) {
  std::vector<SpoolFile> uploads;
  if (errand.refused == 0 && errand.body.size() > 0) errand.refused = read_body(errand.request, errand.body, limits, uploads);
  errand.body.clear();  // before the handler: a kit being unpacked needs the disk
  Response response = errand.refused != 0 ? router.refuse(errand.request, errand.refused) : router.answer(errand.request);
  return prepare(std::move(response), errand.wish);
}

}  // namespace

Answer run(Errand& errand, Router const& router, FormLimits const& limits) {
  try {
    return answer(errand, router, limits);
  } catch (std::exception const& failure) {
    base::log::error("request " + std::to_string(errand.request.number) + ": " + failure.what());
  }
  try {
    return prepare(router.refuse(errand.request, 500), {});
  } catch (std::exception const&) {
    return prepare_plain(500);  // the page of the error had bad headers itself
  }
}

}  // namespace http
