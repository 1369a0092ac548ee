// Who tries to get in: HTTP as a browser speaks it, and as no browser would.
import { connect } from "node:net";

/// A browser's worth of HTTP: cookies kept, redirects not followed.
export class Client {
  cookies = new Map();
  constructor(address, always = {}) { this.address = address; this.always = always; }
  async send(path, { method = "GET", headers = {}, form, body } = {}) {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const all = { ...(cookie && { cookie }), ...(method !== "GET" && { origin: this.address }), ...this.always, ...headers };
    if (form) all["content-type"] = "application/x-www-form-urlencoded";
    const response = await fetch(new URL(path, this.address), { method, headers: all, redirect: "manual", body: form ? new URLSearchParams(form) : body });
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = line.match(/^([^=]+)=([^;]*)/);
      if (value) this.cookies.set(name, value); else this.cookies.delete(name);
    }
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, set: response.headers.getSetCookie(), to: response.headers.get("location") ?? "" };
  }
  get(path, options) { return this.send(path, options); }
  async token(path) { return (await this.get(path)).text.match(/name="csrf" value="([^"]*)"/)?.[1] ?? ""; }
  async post(path, form, from = path) { return this.send(path, { method: "POST", form: { csrf: await this.token(from), ...form } }); }
  /// Enters with a link of the command line, which is the letter's; answers its path.
  async enter(link) {
    const path = new URL(link).pathname;
    const answer = await this.post(path, {});
    if (answer.status !== 303) throw new Error(`the link did not let in: ${answer.status}`);
    return path;
  }
}

/// Bytes as they are, for what fetch would put right.
export const raw = (address, text) => new Promise((done) => {
  const { hostname, port } = new URL(address);
  let answer = "";
  const socket = connect(Number(port), hostname, () => socket.end(text));
  socket.setTimeout(5000, () => socket.destroy());
  socket.on("data", (bytes) => { answer += bytes; });
  socket.on("close", () => done(answer));
  socket.on("error", () => done(answer));
});
