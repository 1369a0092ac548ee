// Somebody who writes, without a browser: cookies kept, redirects not followed.
import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

export class Person {
  #cookies = new Map();
  #token = "";

  constructor(address) { this.address = address; }

  /// Enters with a link of the command line.
  static async arrive(program, data, address, email, flags = []) {
    const person = new Person(address);
    const { stdout } = await run(program, ["link", email, "--data", data, "--port", new URL(address).port, ...flags]);
    const answer = await person.send(new URL(stdout.trim()).pathname, { csrf: "visitor" });
    if (answer.status !== 303) throw new Error(`${email} could not enter: ${answer.status}`);
    await person.name();
    return person;
  }

  async send(path, form) {
    const headers = { cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; "), ...(form && { origin: this.address }) };
    const response = await fetch(new URL(path, this.address), { method: form ? "POST" : "GET", headers, redirect: "manual", body: form && new URLSearchParams(form) });
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = line.match(/^([^=]+)=([^;]*)/);
      if (value) this.#cookies.set(name, value); else this.#cookies.delete(name);
    }
    return { status: response.status, text: await response.text() };
  }
  get(path) { return this.send(path); }

  /// The name on one's account; takes the token of the form on the way.
  async name() {
    const { text } = await this.get("/me");
    this.#token = text.match(/name="csrf" value="([^"]*)"/)?.[1] ?? "";
    return text.match(/id="name"[^>]*value="([^"]*)"/)?.[1] ?? "";
  }
  rename(name) { return this.send("/me", { csrf: this.#token, name, language: "fr" }); }
}
