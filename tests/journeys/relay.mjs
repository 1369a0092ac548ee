// A mail relay as town halls have one: STARTTLS, a certificate of an authority of its own. Keeps what it is given.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { TLSSocket } from "node:tls";

const openssl = (...words) => execFileSync("openssl", words, { stdio: ["ignore", "ignore", "ignore"] });

/// An authority in `folder`, and a certificate it vouches for that bears `name` ("IP:127.0.0.1"); answers {authority, key, cert}.
export function certificate(folder, name) {
  mkdirSync(folder, { recursive: true });
  const file = (one) => join(folder, one);
  const new_key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
  openssl("req", "-x509", ...new_key, "-keyout", file("authority.key"), "-out", file("authority.pem"), "-days", "2", "-subj", "/CN=authority of a test");
  openssl("req", "-new", ...new_key, "-keyout", file("relay.key"), "-out", file("relay.csr"), "-subj", "/CN=relay of a test");
  writeFileSync(file("names"), `subjectAltName=${name}\n`);
  openssl("x509", "-req", "-in", file("relay.csr"), "-CA", file("authority.pem"), "-CAkey", file("authority.key"), "-CAcreateserial", "-days", "2", "-extfile", file("names"), "-out", file("relay.pem"));
  return { authority: file("authority.pem"), key: readFileSync(file("relay.key")), cert: readFileSync(file("relay.pem")) };
}

/// One conversation; `upgrade` is undefined once it is encrypted, or when the relay has no TLS.
function converse(socket, kept, upgrade) {
  let pending = "", taking, letter = {};
  const say = (words) => socket.write(`${words}\r\n`);
  const hear = (line) => {
    if (taking) {
      if (line !== ".") return taking.push(line.startsWith("..") ? line.slice(1) : line);
      kept.push({ ...letter, text: taking.join("\r\n"), encrypted: socket.encrypted === true });
      taking = undefined;
      return say("250 taken");
    }
    const [verb] = line.toUpperCase().split(/[ :]/);
    if (verb === "EHLO") return socket.write(`250-relay\r\n${upgrade ? "250-STARTTLS\r\n" : ""}250 8BITMIME\r\n`);
    if (verb === "STARTTLS" && upgrade) {
      say("220 go on");
      socket.removeAllListeners("data");
      return upgrade();
    }
    if (verb === "DATA") { taking = []; return say("354 go on"); }
    if (verb === "QUIT") { say("221 bye"); return socket.end(); }
    if (verb === "MAIL") letter = {};
    if (verb === "RCPT") letter.to = line.match(/<([^>]*)>/)?.[1];
    say("250 yes");
  };
  socket.on("data", (bytes) => {
    pending += bytes;
    for (let end; (end = pending.indexOf("\r\n")) >= 0;) {
      const line = pending.slice(0, end);
      pending = pending.slice(end + 2);
      hear(line);
    }
  });
  socket.on("error", () => {});
}

/// Listens; `secret` is {key, cert}, or nothing for a relay without TLS. Answers {url, letters, letter_to(address), close()}.
export async function open_relay(secret) {
  const letters = [], open = new Set();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on("close", () => open.delete(socket));
    const upgrade = secret && (() => {
      const covered = new TLSSocket(socket, { isServer: true, key: secret.key, cert: secret.cert });
      converse(covered, letters);
    });
    converse(socket, letters, upgrade);
    socket.write("220 relay\r\n");
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  /// Waits for a letter to that address; nothing after ten seconds.
  const letter_to = async (address, ten = 10_000) => {
    for (const until = Date.now() + ten; Date.now() < until;) {
      const found = letters.find(({ to }) => to === address);
      if (found) return found;
      await new Promise((done) => setTimeout(done, 50));
    }
    return undefined;
  };
  const close = () => { for (const socket of open) socket.destroy(); server.close(); };
  return { url: `smtp://127.0.0.1:${server.address().port}`, letters, letter_to, close };
}

const decoded = (body, how) => (how === "base64" ? Buffer.from(body, "base64") : how === "quoted-printable"
  ? Buffer.from(body.replace(/=\r\n/g, "").replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16))), "latin1") : Buffer.from(body, "latin1")).toString("utf8");

/// What a mail program makes of a letter: {header(name), text, html}.
export function read_letter(raw) {
  const split = (whole) => { const at = whole.indexOf("\r\n\r\n"); return { head: whole.slice(0, at).replace(/\r\n[ \t]+/g, " "), body: whole.slice(at + 4) }; };
  const value = (head, name) => head.match(new RegExp(`^${name}: *(.*)$`, "im"))?.[1].trim() ?? "";
  const { head, body } = split(raw);
  const mark = value(head, "content-type").match(/boundary="?([^";]+)/)?.[1];
  const parts = (mark ? body.split(`--${mark}`).slice(1, -1).map((part) => split(part.replace(/^\r\n/, ""))) : [{ head, body }]);
  const of_type = (type) => { const part = parts.find((one) => value(one.head, "content-type").startsWith(type)); return part ? decoded(part.body, value(part.head, "content-transfer-encoding")) : ""; };
  return { header: (name) => value(head, name), text: of_type("text/plain"), html: of_type("text/html") };
}

/// What the server of an address that does not exist answers a letter with, some time later.
export const returned = (raw) => [
  "From: MAILER-DAEMON@relay.example", "To: essaim@relay.example", "Subject: Undelivered Mail Returned to Sender", "MIME-Version: 1.0",
  'Content-Type: multipart/report; report-type=delivery-status; boundary="part"', "", "--part", "Content-Type: text/plain", "", "It could not be delivered.", "",
  "--part", "Content-Type: message/delivery-status", "", "Reporting-MTA: dns; relay.example", "", "Action: failed", "Status: 5.1.1", "Diagnostic-Code: smtp; 550 5.1.1 User unknown", "",
  "--part", "Content-Type: message/rfc822", "", raw, "--part--", "",
].join("\r\n");
