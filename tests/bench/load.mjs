// Asks addresses of this machine, many times: with wrk for throughput, one by one for the time of an answer.
import { execFile } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { request, Agent } from "node:http";
import { nearest } from "./figures.mjs";

const run = promisify(execFile);
const ticks_a_second = 100; // USER_HZ of /proc, the same on every Linux

/// CPU-seconds a process and its threads have spent.
export function cpu_seconds(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1].split(" ");
  return (Number(fields[11]) + Number(fields[12])) / ticks_a_second;
}

/// Resident memory of a process now and at its most, in MB.
export function memory(pid) {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const megabytes = (name) => Number(status.match(new RegExp(`${name}:\\s+(\\d+)`))[1]) / 1024;
  return { now: megabytes("VmRSS"), most: megabytes("VmHWM") };
}

const milliseconds = (text) => parseFloat(text) * (text.endsWith("us") ? 0.001 : text.endsWith("ms") ? 1 : 1000);

/// A script for wrk that asks each of `asks` ({path, cookie}) in turn.
function script_of(asks) {
  const file = join(tmpdir(), `essaim-asks-${process.pid}.lua`);
  const lines = asks.map(({ path, cookie }) => `  {${JSON.stringify(path)}, ${JSON.stringify(cookie ?? "")}},`);
  writeFileSync(file, `local asks = {\n${lines.join("\n")}\n}
local ready, at = {}, 0
init = function()
  for place, ask in ipairs(asks) do
    local headers = { ["accept-language"] = "fr" }
    if ask[2] ~= "" then headers["cookie"] = ask[2] end
    ready[place] = wrk.format("GET", ask[1], headers)
  end
end
request = function() at = at % #ready + 1; return ready[at] end
`);
  return file;
}

/// Loads a place for `seconds`, each of `asks` ({path, cookie}) in turn: {per_second, requests, p99 (ms), refused, per_cpu_second}.
/// `pid`: the process whose CPU-seconds are counted.
export async function loaded_in_turn(address, asks, { connections = 32, seconds = 6, pid } = {}) {
  const script = script_of(asks), before = pid ? cpu_seconds(pid) : 0;
  try {
    const { stdout } = await run("wrk", ["-t1", `-c${connections}`, `-d${seconds}s`, "--latency", "-s", script, address], { maxBuffer: 1 << 24 });
    const requests = Number(stdout.match(/(\d+) requests in/)[1]);
    if (requests === 0) throw new Error(`${address} answered nothing in ${seconds} s.`);
    return { per_second: parseFloat(stdout.match(/Requests\/sec:\s+([\d.]+)/)[1]), requests, p99: milliseconds(stdout.match(/99%\s+([\d.]+\w+)/)[1]),
      refused: Number(stdout.match(/Non-2xx or 3xx responses: (\d+)/)?.[1] ?? 0), per_cpu_second: pid ? requests / (cpu_seconds(pid) - before) : 0 };
  } finally {
    rmSync(script, { force: true });
  }
}

/// The same for one address.
export function loaded(url, { cookie, ...how } = {}) {
  const { origin, pathname, search } = new URL(url);
  return loaded_in_turn(origin, [{ path: pathname + search, cookie }], how);
}

const agent = new Agent({ keepAlive: true, maxSockets: 1 });

export const ask = (url, cookie) => new Promise((resolve, reject) => {
  const asked = request(url, { agent, headers: { "accept-language": "fr", ...(cookie ? { cookie } : {}) } }, (response) => {
    const parts = [];
    response.on("data", (part) => parts.push(part));
    response.on("end", () => resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(parts) }));
  });
  asked.setTimeout(120_000, () => asked.destroy(new Error(`${url} did not answer in two minutes`)));
  asked.on("error", reject).end();
});

/// Asks each address in turn on one connection, `rounds` times after one to warm up: {p50, p95, worst} in ms, and CPU-ms a request.
export async function one_by_one(urls, pid, { rounds = 10, cookie } = {}) {
  for (const url of urls) await answered(url, cookie);
  const times = [], before = cpu_seconds(pid);
  for (let round = 0; round < rounds; round++)
    for (const url of urls) {
      const from = process.hrtime.bigint();
      await answered(url, cookie);
      times.push(Number(process.hrtime.bigint() - from) / 1e6);
    }
  const cpu = ((cpu_seconds(pid) - before) * 1000) / times.length;
  times.sort((left, right) => left - right);
  return { p50: nearest(times, 0.5), p95: nearest(times, 0.95), worst: times.at(-1), cpu };
}

async function answered(url, cookie) {
  const got = await ask(url, cookie);
  if (got.status !== 200) throw new Error(`${url} answered ${got.status}`);
  return got;
}
