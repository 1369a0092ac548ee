#pragma once
#include "platform/http/answer.h"
#include "platform/http/forms.h"
#include "platform/http/http.h"
#include "platform/http/spool.h"

namespace http {

/// A request taken to a worker thread: everything needed to answer it there.
struct Errand {
  Request request;
  ReceivedBody body;
  Wish wish;
  Route const* route = nullptr;  ///< none: the page of an error is wanted
  int refused = 0;               ///< when not 0, only the page of this error is wanted
};

/// Reads the form, asks the handler, makes the answer ready. Never throws: what fails is logged and answered 500.
/// The request's uploads are gone when it returns.
Answer run(Errand& errand, Router const& router, FormLimits const& limits);

}  // namespace http
