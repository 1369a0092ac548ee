#include <algorithm>
#include <exception>
#include <map>
#include <optional>
#include <stdexcept>

#include "platform/base/log.h"
#include "platform/http/http.h"
#include "platform/http/paths.h"

namespace http {
namespace {

/// One part of a pattern: "experiences", "{slug}", "{slug}.pdf" or, at the end, "{rest*}".
struct Part {
  std::string before, name, after;
  bool is_capture = false;
  bool takes_rest = false;
};

[[noreturn]] void refuse_pattern(Route const& route, std::string_view why) {
  throw std::logic_error{"route " + std::string{name(route.method)} + " " + route.pattern + ": " + std::string{why}};
}

Part read_part(Route const& route, std::string_view text) {
  auto const open = text.find('{');
  auto const close = text.find('}');
  if (text.empty()) refuse_pattern(route, "has an empty part");
  if (open == std::string_view::npos && close == std::string_view::npos) return {std::string{text}, {}, {}, false, false};
  if (open == std::string_view::npos || close == std::string_view::npos || close < open + 2) refuse_pattern(route, "has a broken {capture}");
  Part part{std::string{text.substr(0, open)}, std::string{text.substr(open + 1, close - open - 1)}, std::string{text.substr(close + 1)}, true,
            false};
  if (part.after.find_first_of("{}") != std::string::npos) refuse_pattern(route, "has two captures in one part");
  part.takes_rest = part.name.ends_with('*');
  if (part.takes_rest) part.name.pop_back();
  if (part.takes_rest && (!part.before.empty() || !part.after.empty())) refuse_pattern(route, "mixes {rest*} with other characters");
  return part;
}

std::vector<Part> read_pattern(Route const& route) {
  if (!route.pattern.starts_with('/')) refuse_pattern(route, "does not start with /");
  std::vector<Part> parts;
  for (std::string_view text : path_parts(route.pattern)) {
    if (!parts.empty() && parts.back().takes_rest) refuse_pattern(route, "goes on after {rest*}");
    parts.push_back(read_part(route, text));
    bool const again = std::any_of(parts.begin(), parts.end() - 1,
                                   [&](Part const& other) { return other.is_capture && parts.back().is_capture && other.name == parts.back().name; });
    if (again) refuse_pattern(route, "captures the same name twice");
  }
  return parts;
}

}  // namespace

/// A branch per part of the patterns. Names of captures belong to the route: two routes may name the same place differently.
struct Router::Tree {
  struct Leaf {
    std::size_t route;
    std::vector<std::string> names;
  };
  struct Node;
  struct Capture {
    std::string before, after;
    std::unique_ptr<Node> node;
  };
  struct Node {
    std::map<std::string, std::unique_ptr<Node>, std::less<>> fixed;
    std::vector<Capture> captures;
    std::unique_ptr<Node> rest;
    std::map<Method, Leaf> leaves;
  };
  struct Search {
    Method method;
    std::vector<std::string_view> parts;
    std::vector<std::string_view> captured;
    std::vector<Method>& allowed;
  };

  Node root;
  std::vector<Route> routes;

