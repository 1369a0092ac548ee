// node tests/crash/run.mjs PROGRAM FOLDER [KILLS]: the whole program under a full disk, and killed while people write, through HTTP.
// What was answered "done" must be there afterwards; nothing may be there by halves. With ESSAIM_TEST_POSTGRESQL, on PostgreSQL too.
import assert from "node:assert/strict";
import { execFile, execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { serve } from "../journeys/place.mjs";
import { Person } from "./person.mjs";

const run = promisify(execFile);
const [given = "build/release/essaim", folder_given = "build/crash", kills = "6"] = process.argv.slice(2);
const program = resolve(given), folder = resolve(folder_given);
/// What failed, whole: said again at the end, where a long output is still read.
const faults = [];
let passed = 0;

async function step(sentence, check) {
  try {
    const said = await check();
    passed++;
    console.log(`  ok   ${sentence}${said ? ` (${said})` : ""}`);
  } catch (error) {
    const why = error.message.split("\n").slice(0, 8).join("\n       ");
    faults.push(`${sentence}\n       ${why}`);
    console.log(`  FAIL ${sentence}\n       ${why}`);
  }
}

const people = ["lucile.ravoux@essaim.example", "claire.vasseur@essaim.example"];

async function full_disk(filled) {
  const data = join(folder, "full"), disk = join(folder, "disk"), shim = join(folder, "full_disk.so");
  cpSync(filled, data, { recursive: true });
  execFileSync("cc", ["-O1", "-shared", "-fPIC", "-o", shim, "tests/crash/full_disk.c", "-ldl"]);
  const around = { LD_PRELOAD: shim, ESSAIM_DISK_FOLDER: data, ESSAIM_DISK_SWITCH: disk };
  const be = (state) => (state ? writeFileSync(disk, state) : rmSync(disk, { force: true }));
  const place = await serve(program, data, "127.0.0.1", { around });
  try {
    const person = await Person.arrive(program, data, place.address, people[0]);
    await step("with room, a change is taken", async () => assert.equal((await person.rename("Avant")).status, 303));
    for (const [state, words] of [["full", "a full disk"], ["short", "a disk that takes half of what it is given"]]) {
      be(state);
      await step(`${words} refuses in words, and shows what was typed`, async () => {
        for (let tries = 0; tries < 4; tries++) {
          const { status, text } = await person.rename(`Pendant ${state} ${tries}`);
          assert.equal(status, 507);
          assert.ok(text.includes(`Pendant ${state} ${tries}`), "what was typed is on the page");
        }
      });
      await step(`${words} keeps nothing by halves, and pages are still read`, async () => {
        assert.equal(await person.name(), state === "full" ? "Avant" : "Après full");
        assert.equal((await person.get("/p/demonstration/experiences")).status, 200);
      });
      await step(`${words} makes no backup, and leaves none half made`, async () => {
        const refused = await run(program, ["backup", join(data, "essai.tar.zst"), "--data", data], { env: { ...process.env, ...around } }).then(() => undefined, (error) => error);
        assert.ok(refused, "the command says no");
        assert.ok(refused.stderr.trim().length > 10 && refused.stderr.trim().split("\n").length < 4, refused.stderr);
        assert.deepEqual(readdirSync(data).filter((name) => name.startsWith("essai.")), []);
      });
      be("");
      await step("normal again when room returns", async () => {
        assert.equal((await person.rename(`Après ${state}`)).status, 303);
        assert.equal(await person.name(), `Après ${state}`);
      });
    }
  } finally {
    await place.stop();
  }
  await step("the database is whole afterwards", async () => (await run(program, ["audit", "--data", data])).stdout.split(":")[0]);
}

/// Writes without end; what was answered is kept in `said`.
async function write_on(person, said, stopped) {
  for (let n = said.asked + 1; !stopped(); n++) {
    said.asked = n;
    try {
      const renamed = await person.rename(`${said.who} ${n}`);
      if (renamed.status === 303) said.kept = n;
      if (n % 5 === 0 && (await person.get("/me/data.zip")).status === 200) said.copies++;
    } catch {
      return;   // killed meanwhile
    }
  }
}

async function killed(filled, engine, database) {
  const data = join(folder, engine);
  cpSync(filled, data, { recursive: true });
  const flags = database ? ["--database", database] : [];
  if (database) {
    rmSync(join(data, "essaim.db"), { force: true });
    await run(program, ["registry", "--data", data, ...flags]);
    await run(program, ["import", "programmes/demonstration", "--data", data, ...flags], { maxBuffer: 1 << 26 });
  }
  const said = people.map((who) => ({ who: who.split(".")[0], asked: 0, kept: 0, copies: 0 }));
  let writes = 0;
  for (let round = 0; round < Number(kills); round++) {
    const place = await serve(program, data, "127.0.0.1", { flags });
    const writers = await Promise.all(people.map((email) => Person.arrive(program, data, place.address, email, flags)));
    for (const [at, one] of said.entries()) {
      if (!one.asked) continue;
      const found = Number((await writers[at].name()).split(" ").at(-1));
      assert.ok(found >= one.kept, `${one.who}: ${one.kept} was answered as kept, ${found} is there`);
      assert.ok(found <= one.asked, `${one.who}: ${found} is there, ${one.asked} was the last asked`);
    }
    let over = false;
    const writing = writers.map((person, at) => write_on(person, said[at], () => over));
    await new Promise((done) => setTimeout(done, 60 + Math.random() * 700));
    process.kill(place.pid, "SIGKILL");
    over = true;
    await Promise.all(writing);
    await place.stop();
    writes = said.reduce((sum, one) => sum + one.kept, 0);
  }
  const { stdout } = await run(program, ["audit", "--data", data, ...flags]);
  const lines = Number(stdout.match(/(\d+) lines/)?.[1] ?? -1);
  const copies = said.reduce((sum, one) => sum + one.copies, 0);
  assert.ok(lines >= copies, `${copies} copies were answered, ${lines} lines are in the audit log`);
  const archive = join(folder, `${engine}.tar.zst`), again = join(folder, `${engine}-again`);
  await run(program, ["backup", archive, "--data", data, ...flags]);
  await run(program, ["restore", archive, "--data", again]);
  assert.ok(existsSync(join(again, "essaim.db")));
  return `${kills} kills, ${writes} changes answered, then backed up and restored`;
}

async function postgresql() {
  const server = process.env.ESSAIM_TEST_POSTGRESQL;
  if (!server) return console.log("  skipped: PostgreSQL is not here (tools/dev/with_postgresql.sh)");
  const name = `essaim_crash_${process.pid}`;
  execFileSync("psql", [server, "-qc", `CREATE DATABASE ${name} TEMPLATE template0 ENCODING UTF8 LC_COLLATE 'C' LC_CTYPE 'C'`]);
  const database = server.replace("/postgres?", `/${name}?`);
  await step("killed while people write, on PostgreSQL: what was answered is there", () => killed(filled, "postgresql", database));
  execFileSync("psql", [server, "-qc", `DROP DATABASE ${name} WITH (FORCE)`]);
}

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const filled = join(folder, "filled");
await run(program, ["registry", "--data", filled]);
await run(program, ["import", "programmes/demonstration", "--data", filled], { maxBuffer: 1 << 26 });
await full_disk(filled);
await step("killed while people write, on SQLite: what was answered is there", () => killed(filled, "sqlite"));
await postgresql();
for (const fault of faults) console.log(`\nFAILED ${fault}`);
console.log(`\n${passed} passed, ${faults.length} failed`);
process.exitCode = faults.length ? 1 : 0;
