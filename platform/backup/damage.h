#pragma once
#include <stdexcept>
#include <string>

namespace backup {

/// What is wrong with an archive that is being read, for the operator: an English sentence that names the place.
struct Damage : std::runtime_error {
  using std::runtime_error::runtime_error;
};

}  // namespace backup
