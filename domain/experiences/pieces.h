#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "domain/experiences/experience.h"

/// Photos and documents of sheets, on disk: each content once, under its fingerprint, a picture with lighter copies beside it.
namespace experiences {

inline constexpr std::uint64_t largest_piece = 20u << 20;
inline constexpr std::size_t most_pieces = 40;  ///< of one sheet

class PieceFolder {
 public:
  explicit PieceFolder(std::filesystem::path root) : m_root{std::move(root)} {}

  /// Keeps what someone sent, made fit to be shown; says what it is. Refuses, in words, what is not taken.
  base::Outcome<Attachment> keep(std::string const& bytes, std::string_view name) const;

  struct Found {
    std::filesystem::path path;
    std::string content_type;
    bool picture = false;
  };
  /// `width` 0: the whole. Nothing when there is no such copy.
  std::optional<Found> find(Attachment const& attachment, int width = 0) const;
  /// The widths there are lighter copies of.
  static std::vector<int> const& widths();

 private:
  std::filesystem::path folder_of(std::string_view print) const;
  std::filesystem::path m_root;
};

/// Width and height of a picture; zeros for a document.
std::pair<int, int> size_of(Attachment const& attachment);
bool is_picture(Attachment const& attachment);
/// Whether someone can be recognised who has not agreed: then only those who write the sheet see it.
bool waits_for_consent(Attachment const& attachment);

}  // namespace experiences
