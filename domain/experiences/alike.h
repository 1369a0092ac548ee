#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "domain/experiences/experience.h"

/// Sheets that look like one about to be written, so that the same experience is not told twice. Pure rules.
namespace experiences {

/// The words that say what a title is about: folded, without articles, cut so that inflections meet.
std::vector<std::string> telling_words(std::string_view title);

struct Counted;

/// Looks among the sheets of a programme, whoever may read them; made once, asked many times (an import asks for each row).
class Likeness {
 public:
  explicit Likeness(Counted const& counted);
  /// The most alike first: titles that share most of their words; fewer are enough in the same territory (text of its id; "" when
  /// unknown). Show them with briefs_of, which leaves out what a viewer may not read.
  std::vector<ExperienceId> like(std::string_view title, std::string_view territory, std::size_t most) const;
  std::size_t size() const { return m_sheets.size(); }

 private:
  struct Titled {
    ExperienceId id;
    std::string territory;
    std::size_t words = 0;
  };
  std::vector<Titled> m_sheets;
  std::unordered_map<std::string, std::vector<std::uint32_t>> m_sheets_of_word;
};

}  // namespace experiences
