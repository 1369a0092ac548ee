// Somebody with a browser: goes to pages, and each page looked at is judged (axe, width, console, hosts), and photographed when
// ESSAIM_PICTURES is set.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(import.meta.url);
const axe_source = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
/// Pictures of whole pages take as long as all the rest: they are for who wants to look at them.
const with_pictures = Boolean(process.env.ESSAIM_PICTURES);
export const axe_name = `axe-core ${require("axe-core/package.json").version}`;

/// What makes the page wider than the screen, for the one who will mend it.
function too_wide() {
  const screen = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= screen + 1) return [];
  return [...document.querySelectorAll("main *, header *, footer *")].filter((node) => node.getBoundingClientRect().right > screen + 1)
    .slice(0, 3).map((node) => `${node.tagName.toLowerCase()}.${node.className?.baseVal ?? node.className}`);
}

export class Reader {
  /// What axe saw during this run, all readers together: the accessibility statement is made from it.
  static evidence = { pages: 0, faults: 0 };
  static #seen = new Set();
  #context; #folder;
  complaints = [];

  constructor(context, page, address, folder, width) {
    this.#context = context;
    this.#folder = folder;
    this.page = page;
    this.address = address;
    this.width = width;
    this.phone = width < 600;
  }

  /// `options`: {width, scheme: "light"|"dark", scripts: bool}.
  static async arrive(browser, place, folder, { width, scheme = "light", scripts = true }) {
    const context = await browser.newContext({ viewport: { width, height: width < 600 ? 740 : 900 }, colorScheme: scheme, locale: "fr-FR",
      javaScriptEnabled: scripts, reducedMotion: "reduce", extraHTTPHeaders: { "accept-language": "fr" } });
    context.setDefaultTimeout(30_000);
    const reader = new Reader(context, await context.newPage(), place.address, folder, width);
    reader.scheme = scheme;
    reader.scripts = scripts;
    context.on("page", (page) => reader.#watch(page));
    reader.#watch(reader.page);
    return reader;
  }

  #watch(page) {
    page.on("console", (message) => {
      // A refusal the journey asks for (404, 409, 422…) is told by the browser as an error of loading; the journey checks the page itself.
      const expected = /Failed to load resource|WebSocket connection to .* failed/.test(message.text());
      if (message.type() === "error" && !expected) this.complaints.push(`console on ${page.url()}: ${message.text()}`);
    });
    page.on("pageerror", (error) => this.complaints.push(`script on ${page.url()}: ${error.message}`));
    page.on("request", (request) => {
      const url = new URL(request.url());
      if (/^(http|ws)/.test(url.protocol) && url.origin !== this.address) this.complaints.push(`another host asked: ${url.origin}`);
    });
    page.on("response", (response) => {
      const part = ["stylesheet", "script", "image", "font"].includes(response.request().resourceType());
      if (response.status() >= (part ? 400 : 500)) this.complaints.push(`${response.status()} at ${response.url()}`);
    });
  }

  cookies_lost() { return this.#context.clearCookies(); }
  cookies() { return this.#context.cookies(); }

  /// Closes what this reader opened. A page closed while it goes to another may keep the browser waiting for ever: it arrives first, and
  /// what is still waited for after ten seconds is left to the end of the run.
  async leave() {
    await Promise.all(this.#context.pages().map((page) => page.waitForLoadState("load", { timeout: 5_000 }).catch(() => {})));
    await Promise.race([this.#context.close(), new Promise((late) => setTimeout(late, 10_000).unref())]);
  }

  async go(path, name) {
    const response = await this.page.goto(new URL(path, this.address).href);
    if (name) await this.look(name);
    return response;
  }

  /// Judges the page being read; `name` says it in the report and names its picture. Each picture is taken and judged once:
  /// readers who see the same page at the same width give it the same name.
  async look(name) {
    const picture = `${name}-${this.width}-${this.scheme}${this.scripts ? "" : "-no-script"}.png`;
    if (Reader.#seen.has(picture)) return;
    Reader.#seen.add(picture);
    if (with_pictures) await this.page.screenshot({ path: join(this.#folder, picture), fullPage: true });
    if (!this.scripts) return;
    const wide = await this.page.evaluate(too_wide);
    if (wide.length) this.complaints.push(`${name}: wider than ${this.width} px (${wide.join(", ")})`);
    await this.page.evaluate(axe_source);
    // A page opened as a file may not read its own style sheets again, as axe would to judge how it turns.
    const { violations } = await this.page.evaluate(() => window.axe.run({ resultTypes: ["violations"], preload: location.protocol !== "file:" }));
    Reader.evidence.pages++;
    Reader.evidence.faults += violations.length;
    for (const one of violations) this.complaints.push(`${name}: axe ${one.id} (${one.impact}) ${one.nodes.slice(0, 3).map((node) => `${node.target.join(" ")} ${node.any[0]?.message ?? ""}`).join(" ; ")}`);
  }

  /// Enters with the link that the outbox shows, as somebody reading their mail would.
  async enter(email) {
    const before = await this.latest_link_to(email);
    await this.go("/sign-in", "sign-in");
    await this.page.fill("#email", email);
    await this.page.click("form.sign-in button[type=submit]");
    await this.look("sign-in-sent");
    await this.page.goto(await this.new_link_to(email, before));
    await this.look("sign-in-link");
    await this.page.locator("main form button[type=submit]").click();
    await this.page.waitForLoadState();
    if (!(await this.page.locator(".masthead .me:not(.enter)").count())) throw new Error(`${email} could not enter: ${await this.page.title()}`);
  }

  async latest_link_to(email) {
    await this.go("/outbox");
    const link = this.page.locator("article", { hasText: email }).first().locator("a.btn");
    return (await link.count()) ? link.getAttribute("href") : null;
  }

  /// The link of a letter that came after the one that held `before`.
  async new_link_to(email, before) {
    for (let tries = 0; tries < 50; tries++) {
      const link = await this.latest_link_to(email);
      if (link && link !== before) return new URL(link, this.page.url()).href;
      await this.page.waitForTimeout(100);
    }
    throw new Error(`no new letter to ${email} in the outbox`);
  }

  /// The latest letter to somebody, as the outbox shows it. Letters are written a moment after they are asked for.
  async letter_to(email, subject = "") {
    for (let tries = 0; tries < 50; tries++) {
      await this.go("/outbox");
      const letter = this.page.locator("article", { hasText: email }).filter({ hasText: subject }).first();
      if (await letter.count()) return letter;
      await this.page.waitForTimeout(100);
    }
    throw new Error(`no letter to ${email} in the outbox`);
  }

  heading() { return this.page.locator("h1").first().innerText(); }
}
