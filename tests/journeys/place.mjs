// A place of our own: the program on a fresh data folder, with the registry and the programmes, on a free port.
import { spawn, execFile } from "node:child_process";
import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

const free_port = () => new Promise((resolve, reject) => {
  const server = createServer();
  server.once("error", reject);
  server.listen(0, "127.0.0.1", () => { const { port } = server.address(); server.close(() => resolve(port)); });
});

/// Loads `registry` and every programme into `data`, which must be empty.
export async function fill(program, data, programmes = "programmes") {
  mkdirSync(data, { recursive: true });
  await run(program, ["registry", "--data", data]);
  const folders = readdirSync(programmes).sort().map((name) => join(programmes, name)).filter((folder) => existsSync(join(folder, "programme.toml")));
  for (const folder of folders) await run(program, ["import", folder, "--data", data], { maxBuffer: 1 << 26 });
}

async function answers(address, child) {
  for (let tries = 0; tries < 600; tries++) {
    if (child.exitCode !== null) throw new Error(`The program stopped before answering (status ${child.exitCode}).`);
    try {
      if ((await fetch(`${address}/healthz`)).ok) return;
    } catch { /* not yet listening */ }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`Nothing answers at ${address}/healthz after 12 s.`);
}

/// Serves `data`; answers {address, pid, log(), stop()}. `host`: the name it is known by; passkeys want a name, not a number.
/// `flags` and `around`: more of the command line and of the environment; `port`: one it had before. Validators of kits would take the machine from the browser: not here.
export async function serve(program, data, host = "127.0.0.1", { flags = [], around = {}, development = true, port: wanted } = {}) {
  const port = wanted ?? await free_port();
  const env = { ...process.env, ...around, ESSAIM_SITE_ADDRESS: `http://${host}:${port}`, ESSAIM_CHECK_KITS: "no" };
  const child = spawn(program, ["serve", "--data", data, "--port", String(port), ...(development ? ["--development"] : []), ...flags], { stdio: ["ignore", "pipe", "pipe"], env });
  let log = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (bytes) => { log = (log + bytes).slice(-200_000); });
  const address = `http://${host}:${port}`;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const stop = async () => {
    if (child.exitCode !== null) return;
    child.kill("SIGTERM");
    const late = setTimeout(() => child.kill("SIGKILL"), 10_000);
    await ended;
    clearTimeout(late);
  };
  try {
    await answers(address, child);
  } catch (error) {
    await stop();
    throw new Error(`${error.message}\n${log}`);
  }
  return { address, pid: child.pid, log: () => log, stop };
}
