#pragma once
#include <string>
#include <vector>

#include "domain/synthesis/figures.h"

namespace synthesis {

/// What a mark opens: the passages it counts, narrowed like the reading.
struct Opens {
  std::string obstacle{}, lever{};
  bool only_overcome = false;
};

/// The words and addresses every picture of a reading shares.
class Marks {
 public:
  Marks(Reading const& reading, Setting const& setting) : m_reading{reading}, m_setting{setting} {}

  html::Url passages(Opens const& what) const;
  /// The same, of one value of a facet.
  html::Url passages(Opens const& what, Facet facet, std::string_view value) const;
  /// The sheets of one value of a facet, in the list, or counted apart where the list has no such filter.
  html::Url sheets_of(Facet facet, std::string_view value) const;
  /// Said under a picture that hides something.
  std::string hatching(bool any) const;
  std::string sheets(Amount const& amount) const;
  charts::BarChart bars(std::string id, std::string finding, std::string heading) const;
  charts::Bar bar(CodeLine const& line, std::string label, html::Url url) const;
  charts::Matrix matrix(std::string id, std::string finding, std::string columns) const;

 private:
  html::Url narrowed(html::Url url) const;
  Reading const& m_reading;
  Setting const& m_setting;
};

bool hides(std::vector<CodeLine> const& lines);

}  // namespace synthesis
