#pragma once
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace files {

/// A program to run apart from ours, with bounds it cannot pass.
struct Command {
  std::string program{};  ///< a path, or a name looked for in PATH
  std::vector<std::string> arguments{};
  std::filesystem::path folder{};           ///< where it starts; empty: ours
  std::string input{};                      ///< its standard input, at most 64 KB (more goes through a file)
  std::vector<std::string> environment{};   ///< NAME=value, added to PATH, HOME and LANG alone
  std::chrono::milliseconds time{30'000};   ///< then it is killed with all it started
  int patience = 0;                         ///< 1 to 19: it lets what answers people go first
  std::uint64_t memory_bytes = 2ull << 30;  ///< of data, 0 for no bound
  std::uint64_t file_bytes = 512u << 20;    ///< largest file it may write
  std::size_t output_bytes = 4u << 20;      ///< kept of each output; the rest is read and dropped
  /// Told of each line of its standard output as it comes, without its end. What this throws ends the program, and is thrown by run().
  std::function<void(std::string_view line)> heard{};
};

struct Finished {
  int exit_code = -1;  ///< -1 when a signal ended it
  bool out_of_time = false;
  std::string output, errors;
  bool succeeded() const { return exit_code == 0 && !out_of_time; }
};

/// Runs it to its end. Throws std::system_error when it cannot be started (no such program).
Finished run(Command const& command);
/// The file of this very program, to run it apart; empty where the system does not say.
std::filesystem::path own_program();

}  // namespace files
