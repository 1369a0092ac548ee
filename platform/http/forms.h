#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "platform/http/http.h"
#include "platform/http/spool.h"

namespace http {

struct FormLimits {
  std::string spool_folder;
  std::size_t fields = 2000;
  std::size_t uploads = 200;
  std::size_t text_bytes = 4u << 20;  ///< of all the fields that are not files, in memory at once
};

/// Adds the names and values of a query or of an urlencoded form to `into`. Line ends become LF.
/// Answers 0, or the status to refuse with: 400 for what is not clean UTF-8, 413 for more than `most` fields.
int read_urlencoded(std::string_view text, Fields& into, std::size_t most);

bool is_form(std::string_view content_type);

/// Fills `form` and `uploads` of the request, or its raw `body` when the content is no form.
/// The files of the uploads live as long as `files`. Answers 0, or the status to refuse with (400, 413).
int read_body(Request& request, ReceivedBody& body, FormLimits const& limits, std::vector<SpoolFile>& files);

}  // namespace http
