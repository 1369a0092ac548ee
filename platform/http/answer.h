#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "platform/http/file_slice.h"
#include "platform/http/http.h"
#include "platform/http/page_cache.h"

namespace http {

/// What the request says of the answer it takes.
struct Wish {
  bool takes_gzip = false;
  bool secure = false;     ///< it came over https: the browser is told to stay there
  bool may_share = false;  ///< the request is anonymous: the answer may be kept for others
  std::string if_none_match, range, if_range;

  static Wish of(Request const& request);
};

/// An answer ready for the wire but for its first lines (status, date, connection), which depend on the moment.
struct Answer {
  int status = 200;
  std::string head;  ///< the other header lines and the empty line
  std::string body;
  std::shared_ptr<std::string const> shared_body;
  std::optional<FileSlice> file;
  std::shared_ptr<SharedPage const> page;  ///< instead of all the above, when others may get it too
  std::chrono::seconds share_for{0};
  std::shared_ptr<Later> later;             ///< instead of all the above, when there is nothing to say yet
  std::shared_ptr<ChannelOpening> channel;  ///< instead of all the above

  std::string_view content() const { return shared_body ? *shared_body : body; }
};

/// "200 OK".
std::string_view status_line(int status);

/// Adds the headers of the house, compresses, opens the file, cuts the range.
/// Throws std::invalid_argument when a header of the response has a line end or another control character in it.
Answer prepare(Response response, Wish const& wish);

/// A few plain words, for what never reached a handler.
Answer prepare_plain(int status);

}  // namespace http
