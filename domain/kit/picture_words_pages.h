#pragma once
#include <string>
#include <vector>

#include "domain/accounts/accounts.h"
#include "domain/kit/assembly.h"
#include "domain/kit/outline.h"
#include "domain/kit/picture_words_view.h"

namespace writing {
class LivePages;
}

namespace kit {

/// The pictures of the kit's own texts, those without words first: at most `most` of them, each once a text. Places and addresses are
/// left to the page.
std::vector<PictureWordsLine> picture_lines(Outline const& outline, Pages const& pages, std::size_t most);
/// Pictures of those texts that have no words yet.
std::size_t wordless_pictures(Outline const& outline, Pages const& pages);

/// One page where a lead writes what each picture of the kit's own texts shows, for those who do not see it.
class PictureWordsPages {
 public:
  /// `live`: where the texts are written together; none: in their form only.
  explicit PictureWordsPages(accounts::House const& house, writing::LivePages* live = nullptr) : m_house{house}, m_live{live} {}
  void add_routes(accounts::Routes& routes);

 private:
  http::Response ask(accounts::Visit const& visit, std::vector<PictureWordsLine> const& typed) const;
  http::Response write(accounts::Visit const& visit) const;

  void bring_together(accounts::Visit const& visit) const;

  accounts::House const& m_house;
  writing::LivePages* m_live;
};

}  // namespace kit
