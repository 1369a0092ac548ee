// The only file that knows Boost.Beast: a loop of connections, each a coroutine that reads requests and writes answers.
#include "platform/http/connection.ipp"

#include <algorithm>
#include <array>
#include <ctime>

#include "platform/base/log.h"
#include "platform/http/channel.ipp"
#include "platform/http/connection_waiting.ipp"
#include "platform/http/connection_writing.ipp"
#include "platform/http/static_assets.h"

namespace http {

Task<void> Connection::serve(std::unique_ptr<Connection> connection) {
  try {
    while (co_await connection->read_request_head()) {
      bool const answered = co_await connection->answer_request();
      if (connection->m_opening_channel) co_return co_await connection->talk(std::move(connection->m_opening_channel));
      if (!answered || !connection->m_keep) break;
    }
    co_await connection->linger();
  } catch (std::exception const& failure) {
    base::log::error(std::string{"a connection failed: "} + failure.what());
  }
}

void Connection::cut() {
  if (give_up_waiting()) return;
  if (auto const channel = m_channel.lock()) return channel->cut();
  beast::error_code ignored;
  m_socket.cancel(ignored);
}

void Connection::let_go() {
  if (auto const channel = m_channel.lock()) channel->let_go();
}

Loop::Engine::~Engine() {
  door->close();
  for (Connection* connection : connections) connection->let_go();
}

void Connection::end_if_idle() {
  if (auto const channel = m_channel.lock()) {
    channel->say_goodbye(going_away);
    within(closing_time);
  } else if (m_idle || m_patient) {
    cut();
  }
}

void Connection::learn_peer() {
  beast::error_code error;
  auto const endpoint = m_socket.remote_endpoint(error);
  if (error) return;
  auto address = endpoint.address();
  if (address.is_v6() && address.to_v6().is_v4_mapped()) address = net::ip::make_address_v4(net::ip::v4_mapped, address.to_v6());
  m_peer.address = address.to_string();
  for (auto const& proxy : m_loop.site.options.trusted_proxies) m_peer.trusted |= proxy == m_peer.address;
}

Task<bool> Connection::read_more() {
  auto const room = std::min(read_bytes, m_buffer.max_size() - m_buffer.size());  // never none: a head is refused long before
  auto const [error, count] = co_await m_socket.async_read_some(m_buffer.prepare(room), as_tuple);
  m_buffer.commit(count);
  co_return !error;
}

/// The first byte has the idle time, then the whole head has one deadline, however it drips.
Task<bool> Connection::read_request_head() {
  m_parser.emplace();
  m_parser->header_limit(static_cast<std::uint32_t>(limits().header_bytes));
  m_parser->body_limit(boost::none);
  if (m_buffer.size() == 0) {
    if (m_loop.site.stopping) co_return false;
    m_idle = true;
    within(std::exchange(m_first, false) ? limits().header_time : limits().idle_time);
    bool const came = co_await read_more();
    m_idle = false;
    if (!came) co_return false;
  }
  within(limits().header_time);
  for (;;) {
    beast::error_code error;
    m_buffer.consume(m_parser->put(m_buffer.data(), error));
    if (!error && m_parser->is_header_done()) break;
    if (error && error != wire::error::need_more) {
      co_await refuse(head_refusal(error));
      co_return false;
    }
    bool const came = co_await read_more();
    if (!came) {
      if (m_late) co_await refuse(408);
      co_return false;
    }
  }
  look_at_head();
  co_return true;
}

int Connection::head_refusal(beast::error_code error) const {
  if (error != wire::error::header_limit) return 400;
  return m_parser->get().target().empty() ? 414 : 431;  // the first line is not even over, or it is
}

/// One look at the headers, enough to answer a shared page without making a Request of them.
void Connection::look_at_head() {
  auto const& head = m_parser->get();
  m_old = head.version() < 11;
  m_keep = head.keep_alive() && !m_loop.site.stopping;
  m_head_only = head.method() == wire::verb::head;
  m_ask = {};
  m_ask.target = {head.target().data(), head.target().size()};
  m_ask.may_share = (m_head_only || head.method() == wire::verb::get) && !m_old;
  auto take_once = [&](std::string_view& place, beast::string_view value) {
    m_ask.may_share = m_ask.may_share && place.empty();
    place = {value.data(), value.size()};
  };
  for (auto const& field : head) {
    switch (field.name()) {
      case wire::field::host: take_once(m_ask.host, field.value()); break;
      case wire::field::cookie: take_once(m_ask.cookie, field.value()); break;
      case wire::field::accept_language: take_once(m_ask.accept_language, field.value()); break;
      case wire::field::accept_encoding: take_once(m_ask.accept_encoding, field.value()); break;
      case wire::field::if_none_match: take_once(m_ask.if_none_match, field.value()); break;
      case wire::field::authorization:
      case wire::field::content_length:
      case wire::field::transfer_encoding:
      case wire::field::expect: m_ask.may_share = false; break;
      case wire::field::unknown:
        if (m_peer.trusted && beast::iequals(field.name_string(), "X-Forwarded-Proto")) m_ask.secure = beast::iequals(field.value(), "https");
        break;
      default: break;
    }
  }
  m_ask.may_share = m_ask.may_share && !m_ask.host.empty();
  if (is_asset(m_ask.target)) m_ask.cookie = m_ask.accept_language = {};  // the same for everyone
  write_share_key(m_ask, m_share_key);
}

namespace {

Head copied_head(wire::request_header<> const& head) {
  Head copy;
  copy.method = {head.method_string().data(), head.method_string().size()};
  copy.target = {head.target().data(), head.target().size()};
  copy.is_http_1_0 = head.version() < 11;
  for (auto const& field : head) {
    std::string name{field.name_string()};
    for (char& c : name) c = beast::detail::ascii_tolower(c);
    copy.headers.add(std::move(name), std::string{field.value()});
  }
  return copy;
}

}  // namespace

/// A page kept in memory, when that can be told without waiting.
std::shared_ptr<SharedPage const> Connection::page_at_hand() {
  Site& site = m_loop.site;
  if (m_share_key.empty()) return nullptr;
  if (is_asset(m_ask.target)) return site.pages.find(m_share_key, lasting, Clock::now());
  return site.knows_at_once() ? site.shared_page(m_share_key) : nullptr;
}

/// False when the connection is over.
Task<bool> Connection::answer_request() {
  Site& site = m_loop.site;
  if (auto const page = page_at_hand()) co_return co_await send_page(*page);
  IntakeLimits intake;
  intake.query_fields = limits().form_fields;
  auto request = read_head(copied_head(m_parser->get()), m_peer, intake);
  if (!request) co_return co_await refuse(request.error());
  request->number = site.next_number++;
  co_return co_await answer_asked(std::move(*request));
}

Task<bool> Connection::answer_asked(Request request) {
  Site& site = m_loop.site;
  Errand errand{std::move(request), {site.options.spool_folder, limits().memory_body}, {}, nullptr, 0};
  errand.wish = Wish::of(errand.request);
  errand.wish.may_share = !m_share_key.empty() && !m_head_only;
  bool const has_body = m_parser->content_length().value_or(0) > 0 || m_parser->chunked();
  if (!has_body) {
    if (auto asset = static_asset(site.options.assets_folder, errand.request, errand.wish.takes_gzip)) {
      Answer const answer = prepare(std::move(*asset), errand.wish);
      if (answer.page) site.pages.keep(m_share_key, answer.page, answer.share_for, lasting, Clock::now());
      co_return co_await deliver(answer);
    }
  }
  std::vector<Method> allowed;
  Route const* const route = errand.route = site.router.find(errand.request, allowed);
  if (has_body) {
    std::uint64_t most = std::min(limits().body_bytes, route ? route->body_limit : Route{}.body_limit);
    if (!is_form(errand.request.headers["content-type"])) most = std::min(most, limits().memory_body);
    int const status = co_await read_body(errand, most);
    if (status != 0 && status != 413) co_return co_await refuse(status);
    errand.refused = status;
    if (status != 0) m_keep = false;
  }
  Answer const answer = co_await ask_worker(errand);
  if (answer.channel) co_return co_await open_channel(answer);
  co_return co_await deliver(answer);
}

/// The conversation begins once what was needed to answer is let go: thousands may last for hours.
Task<bool> Connection::open_channel(Answer const& answer) {
  if (int const status = channel_refusal()) co_return co_await refuse(status);
  m_opening_channel = answer.channel;
  co_return false;
}

Task<bool> Connection::deliver(Answer const& answer) {
  if (!answer.page) co_return co_await send(answer);
  co_return co_await send_page(*answer.page);  // no co_await within ?: — g++ 12 runs both sides
}

/// 0, or the status to refuse with.
Task<int> Connection::read_body(Errand& errand, std::uint64_t most) {
  if (m_parser->content_length().value_or(0) > most) co_return 413;
  if (errand.request.headers.has("expect") && !m_old) {
    m_opening.clear();
    if (!co_await write("HTTP/1.1 100 Continue\r\n\r\n")) co_return 400;
  }
  wire::request_parser<wire::buffer_body> parser{std::move(*m_parser)};
  parser.body_limit(most);
  try {
    co_return co_await receive(parser, errand.body);
  } catch (std::system_error const& failure) {
    base::log::error("request " + std::to_string(errand.request.number) + ": the body could not be spooled: " + failure.what());
  }
  co_return 503;
}

/// Each chunk has its own deadline so that slow lines get through; a floor under the whole keeps drips from lasting.
Task<int> Connection::receive(wire::request_parser<wire::buffer_body>& parser, ReceivedBody& body) {
  std::string chunk(body_chunk_bytes, '\0');
  auto const begun = Clock::now();
  while (!parser.is_done()) {
    auto& into = parser.get().body();
    into.data = chunk.data();
    into.size = chunk.size();
    into.more = true;
    within(limits().body_chunk_time);
    auto const [error, count] = co_await wire::async_read_some(m_socket, m_buffer, parser, as_tuple);
    body.append({chunk.data(), chunk.size() - into.size});
    if (error && error != wire::error::need_buffer) co_return m_late ? 408 : error == wire::error::body_limit ? 413 : 400;
    auto const spent = Clock::now() - begun;
    if (spent > slow_body_grace && body.size() < slowest_body * static_cast<std::uint64_t>(spent / 1s)) co_return 408;
  }
  co_return 0;
}

/// RFC 9110 wants a date in each answer; a quarter of a second late is well within its rules.
void Loop::Engine::sweep_once() {
  auto const now = Clock::now();
  for (Connection* connection : connections) connection->cut_if_late(now);
  std::time_t const seconds = std::time(nullptr);
  std::tm parts{};
  ::gmtime_r(&seconds, &parts);
  std::array<char, 64> line;
  date_line.assign(line.data(), std::strftime(line.data(), line.size(), "Date: %a, %d %b %Y %H:%M:%S GMT\r\n", &parts));
  sweep.expires_after(sweep_period);
  sweep.async_wait([this](beast::error_code error) {
    if (!error) sweep_once();
  });
}

Loop::Loop(Site& site) : m_engine{std::make_unique<Engine>(site)} {}
Loop::~Loop() = default;

void Loop::run() {
  m_engine->sweep_once();
  m_engine->context.run();
}

void Loop::adopt(int socket, bool is_ipv6) {
  net::post(m_engine->context, [engine = m_engine.get(), socket, is_ipv6] {
    Socket adopted{engine->context};
    beast::error_code error;
    adopted.assign(is_ipv6 ? net::ip::tcp::v6() : net::ip::tcp::v4(), socket, error);
    if (error) {
      --engine->site.connections;
      return;
    }
    adopted.set_option(net::ip::tcp::no_delay{true}, error);
    net::co_spawn(engine->context, Connection::serve(std::make_unique<Connection>(*engine, std::move(adopted))), net::detached);
  });
}

void Loop::close_idle() {
  net::post(m_engine->context, [engine = m_engine.get()] {
    for (Connection* connection : engine->connections) connection->end_if_idle();
  });
}

void Loop::stop() { m_engine->context.stop(); }

}  // namespace http
