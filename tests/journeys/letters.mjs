// Letters for real: an encrypted relay takes them, some come back, and whoever has enough of them says so in one click.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { counts, counts_at_least } from "./counted.mjs";
import { serve } from "./place.mjs";
import { Reader } from "./reader.mjs";
import { certificate, open_relay, read_letter, returned } from "./relay.mjs";

export const about = "Letters leave by an encrypted relay, come back, and stop when told";

const lead = "claire.vasseur@essaim.example";
const members = "/p/demonstration/members";

const link_in = (letter, pattern) => letter.text.match(pattern)?.[0] ?? assert.fail(`no address like ${pattern} in the letter`);
const path_of = (address) => new URL(address).pathname;

/// The letter as a mail program shows it: under a heading and in a frame of its own.
async function show(reader, letter, name) {
  await reader.page.goto("about:blank");   // no page of ours takes HTML: its policy forbids it
  const framed = letter.html.replace(/(<body[^>]*>)([^]*)(<\/body>)/, (_, begins, words, ends) => `${begins}<main><h1>Courriel</h1>${words}</main>${ends}`);
  await reader.page.setContent(framed);
  await reader.look(name);
  await counts(reader.page.locator("img, script, link, iframe"), 0, "nothing is fetched by reading it");
}

async function enter({ report }, reader, relay) {
  const { page } = reader;
  await report.step("the letter to enter crosses encrypted, and lets in", reader, async () => {
    await reader.go("/sign-in");
    await page.fill("#email", lead);
    await page.locator("form.sign-in button[type=submit]").first().click();
    const kept = await relay.letter_to(lead);
    assert.ok(kept, "the relay has the letter");
    assert.equal(kept.encrypted, true);
    const letter = read_letter(kept.text);
    assert.match(letter.header("auto-submitted"), /auto-generated/);
    const link = path_of(link_in(letter, /http\S+\/sign-in\/\S+/));
    await show(reader, letter, "letter-to-enter");
    await reader.go(link);
    await page.locator("main form button[type=submit]").click();
    await counts_at_least(page.locator(".masthead .me:not(.enter)"), 1);
  });
}

async function come_back({ report, program, width }, reader, relay, data) {
  const { page } = reader;
  const gone = `partie.${width}@nulle-part.example`;
  await report.step("an invitation that comes back is said beside the member", reader, async () => {
    await reader.go(`${members}/add`);
    await page.fill("#list", `nom\tcourriel\tterritoire\tfonction\nPersonne Partie\t${gone}\t44109\tpionnière`);
    await page.locator("button[value=check]").click();
    await page.locator("button[value=add]").click();
    await page.waitForURL(`**${members}`);
    const kept = await relay.letter_to(gone);
    await show(reader, read_letter(kept.text), "letter-invitation");
    const child = spawn(program, ["received", "--data", data], { stdio: ["pipe", "ignore", "inherit"] });
    child.stdin.end(returned(kept.text));
    assert.equal(await new Promise((done) => child.once("exit", done)), 0);
    await reader.go(members, "members-returned");
    assert.match(await page.locator("tr", { hasText: gone }).innerText(), /courriel revenu/);
  });
}

async function be_quiet({ report }, reader) {
  await report.step("one says which letters one wants, and when", reader, async () => {
    await reader.go("/me/letters", "letter-setting");
    const quiet = reader.page.locator("input[name=quiet]");
    assert.equal(await quiet.isChecked(), true, "quiet hours are kept unless one says otherwise");
    await quiet.uncheck();
    await reader.page.locator("main form button[type=submit]").click();
    await reader.go("/me/letters");
    assert.equal(await reader.page.locator("input[name=quiet]").isChecked(), false);
  });
}

async function have_enough({ report }, reader, relay) {
  await report.step("the digest comes once a week, and one click of the mail program ends it", reader, async () => {
    const letter = read_letter((await relay.letter_to(lead)).text);
    await show(reader, letter, "letter-digest");
    assert.equal(letter.header("list-unsubscribe-post"), "List-Unsubscribe=One-Click");
    const address = letter.header("list-unsubscribe").match(/<(.+)>/)[1];
    // What a mail program sends: no cookie, no page before, from nowhere.
    const answer = await fetch(new URL(path_of(address), reader.address), { method: "POST", body: new URLSearchParams({ "List-Unsubscribe": "One-Click" }) });
    assert.equal(answer.status, 200);
    await reader.go("/me/letters");
    assert.equal(await reader.page.locator("input[name=digest][value=never]").isChecked(), true);
  });
}

/// A week later: nobody waits for it, the hours of the data are moved.
const a_week_later = (data) => execFileSync("sqlite3", [join(data, "essaim.db"), "UPDATE accounts_person SET created = created - 1000000000; UPDATE jobs_round SET due = 0"]);

export async function tell(stage) {
  const { browser, folder, width, program, report } = stage;
  const data = mkdtempSync(join(folder, "letters-"));
  cpSync(stage.filled, data, { recursive: true });
  const secret = certificate(join(data, "relay"), "IP:127.0.0.1");
  const relay = await open_relay(secret);
  const setting = { development: false, around: { ESSAIM_MAIL_SERVER: relay.url, ESSAIM_MAIL_AUTHORITIES: secret.authority, ESSAIM_MAIL_FROM: "essaim@relay.example" } };
  let place = await serve(program, data, "127.0.0.1", setting);
  try {
    const reader = await Reader.arrive(browser, place, folder, { width });
    await enter(stage, reader, relay);
    await come_back(stage, reader, relay, data);
    await be_quiet(stage, reader);
    const { port } = new URL(place.address);
    await place.stop();
    a_week_later(data);
    relay.letters.length = 0;
    place = await serve(program, data, "127.0.0.1", { ...setting, port: Number(port) });
    await have_enough(stage, reader, relay);
    await reader.leave();
  } finally {
    await place.stop();
    relay.close();
    rmSync(data, { recursive: true, force: true });
  }
}
