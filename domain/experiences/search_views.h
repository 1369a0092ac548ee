#pragma once
#include <string>
#include <vector>

#include "domain/experiences/experience_views.h"

namespace experiences {

struct SearchesPage {
  std::string slug;
  html::Url list, forget;
  struct Kept {
    std::string id, label, kept;  ///< label: its filters in words
    html::Url url;
  };
  std::vector<Kept> kept;
};

/// Territories like one, and what they met.
struct AlikePage {
  std::string slug;
  html::Url action, list;
  territories::TerritoryField territory;
  std::vector<Choice> obstacles;
  bool only_overcome = false;
  std::string like;  ///< name of the territory compared with; "" when none is named yet
  std::string finding;
  std::string why_these;  ///< where the obstacles come from when none was chosen
  struct Territory {
    std::string name, hexagon;
    html::Url url;
    std::vector<std::string> reasons;  ///< "same kind of territory", "overcame the same obstacle: hard to convince"
    struct Told {
      std::string title, state;  ///< state: "Overcome" when it overcame one of the obstacles
      html::Url url;
    };
    std::vector<Told> told;
    html::Url all;  ///< every sheet of it that answers; empty when all are shown
  };
  std::vector<Territory> territories;
};

}  // namespace experiences
