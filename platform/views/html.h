#pragma once
#include <concepts>
#include <optional>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "platform/i18n/words.h"

/// Markup whose type says what is safe. A plain string is escaped wherever it lands; only these types are not.
namespace html {

/// Markup that needs no escaping: made by a view, by platform/markdown or by platform/charts, never by hand from input.
class Safe {
 public:
  Safe() = default;
  /// `markup` was built by code that escaped every text in it.
  static Safe trusted(std::string markup) { return Safe{std::move(markup)}; }
  std::string const& markup() const { return m_markup; }
  bool empty() const { return m_markup.empty(); }

 private:
  explicit Safe(std::string markup) : m_markup{std::move(markup)} {}
  std::string m_markup;
};

/// The only thing href, src and action take.
class Url {
 public:
  Url() = default;
  /// A path of this site. Each {} takes the next part, percent-encoded: Url::path("/p/{}/experiences/{}", {programme, slug}).
  static Url path(std::string_view pattern, std::vector<std::string_view> const& parts = {});
  /// http, https, mailto or tel; anything else gives an empty address, shown without a link.
  static Url external(std::string_view address);
  /// A path of this site that came from outside (the request, a form's return address); "/" when it is anything else.
  static Url local(std::string_view target);
  /// A place in the same page: Url::fragment("f1").
  static Url fragment(std::string_view id);
  /// The same address with ?name=value or &name=value added, encoded. An empty value adds nothing.
  Url with(std::string_view name, std::string_view value) const;
  Url with_fragment(std::string_view id) const;
  std::string const& text() const { return m_text; }
  bool empty() const { return m_text.empty(); }

 private:
  explicit Url(std::string text) : m_text{std::move(text)} {}
  std::string m_text;
};

std::string escaped(std::string_view text);

/// What a view may print as a number: not bool, not a letter.
template <class T>
concept Number = std::integral<T> && !std::same_as<T, bool> && !std::same_as<T, char>;

/// What generated views write to.
class Writer {
 public:
  Writer() = default;
  explicit Writer(std::size_t expected_bytes) { m_out.reserve(expected_bytes); }
  void literal(std::string_view markup) { m_out += markup; }
  void text(std::string_view text);
  void text(Safe const& safe) { m_out += safe.markup(); }
  template <Number T>
  void text(T number) {
    m_out += std::to_string(number);
  }
  void attribute(std::string_view text);
  template <Number T>
  void attribute(T number) {
    m_out += std::to_string(number);
  }
  void attribute(Safe const&) = delete;
  void url(Url const& url);
  /// ` name="address"`, or nothing for an empty address: a link without one is shown as text.
  void url_attribute(std::string_view name, Url const& url);
  Safe take() { return Safe::trusted(std::move(m_out)); }

 private:
  std::string m_out;
};

}  // namespace html

namespace views {

/// What every view has at hand beside its page. In a view: `t("…")`, `tn("…", "…", n)`, `words`, `context`.
struct Context {
  i18n::Words const& words;
  std::string nonce;  ///< of this answer's Content-Security-Policy
  std::string csrf;   ///< value of the hidden field `csrf` of every form that posts
  base::Instant now;
  html::Url here;  ///< path and query of the request
  /// Address of a built asset: asset("site.css") → /assets/site.3fa2c1.css
  html::Url asset(std::string_view name) const;
  std::vector<std::pair<std::string, std::string>> const* assets = nullptr;
};

/// The hidden field every form that posts must hold: {{ csrf_field(context) }}.
html::Safe csrf_field(Context const& context);

/// `t`, `tn` and `tc` of the views: as Words, and the arguments may also stand one after the other.
class Say {
 public:
  explicit Say(i18n::Words const& words) : m_words{words} {}
  std::string operator()(std::string_view msgid, std::vector<i18n::Argument> const& arguments = {}) const { return m_words.t(msgid, arguments); }
  template <std::convertible_to<i18n::Argument>... Arguments>
  requires(sizeof...(Arguments) > 0) std::string operator()(std::string_view msgid, Arguments const&... arguments) const {
    return m_words.t(msgid, {i18n::Argument{arguments}...});
  }

 private:
  i18n::Words const& m_words;
};

class SayMany {
 public:
  explicit SayMany(i18n::Words const& words) : m_words{words} {}
  std::string operator()(std::string_view one, std::string_view many, std::int64_t count, std::vector<i18n::Argument> const& more = {}) const {
    return m_words.tn(one, many, count, more);
  }

 private:
  i18n::Words const& m_words;
};

class SayIn {
 public:
  explicit SayIn(i18n::Words const& words) : m_words{words} {}
  std::string operator()(std::string_view context, std::string_view msgid, std::vector<i18n::Argument> const& arguments = {}) const {
    return m_words.tc(context, msgid, arguments);
  }

 private:
  i18n::Words const& m_words;
};

/// A page before the layout puts the masthead, menu and footer around it.
struct Frame {
  std::string title;        ///< in the tab and the history; the body has its own h1
  std::string description;  ///< for search engines and shared links; may be empty
  html::Safe body;          ///< what stands in <main>
  html::Safe head;          ///< more for <head>: feed links, JSON-LD, page styles with the nonce
  struct Where {
    std::string slug, name, subtitle;
    bool fictional = false;  ///< shows the band « Exemple fictif »
  };
  std::optional<Where> programme;  ///< the programme one is in: masthead, menu, search
  std::string section;             ///< current entry of the menu: "experiences", "methods", "state-of-play", "kit"…
  struct Crumb {
    std::string title;
    html::Url url;  ///< empty for the page itself
  };
  std::vector<Crumb> crumbs;
  bool indexable = true;
};

}  // namespace views