  Node& child(Node& node, Part const& part);
  Leaf const* find(Node const& node, std::size_t depth, Search& search) const;
  Leaf const* find_captured(Node const& node, std::size_t depth, Search& search) const;
  static Leaf const* leaf_of(Node const& node, Search& search);
};

Router::Tree::Node& Router::Tree::child(Node& node, Part const& part) {
  auto grown = [](std::unique_ptr<Node>& place) -> Node& {
    if (!place) place = std::make_unique<Node>();
    return *place;
  };
  if (part.takes_rest) return grown(node.rest);
  if (!part.is_capture) return grown(node.fixed[part.before]);
  for (Capture& capture : node.captures) {
    if (capture.before == part.before && capture.after == part.after) return *capture.node;
  }
  auto const size = part.before.size() + part.after.size();
  auto const place =
      std::find_if(node.captures.begin(), node.captures.end(), [&](Capture const& other) { return other.before.size() + other.after.size() < size; });
  return *node.captures.insert(place, Capture{part.before, part.after, std::make_unique<Node>()})->node;
}

Router::Tree::Leaf const* Router::Tree::leaf_of(Node const& node, Search& search) {
  auto found = node.leaves.find(search.method);
  if (found == node.leaves.end() && search.method == Method::head) found = node.leaves.find(Method::get);
  if (found != node.leaves.end()) return &found->second;
  for (auto const& leaf : node.leaves) search.allowed.push_back(leaf.first);
  return nullptr;
}

Router::Tree::Leaf const* Router::Tree::find(Node const& node, std::size_t depth, Search& search) const {
  if (depth == search.parts.size()) return leaf_of(node, search);
  if (auto const fixed = node.fixed.find(search.parts[depth]); fixed != node.fixed.end()) {
    if (Leaf const* leaf = find(*fixed->second, depth + 1, search)) return leaf;
  }
  if (Leaf const* leaf = find_captured(node, depth, search)) return leaf;
  if (!node.rest) return nullptr;
  char const* const from = search.parts[depth].data();
  search.captured.emplace_back(from, static_cast<std::size_t>(search.parts.back().data() + search.parts.back().size() - from));
  if (Leaf const* leaf = leaf_of(*node.rest, search)) return leaf;
  search.captured.pop_back();
  return nullptr;
}

Router::Tree::Leaf const* Router::Tree::find_captured(Node const& node, std::size_t depth, Search& search) const {
  std::string_view const part = search.parts[depth];
  for (Capture const& capture : node.captures) {
    auto const around = capture.before.size() + capture.after.size();
    if (part.size() <= around || !part.starts_with(capture.before) || !part.ends_with(capture.after)) continue;
    search.captured.push_back(part.substr(capture.before.size(), part.size() - around));
    if (Leaf const* leaf = find(*capture.node, depth + 1, search)) return leaf;
    search.captured.pop_back();
  }
  return nullptr;
}

Router::Router() : m_tree{std::make_unique<Tree>()} {}
Router::~Router() = default;

void Router::add(Route route) {
  if (route.right.empty()) refuse_pattern(route, "says no right");
  Tree::Node* node = &m_tree->root;
  std::vector<std::string> names;
  for (Part const& part : read_pattern(route)) {
    if (part.is_capture) names.push_back(part.name);
    node = &m_tree->child(*node, part);
  }
  if (node->leaves.contains(route.method)) refuse_pattern(route, "is there twice");
  node->leaves.emplace(route.method, Tree::Leaf{m_tree->routes.size(), std::move(names)});
  m_tree->routes.push_back(std::move(route));
}

std::vector<Route> const& Router::routes() const { return m_tree->routes; }

Route const* Router::find(Request& request, std::vector<Method>& allowed) const {
  request.captures = {};
  Tree::Search search{request.method, path_parts(request.path), {}, allowed};
  Tree::Leaf const* const leaf = m_tree->find(m_tree->root, 0, search);
  if (!leaf) {
    std::sort(allowed.begin(), allowed.end());
    allowed.erase(std::unique(allowed.begin(), allowed.end()), allowed.end());
    return nullptr;
  }
  allowed.clear();
  for (std::size_t at = 0; at < leaf->names.size(); ++at) request.captures.add(leaf->names[at], std::string{search.captured[at]});
  return &m_tree->routes[leaf->route];
}

namespace {

std::string allow_header(std::vector<Method> const& allowed) {
  std::string value;
  for (Method method : allowed) value += (value.empty() ? "" : ", ") + std::string{name(method)} + (method == Method::get ? ", HEAD" : "");
  return value + ", OPTIONS";
}

/// The secret of a link lets in: it has no place in a log. Routes name that part of their address {secret}.
std::string without_secret(Request const& request) {
  auto shown = request.path;
  auto const secret = request.captures["secret"];
  auto const at = secret.empty() ? std::string::npos : shown.find(secret);
  if (at != std::string::npos) shown.replace(at, secret.size(), "…");
  return shown;
}

void log_failure(Request const& request, std::string_view what) {
  base::log::error("request " + std::to_string(request.number) + " " + std::string{name(request.method)} + " " + without_secret(request) + ": " +
                   std::string{what});
}

/// Runs `make`; what it throws is logged with the request's number and nothing is answered.
template <class Make>
std::optional<Response> guarded(Request const& request, Make make) {
  try {
    return make();
  } catch (std::exception const& failure) {
    log_failure(request, failure.what());
  } catch (...) {
    log_failure(request, "something that is not an exception was thrown");
  }
  return std::nullopt;
}

}  // namespace

Response Router::refuse(Request const& request, int status) const {
  if (on_error) {
    if (auto page = guarded(request, [&] { return on_error(request, status); })) return std::move(*page);
  }
  return text(status, std::to_string(status) + "\n");
}

Response Router::answer(Request& request) const {
  std::vector<Method> allowed;
  if (Route const* route = find(request, allowed)) {
    if (auto response = guarded(request, [&] { return route->handler(request); })) return std::move(*response);
    return refuse(request, 500);
  }
  if (!allowed.empty() && request.method == Method::options) return text(204, {}).header("Allow", allow_header(allowed));
  if (!allowed.empty()) return refuse(request, 405).header("Allow", allow_header(allowed));
  if (request.path.size() > 1 && request.path.ends_with('/') && (request.method == Method::get || request.method == Method::head)) {
    Request without_slash = request;
    without_slash.path.pop_back();
    auto const question = request.target.find('?');
    std::string const query = question == std::string::npos ? "" : request.target.substr(question);
    if (find(without_slash, allowed)) return permanent(without_slash.path + query);
  }
  return refuse(request, 404);
}

}  // namespace http
