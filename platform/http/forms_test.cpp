#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <unistd.h>

#include <cctype>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "platform/base/text.h"
#include "platform/http/forms.h"

namespace http {
namespace {

namespace fs = std::filesystem;

/// One form received, its uploads alive as long as this.
class Received {
 public:
  Received(std::string const& content_type, std::string const& bytes, std::uint64_t memory = 1024) {
    m_limits.spool_folder = folder();
    request.headers.add("content-type", content_type);
    ReceivedBody body{folder(), memory};
    for (std::size_t at = 0; at < bytes.size(); at += 700) body.append(std::string_view{bytes}.substr(at, 700));
    status = read_body(request, body, m_limits, m_files);
  }
  static std::string folder() {
    auto const path = fs::temp_directory_path() / ("essaim-forms-" + std::to_string(::getpid()));
    prepare_spool_folder(path.string());
    return path.string();
  }
  static std::string content(Upload const& upload) {
    std::ostringstream bytes;
    std::ifstream file{upload.path, std::ios::binary};
    if (upload.size > 0) bytes << file.rdbuf();
    return bytes.str();
  }

  Request request;
  int status = -1;

 private:
  FormLimits m_limits;
  std::vector<SpoolFile> m_files;
};

std::string multipart_type = "multipart/form-data; boundary=----edge";

std::string part(std::string const& about, std::string const& content) {
  return "------edge\r\nContent-Disposition: form-data; " + about + "\r\n\r\n" + content + "\r\n";
}
std::string end() { return "------edge--\r\n"; }

std::string urlencoded(std::string const& text) {
  static char const* const digits = "0123456789ABCDEF";
  std::string encoded;
  for (unsigned char c : text) {
    if (c == ' ') encoded += '+';
    else if (std::isalnum(c)) encoded += static_cast<char>(c);
    else (encoded += '%', encoded += digits[c >> 4], encoded += digits[c & 15]);
  }
  return encoded;
}

using Pairs = std::vector<std::pair<std::string, std::string>>;

rc::Gen<std::string> clean_text() {
  return rc::gen::map(rc::gen::container<std::vector<int>>(rc::gen::weightedElement<int>(
                          {{8, 'a'}, {3, '-'}, {3, '\r'}, {3, '\n'}, {2, ' '}, {2, 0xE9}, {1, '%'}, {1, '&'}, {1, '='}, {1, '+'}, {1, 0x20AC}})),
                      [](std::vector<int> const& points) {
                        std::string text;
                        for (int point : points) {
                          if (point < 0x80) text += static_cast<char>(point);
                          else if (point == 0xE9) text += "é";
                          else text += "€";
                        }
                        return text;
                      });
}

TEST(Forms, an_urlencoded_form_is_read) {
  Received const form{"application/x-www-form-urlencoded; charset=UTF-8",
                      "title=La+navette+%C3%A9t%C3%A9&tag=a&tag=b&empty=&text=one%0D%0Atwo&&alone"};
  EXPECT_EQ(form.status, 0);
  EXPECT_EQ(form.request.form["title"], "La navette été");
  EXPECT_EQ(form.request.form.all("tag"), (std::vector<std::string_view>{"a", "b"}));
  EXPECT_EQ(form.request.form["text"], "one\ntwo");
  EXPECT_TRUE(form.request.form.has("empty"));
  EXPECT_TRUE(form.request.form.has("alone"));
}

TEST(Forms, text_that_no_store_would_take_is_refused) {
  EXPECT_EQ(Received("application/x-www-form-urlencoded", "a=%00").status, 400);
  EXPECT_EQ(Received("application/x-www-form-urlencoded", "a=%ff").status, 400);
  EXPECT_EQ(Received("application/x-www-form-urlencoded", "%ff=a").status, 400);
  EXPECT_EQ(Received(multipart_type, part("name=\"a\"", "\xff") + end()).status, 400);
}

TEST(Forms, more_fields_than_a_form_has_are_refused) {
  std::string many;
  for (int count = 0; count < 2001; ++count) many += "a=1&";
  EXPECT_EQ(Received("application/x-www-form-urlencoded", many).status, 413);
}

RC_GTEST_PROP(Forms, an_urlencoded_form_comes_back_as_it_was, ()) {
  auto const pairs = *rc::gen::container<Pairs>(rc::gen::pair(clean_text(), clean_text()));
  std::string bytes;
  for (auto const& [name, value] : pairs) bytes += (bytes.empty() ? "" : "&") + urlencoded(name) + "=" + urlencoded(value);
  Received const form{"application/x-www-form-urlencoded", bytes};
  RC_ASSERT(form.status == 0);
  Pairs expected;
  for (auto const& [name, value] : pairs) expected.emplace_back(name, base::with_unix_lines(value));
  RC_ASSERT(form.request.form.fields() == expected);
}

RC_GTEST_PROP(Forms, a_multipart_text_comes_back_as_it_was, ()) {
  auto const value = *clean_text();
  auto const other = *clean_text();
  Received const form{multipart_type, part("name=\"first\"", value) + part("name=\"second\"", other) + end(),
                      *rc::gen::element<std::uint64_t>(0, 64, 100000)};
  RC_ASSERT(form.status == 0);
  RC_ASSERT(form.request.form["first"] == base::with_unix_lines(value));
  RC_ASSERT(form.request.form["second"] == base::with_unix_lines(other));
}

RC_GTEST_PROP(Forms, an_upload_keeps_every_byte, ()) {
  auto const bytes =
      *rc::gen::container<std::string>(rc::gen::weightedOneOf<char>({{1, rc::gen::arbitrary<char>()}, {1, rc::gen::element('\r', '\n', '-')}}));
  Received const form{multipart_type, part("name=\"file\"; filename=\"x.bin\"", bytes) + part("name=\"after\"", "yes") + end()};
  RC_ASSERT(form.status == 0);
  RC_ASSERT(form.request.uploads.size() == 1u);
  RC_ASSERT(form.request.uploads[0].size == bytes.size());
  RC_ASSERT(Received::content(form.request.uploads[0]) == bytes);
  RC_ASSERT(form.request.form["after"] == "yes");
}

TEST(Forms, a_file_that_ends_almost_like_a_boundary_keeps_its_end) {
  for (std::string const bytes : {"a\r\n--", "\r\n", "--", "\r\n------edg", "\r\n--\r", "\r"}) {
    Received const form{multipart_type, part("name=\"file\"; filename=\"x\"", bytes) + end()};
    ASSERT_EQ(form.request.uploads.size(), bytes.empty() ? 0u : 1u);
    EXPECT_EQ(Received::content(form.request.uploads[0]), bytes);
  }
}

TEST(Forms, an_upload_says_its_names_as_the_browser_wrote_them) {
  Received const form{multipart_type, part("name=\"photo\"; filename=\"l%22\xC3\xA9t\xC3\xA9.jpg\"\r\nContent-Type: image/jpeg", "JPEG") + end()};
  ASSERT_EQ(form.status, 0);
  ASSERT_EQ(form.request.uploads.size(), 1u);
  EXPECT_EQ(form.request.uploads[0].field, "photo");
  EXPECT_EQ(form.request.uploads[0].file_name, "l\"été.jpg");
  EXPECT_EQ(form.request.uploads[0].content_type, "image/jpeg");
}

TEST(Forms, a_file_field_left_empty_is_no_upload) {
  Received const form{multipart_type, part("name=\"photo\"; filename=\"\"\r\nContent-Type: application/octet-stream", "") + end()};
  EXPECT_EQ(form.status, 0);
  EXPECT_TRUE(form.request.uploads.empty());
}

TEST(Forms, a_cut_or_crooked_multipart_form_is_refused) {
  EXPECT_EQ(Received(multipart_type, part("name=\"a\"", "text")).status, 400);
  EXPECT_EQ(Received("multipart/form-data", part("name=\"a\"", "text") + end()).status, 400);
  EXPECT_EQ(Received("multipart/form-data; boundary=" + std::string(2000, 'b'), "x").status, 400);
  EXPECT_EQ(Received(multipart_type, part("nothing=1", "text") + end()).status, 400);
  EXPECT_EQ(Received(multipart_type, "------edge\r\n" + std::string(100000, 'h') + end()).status, 400);
}

TEST(Forms, the_files_of_a_form_leave_with_it) {
  std::string path;
  {
    Received const form{multipart_type, part("name=\"f\"; filename=\"f\"", std::string(5000, 'x')) + end()};
    ASSERT_EQ(form.request.uploads.size(), 1u);
    path = form.request.uploads[0].path;
    EXPECT_TRUE(fs::exists(path));
    EXPECT_EQ(fs::status(path).permissions(), fs::perms::owner_read | fs::perms::owner_write);
  }
  EXPECT_FALSE(fs::exists(path));
  EXPECT_TRUE(fs::is_empty(Received::folder()));
}

TEST(Forms, other_content_is_given_raw) {
  Received const raw{"application/json", "{\"a\":1}"};
  EXPECT_EQ(raw.status, 0);
  EXPECT_EQ(raw.request.body, "{\"a\":1}");
  EXPECT_EQ(Received("application/json", std::string(5000, ' ')).status, 413);
}

}  // namespace
}  // namespace http
