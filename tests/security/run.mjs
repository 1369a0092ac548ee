// node tests/security/run.mjs PROGRAM FOLDER: tries the OWASP top ten (2021) against a running instance, and lists each attempt with its
// answer. An attempt that gets more than it should fails the run.
import { execFile } from "node:child_process";
import { cpSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { serve } from "../journeys/place.mjs";
import { attempt, conclude } from "./attempts.mjs";
import { Client, raw } from "./client.mjs";
import { letters } from "./letters.mjs";
import { told_apart } from "./told_apart.mjs";
import { uploads } from "./uploads.mjs";

const [program = "build/release/essaim", folder = "build/security"] = process.argv.slice(2);
const run = promisify(execFile);
const data = join(folder, "data");
const programme = "/p/demonstration";
/// Invented people of the programme, but the two who try.
const known = readFileSync("programmes/demonstration/people.csv", "utf8").split("\n").slice(1).map((line) => line.split(",")[0]).filter((email) => email.includes("@") && !/^(lucile|claire)/.test(email));

/// What the letter of that person would hold.
async function link_of(place, email) {
  const { stdout } = await run(program, ["link", email, "--data", data, "--port", new URL(place.address).port]);
  return stdout.trim();
}
async function entered(place, email, client = new Client(place.address)) {
  await client.enter(await link_of(place, email));
  return client;
}

const filled = (pattern) => pattern.replace("{programme}", "demonstration").replace(/\{[^}]*\}/g, "x");

async function routes() {
  const { stdout } = await run(program, ["routes", "--data", data]);
  return stdout.trim().split("\n").map((line) => line.match(/^(\S+)\s+(\S+)\s+(\S+)/)).map(([, method, pattern, right]) => ({ method, pattern, right }));
}

