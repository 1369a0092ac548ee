// The half of a connection that writes. Included by connection.cpp only.
#include <sys/sendfile.h>

#include <cerrno>

namespace http {

void Connection::open_answer(std::string_view status) {
  m_opening.assign("HTTP/1.1 ").append(status).append("\r\n").append(m_loop.date_line);
  m_keep = m_keep && !m_loop.site.stopping;
  if (!m_keep) m_opening.append("Connection: close\r\n");
  else if (m_old) m_opening.append("Connection: keep-alive\r\n");
}

Task<bool> Connection::send_page(SharedPage const& page) {
  if (!m_ask.if_none_match.empty() && names_etag(m_ask.if_none_match, page.etag)) {
    open_answer(status_line(304));
    co_return co_await write(page.not_modified_head);
  }
  open_answer(status_line(200));
  co_return co_await write(std::string_view{page.bytes}.substr(0, m_head_only ? page.head_size : page.bytes.size()));
}

Task<bool> Connection::send(Answer const& answer) {
  open_answer(status_line(answer.status));
  bool const sent = co_await write(answer.head, m_head_only ? std::string_view{} : answer.content());
  if (!sent || !answer.file || m_head_only) co_return sent;
  co_return co_await send_file(*answer.file);
}

Task<bool> Connection::refuse(int status) {
  m_keep = false;
  co_return co_await send(prepare_plain(status));
}

/// The opening, then `head`, then `body`, in one system call when the client keeps up.
Task<bool> Connection::write(std::string_view head, std::string_view body) {
  std::array<net::const_buffer, 3> const whole{net::buffer(m_opening), net::buffer(head.data(), head.size()), net::buffer(body.data(), body.size())};
  beast::buffers_suffix<std::array<net::const_buffer, 3>> left{whole};
  auto remaining = m_opening.size() + head.size() + body.size();
  while (remaining > 0) {
    within(limits().write_time);
    auto const [error, count] = co_await m_socket.async_write_some(left, as_tuple);
    if (error) co_return false;
    left.consume(count);
    remaining -= count;
  }
  co_return true;
}

Task<bool> Connection::send_file(FileSlice const& file) {
  constexpr std::uint64_t at_once = 256 * 1024;
  auto offset = static_cast<off_t>(file.from);
  auto const end = static_cast<off_t>(file.from + file.length);
  m_socket.native_non_blocking(true);
  while (offset < end) {
    auto const wanted = std::min<std::uint64_t>(static_cast<std::uint64_t>(end - offset), at_once);
    ssize_t const sent = ::sendfile(m_socket.native_handle(), file.descriptor(), &offset, wanted);
    if (sent > 0 || (sent < 0 && errno == EINTR)) continue;
    if (sent == 0 || errno != EAGAIN) co_return false;  // 0: the file got shorter
    within(limits().write_time);
    auto const [error] = co_await m_socket.async_wait(Socket::wait_write, as_tuple);
    if (error) co_return false;
  }
  co_return true;
}

/// Reads on for a moment before closing: unread bytes would make the kernel send a reset that wipes out our answer.
Task<void> Connection::linger() {
  beast::error_code error;
  m_socket.shutdown(Socket::shutdown_send, error);
  if (error) co_return;
  within(linger_time);
  auto const until = m_deadline;
  m_buffer.clear();
  for (std::size_t read = 0; read < linger_bytes && Clock::now() < until;) {
    auto const [failure, count] = co_await m_socket.async_read_some(m_buffer.prepare(body_chunk_bytes), as_tuple);
    if (failure) co_return;
    read += count;
  }
}

}  // namespace http
