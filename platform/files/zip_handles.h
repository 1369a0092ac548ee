#pragma once
#include <memory>

struct zip;
struct zip_source;

namespace files {

/// An archive that is given up unless it is closed.
struct Discard {
  void operator()(::zip* archive) const;
};
using Archive = std::unique_ptr<::zip, Discard>;

struct FreeSource {
  void operator()(::zip_source* source) const;
};
using Source = std::unique_ptr<::zip_source, FreeSource>;

[[noreturn]] void zip_is_broken(char const* what);

}  // namespace files