/// A01: every route of the table, by those who have no right to it.
async function access(place, visitor, pioneer) {
  const table = await routes();
  const by = async (who, client, rights) => {
    const got = [];
    const asked = table.filter(({ right, pattern }) => rights.includes(right) && !pattern.includes("sign-out"));
    for (const { method, pattern } of asked) {
      const answer = await client.send(filled(pattern), { method, ...(method === "POST" && { form: { csrf: "visitor" } }) });
      const refused = [404, 403, 405, 422].includes(answer.status) || (answer.status === 303 && answer.to.startsWith("/sign-in"));
      if (!refused) got.push(`${method} ${pattern} ${answer.status}`);
    }
    attempt("A01", `${who} on the ${asked.length} routes that are not theirs`, got.join(", ") || "refused everywhere", got.length === 0 && asked.length > 0);
  };
  await by("a visitor", visitor, ["signed_in", "member", "contributor", "lead", "administrator"]);
  await by("a pioneer", pioneer, ["lead", "administrator"]);
  const known = await pioneer.get("/administration"), unknown = await pioneer.get("/administration-not-there");
  attempt("A01", "is a forbidden page told from one that does not exist?", `${known.status} and ${unknown.status}`, known.status === 404 && unknown.status === 404);
  for (const path of ["/assets/../../../../etc/passwd", "/assets/%2e%2e%2f%2e%2e%2fetc/passwd", "/assets/..%5c..%5cetc/passwd", "/p/demonstration/kit/1.0/../../../etc/passwd", "//etc/passwd"]) {
    const answer = await raw(place.address, `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    attempt("A01", `out of the folder: ${path}`, answer.split("\r\n")[0], !/root:/.test(answer) && !answer.startsWith("HTTP/1.1 200"));
  }
}

/// A02: what protects secrets, on the way and at rest.
async function secrets(place, pioneer) {
  const again = new Client(place.address);
  const answer = await again.post(new URL(await link_of(place, "claire.vasseur@essaim.example")).pathname, {});
  const cookie = answer.set.find((line) => line.startsWith("essaim_session")) ?? "";
  attempt("A02", "flags of the session cookie", cookie.replace(/=[^;]*/, "=…"), /HttpOnly/i.test(cookie) && /SameSite=(Lax|Strict)/i.test(cookie));
  const bytes = readFileSync(join(data, "essaim.db"));
  const value = pioneer.cookies.get("essaim_session") ?? "";
  attempt("A02", "is the session found in the database file?", bytes.includes(value) ? "yes" : "only its fingerprint", value.length > 20 && !bytes.includes(value));
  const page = await pioneer.get("/me");
  attempt("A02", "may a shared cache keep a page of someone?", page.headers.get("cache-control"), /private|no-store/.test(page.headers.get("cache-control") ?? ""));
}

/// A02: behind a proxy that speaks TLS.
async function over_https(place) {
  const behind = new Client(place.address, { "x-forwarded-proto": "https" });
  await entered(place, "claire.vasseur@essaim.example", behind);
  const name = [...behind.cookies.keys()].find((one) => one.endsWith("essaim_session")) ?? "none";
  attempt("A02", "over https, the name of the session cookie", name, name === "__Host-essaim_session" && (await behind.get("/me")).status === 200);
  const page = await behind.get("/");
  attempt("A02", "over https, is the browser told to stay there?", page.headers.get("strict-transport-security"), /max-age=\d{8}/.test(page.headers.get("strict-transport-security") ?? ""));
  const tossed = new Client(place.address, { "x-forwarded-proto": "https" });
  tossed.cookies.set("essaim_session", behind.cookies.get(name));
  attempt("A02", "over https, a session set by another host of the domain", (await tossed.get("/me")).status, (await tossed.get("/me")).status === 303);
}

/// A04: a computer left open. The session of the pioneer is made old.
async function left_open(place, pioneer) {
  await run("sqlite3", [join(data, "essaim.db"), "PRAGMA busy_timeout=5000; UPDATE accounts_session SET started = started - 3600000"]);
  for (const [path, form] of [["/me/emails", { email: "evil@evil.example" }], ["/me/code-app", {}], ["/me/passkeys/challenge", {}], ["/me/password", { password: "une autre phrase bien longue" }]]) {
    const { status } = await pioneer.post(path, form, "/me");
    attempt("A04", `on a computer left open: ${path}`, status, status === 422 || status === 403);
  }
}

/// A03: what is typed is text, everywhere.
async function injection(place, visitor, pioneer) {
  const mark = "<script>alert(1)</script>";
  for (const path of [`/search?q=${encodeURIComponent(mark)}`, `${programme}/experiences?q=${encodeURIComponent(`"><img src=x onerror=alert(1)>`)}`, `/sign-in?next=${encodeURIComponent(`javascript:alert(1)`)}`]) {
    const { text, status } = await visitor.get(path);
    attempt("A03", `script in ${path.split("?")[0]}`, `${status}, escaped`, !text.includes(mark) && !/<img src=x/.test(text) && !/href="javascript:/.test(text));
  }
  for (const words of ["' OR '1'='1", "\" OR 1=1 --", "x'; DROP TABLE accounts_person; --", "NEAR(a b) AND * ^", "%00", "\\", "}}{{7*7}}"]) {
    const answers = await Promise.all([visitor.get(`/search?q=${encodeURIComponent(words)}`), visitor.get(`${programme}/experiences?q=${encodeURIComponent(words)}&theme=${encodeURIComponent(words)}`), visitor.get(`/territories?q=${encodeURIComponent(words)}`)]);
    attempt("A03", `query syntax: ${words}`, answers.map(({ status }) => status).join(" "), answers.every(({ status, text }) => status < 500 && !/SQLITE|syntax error|near &quot;/.test(text)));
  }
  await pioneer.post("/me", { name: `${mark}`, language: "fr" });
  const { text } = await pioneer.get("/me");
  attempt("A03", "script as one's name", text.includes(mark) ? "executed" : "escaped", !text.includes(mark) && text.includes("&lt;script&gt;"));
  await pioneer.post("/me", { name: "Lucile Ravoux", language: "fr" });
  const split = await raw(place.address, "GET /sign-in?next=/%0d%0aSet-Cookie:%20evil=1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  attempt("A03", "a header of our own in an address", split.split("\r\n")[0], !/^set-cookie: evil/im.test(split));
  const smuggled = await raw(place.address, "POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /outbox HTTP/1.1\r\nHost: x\r\n\r\n");
  attempt("A03", "two lengths for one request", smuggled.split("\r\n")[0], /^HTTP\/1.1 400/.test(smuggled) && (smuggled.match(/HTTP\/1\.1 /g) ?? []).length === 1);
}

/// A05: what a careless installation shows.
async function configuration(place, visitor) {
  const page = await visitor.get("/");
  const policy = page.headers.get("content-security-policy") ?? "";
  attempt("A05", "Content-Security-Policy", policy, /default-src 'self'/.test(policy) && /object-src 'none'/.test(policy) && /frame-ancestors 'none'/.test(policy) && !/unsafe-|\*/.test(policy));
  attempt("A05", "Trusted Types", policy.match(/require-trusted-types-for[^;]*/)?.[0] ?? "not asked", /require-trusted-types-for 'script'/.test(policy));
  for (const [name, wanted] of [["x-content-type-options", /nosniff/], ["referrer-policy", /same-origin|no-referrer/], ["cross-origin-opener-policy", /same-origin/]])
    attempt("A05", `header ${name}`, page.headers.get(name), wanted.test(page.headers.get(name) ?? ""));
  const asset = page.text.match(/\/assets\/[^"]+\.css/)?.[0] ?? "/assets/none";
  attempt("A05", "headers of a file", (await visitor.get(asset)).headers.get("x-content-type-options"), (await visitor.get(asset)).headers.get("x-content-type-options") === "nosniff");
  for (const path of ["/.git/config", "/.env", "/essaim.toml", "/essaim.db", "/server-status", "/metrics", "/backups/"]) {
    const { status } = await visitor.get(path);
    attempt("A05", `what should not be there: ${path}`, status, status === 404);
  }
  const whom = await visitor.get("/.well-known/security.txt"), ends = Date.parse(whom.text.match(/^Expires: (.*)$/m)?.[1]) - Date.now();
  attempt("A05", "security.txt says whom to write to, until when", whom.text, whom.status === 200 && /^Contact: mailto:securite@essaim\.example$/m.test(whom.text) && ends > 0 && ends < 365 * 86_400_000);
  for (const method of ["TRACE", "CONNECT", "DELETE", "PROPFIND"]) {
    const answer = await raw(place.address, `${method} / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    attempt("A05", `method ${method}`, answer.split("\r\n")[0], /^HTTP\/1.1 (400|404|405|501)/.test(answer));
  }
  const { text, status } = await visitor.get(`${programme}/experiences?page=999999999999999999999&sort=%ff`);
  attempt("A05", "a page that breaks shows nothing of the inside", status, !/(\.cpp|terminate|what\(\)|Traceback|\/home\/)/.test(text));
}

/// A07 and A04: entering.
async function entering(place, visitor) {
  const fresh = new Client(place.address), token = await fresh.token("/sign-in"), bodies = {};
  const asked = async (kind, round) => {
    // From a town hall each: what one network may ask is counted.
    const headers = { "x-forwarded-for": `192.0.${round % 200}.${kind.length}` };
    const answer = await fresh.send("/sign-in", { method: "POST", headers, form: { csrf: token, email: kind === "known" ? known[round % known.length] : `nobody${round}@essaim.example`, next: "/" } });
    bodies[kind] = `${answer.status} ${answer.to.replace(/[\w-]{20,}/g, "…")}`;
  };
  const { told, words } = await told_apart(["known", "unknown"], 150, asked);
  attempt("A07", "is a known address told from an unknown one?", `${bodies.known} / ${bodies.unknown}`, bodies.known === bodies.unknown);
  attempt("A07", "or by the time it takes?", words, !told);
  const reader = new Client(place.address);
  const link = await reader.enter(await link_of(place, "claire.vasseur@essaim.example"));
  const again = new Client(place.address);
  const second = await again.send(link, { method: "POST", form: { csrf: "visitor" } });
  attempt("A07", "a sign-in link used twice", second.status, !again.cookies.has("essaim_session") && (await again.get("/me")).status === 303);
  const guessed = new Client(place.address);
  guessed.cookies.set("essaim_session", "A".repeat(43));
  attempt("A07", "a session made up", (await guessed.get("/me")).status, (await guessed.get("/me")).status === 303);
  const kept = reader.cookies.get("essaim_session");
  await reader.post("/sign-out", {}, "/me");
  const stolen = new Client(place.address);
  stolen.cookies.set("essaim_session", kept);
  attempt("A07", "a session after its end", (await stolen.get("/me")).status, (await stolen.get("/me")).status === 303);
  for (const next of ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"]) {
    const { text } = await visitor.get(`/sign-in?next=${encodeURIComponent(next)}`);
    attempt("A04", `sent elsewhere after entering: ${next}`, text.match(/name="next" value="([^"]*)"/)?.[1] ?? "/", !text.includes(`value="${next}"`));
  }
}

/// A07: passwords, for those who chose one.
async function passwords(place, pioneer) {
  const email = "lucile.ravoux@essaim.example", good = "tournesol bicyclette nuage", path = "/sign-in/password";
  for (const bad of ["court", "motdepasse123", "Lucile Ravoux", "aaaaaaaaaaaaaaaa", "x".repeat(5000)]) {
    const { status } = await pioneer.post("/me/password", { password: bad });
    attempt("A07", `choosing the password ${bad.slice(0, 20)}`, status, status === 422);
  }
  const kept = await pioneer.post("/me/password", { password: good });
  attempt("A07", "is a password found in the database file?", "only its Argon2id", kept.status === 303 && !readFileSync(join(data, "essaim.db")).includes(good) && !readFileSync(join(data, "essaim.db-wal")).includes(good));
  const client = new Client(place.address), token = await client.token(path);
  const tried = async (address, password, from = "192.0.2.1") => {
    const { status, text, set } = await client.send(path, { method: "POST", headers: { "x-forwarded-for": from }, form: { csrf: token, email: address, password, next: "/" } });
    return { status, set, text: text.replaceAll(address, "…").replace(/nonce="[^"]*"/g, "") };
  };
  // An address is tried ten times a quarter of an hour: as many as the rounds need have chosen a password.
  const chosen = known.slice(0, 14), without = known.slice(14, 28);
  for (const one of chosen) await (await entered(place, one)).post("/me/password", { password: good });
  const seen = {};
  const { told, words } = await told_apart(["known", "none", "unknown"], 60, async (kind, round) => {
    const address = { known: chosen[round % chosen.length], none: without[round % without.length], unknown: `nobody${round}@essaim.example` }[kind];
    const answer = await tried(address, "pas le bon du tout", `198.51.${round % 200}.${kind.length}`);
    seen[kind] = `${answer.status} ${answer.text}`;
  });
  attempt("A07", "is a wrong password told from an account without one, or from nobody?", seen.known.slice(0, 3), seen.known === seen.none && seen.known === seen.unknown);
  attempt("A07", "or by the time it takes?", words, !told);
  let status = 0;
  for (let guess = 0; guess < 12; guess++) ({ status } = await tried(email, `pas le bon du tout ${guess}`));
  attempt("A07", "guessing on and on at one account", status, status === 429);
  const late = await tried(email, good);
  attempt("A07", "and with the right one at last", late.status, late.status === 429 && !late.set.some((line) => line.startsWith("essaim_session")));
}

/// A08: posts that come from elsewhere, and what was changed on the way.
async function integrity(place, pioneer) {
  const token = await pioneer.token("/me");
  const name = async () => (await pioneer.get("/me")).text.match(/id="name"[^>]*value="([^"]*)"/)?.[1];
  const before = await name();
  for (const [words, headers, form] of [
    ["from another site", { origin: "https://evil.example" }, { csrf: token, name: "Volé" }],
    ["from another site, said by the browser", { "sec-fetch-site": "cross-site" }, { csrf: token, name: "Volé" }],
    ["without a token", {}, { name: "Volé" }],
    ["with the token of someone else", {}, { csrf: "0".repeat(32), name: "Volé" }],
  ]) {
    const answer = await pioneer.send("/me", { method: "POST", headers, form });
    attempt("A08", `a post ${words}`, answer.status, answer.status >= 400 && (await name()) === before);
  }
}

/// A09: what is written of all this.
async function logs(place) {
  const log = place.log();
  const personal = log.split("\n").filter((line) => /@essaim\.example/.test(line) && !/Sign-in link/.test(line));
  attempt("A09", "is anyone named in the log?", personal[0] ?? "nobody", personal.length === 0);
  const { stdout } = await run(program, ["audit", "--data", data]);
  attempt("A09", "the audit log is whole", stdout, /is whole/.test(stdout));
}

/// A10: addresses the program would fetch.
async function forged_requests(place, pioneer) {
  let asked = 0;
  const { createServer } = await import("node:http");
  const trap = createServer((_, response) => { asked++; response.end("trapped"); });
  await new Promise((done) => trap.listen(0, "127.0.0.1", done));
  const inside = `http://127.0.0.1:${trap.address().port}/`;
  for (const path of [`/sign-in?next=${inside}`, `/search?q=${inside}`, `${programme}/experiences?from=${inside}`, `/oembed?url=${inside}`, `/proxy?url=${inside}`]) await pioneer.get(path);
  await pioneer.post("/me", { name: inside, language: "fr" });
  await pioneer.post("/me", { name: "Lucile Ravoux", language: "fr" });
  await new Promise((done) => setTimeout(done, 300));
  trap.close();
  attempt("A10", "does the program fetch an address it is given?", asked ? `${asked} times` : "never", asked === 0);
}

rmSync(folder, { recursive: true, force: true });
await run(resolve(program), ["registry", "--data", data]);
await run(resolve(program), ["import", "programmes/demonstration", "--data", data], { maxBuffer: 1 << 26 });
// Before anybody asked for a letter.
const fresh = join(folder, "fresh");
cpSync(data, fresh, { recursive: true });
// As a place is run for real: in development the outbox is open to all.
const place = await serve(resolve(program), data, "127.0.0.1", { development: false, around: { ESSAIM_TRUSTED_PROXIES: "127.0.0.1", ESSAIM_CONTACT: "securite@essaim.example" } });
try {
  const visitor = new Client(place.address), pioneer = new Client(place.address);
  await entered(place, "lucile.ravoux@essaim.example", pioneer);
  await access(place, visitor, pioneer);
  await secrets(place, pioneer);
  await over_https(place);
  await injection(place, visitor, pioneer);
  await configuration(place, visitor);
  console.log("  —     A06  parts that are out of date: Debian's security updates and package-lock.json answer for them, not this run");
  await entering(place, visitor);
  await passwords(place, pioneer);
  await integrity(place, pioneer);
  await forged_requests(place, pioneer);
  await uploads(place, visitor, pioneer);
  await left_open(place, pioneer);
  await logs(place);
} finally {
  await place.stop();
}
await letters(resolve(program), fresh, folder);
conclude();
