#include "platform/i18n/catalogue.h"

#include <algorithm>
#include <boost/locale.hpp>

namespace i18n {
namespace {

class BoostCatalogue final : public Catalogue {
 public:
  BoostCatalogue(std::string const& folder, std::string const& locale) {
    boost::locale::generator generator{boost::locale::localization_backend_manager::global()};
    generator.add_messages_path(folder);
    generator.add_messages_domain("essaim");
    generator.characters(boost::locale::char_facet_t::char_f);  // every text is UTF-8: the same words in wide letters take 10 ms
    m_locale = generator(locale + ".UTF-8");
    m_messages = &std::use_facet<boost::locale::message_format<char>>(m_locale);
    m_domain = m_messages->domain("essaim");
    m_order = &std::use_facet<boost::locale::collator<char>>(m_locale);
  }

  std::string message(std::string_view context, std::string_view msgid) const override {
    std::string const id{msgid};
    std::string const about{context};
    char const* found = m_messages->get(m_domain, about.empty() ? nullptr : about.c_str(), id.c_str());
    return found ? std::string{found} : id;
  }

  std::string message(std::string_view one, std::string_view many, std::int64_t count) const override {
    std::string const id{one};
    // Beyond two milliards the plural no longer depends on the number.
    int const bounded = static_cast<int>(std::clamp<std::int64_t>(count < 0 ? -count : count, 0, 2'000'000'000));
    char const* found = m_messages->get(m_domain, nullptr, id.c_str(), bounded);
    return found ? std::string{found} : std::string{count == 1 || count == -1 ? one : many};
  }

  bool comes_before(std::string_view left, std::string_view right) const override {
    return m_order->compare(boost::locale::collate_level::identical, left.data(), left.data() + left.size(), right.data(),
                            right.data() + right.size()) < 0;
  }

 private:
  std::locale m_locale;
  boost::locale::message_format<char> const* m_messages = nullptr;
  boost::locale::collator<char> const* m_order = nullptr;
  int m_domain = 0;
};

}  // namespace

std::unique_ptr<Catalogue const> Catalogue::open(std::string const& folder, std::string const& locale) {
  return std::make_unique<BoostCatalogue>(folder, locale);
}

}  // namespace i18n
