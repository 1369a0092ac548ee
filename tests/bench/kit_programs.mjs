// Programs run apart and measured.
import { execFile, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { promisify } from "node:util";

const run = promisify(execFile);

/// Seconds and largest memory of a command.
export async function timed(program, args) {
  const from = process.hrtime.bigint();
  const child = spawn(program, args, { stdio: ["ignore", "ignore", "pipe"] });
  let peak = 0, said = "";
  child.stderr.on("data", (bytes) => { said += bytes; });
  const look = setInterval(() => {
    try { peak = Math.max(peak, Number(readFileSync(`/proc/${child.pid}/status`, "utf8").match(/VmHWM:\s+(\d+)/)?.[1] ?? 0)); } catch { /* it is over */ }
  }, 20);
  const status = await new Promise((resolve) => child.once("exit", resolve));
  clearInterval(look);
  if (status !== 0) throw new Error(`${args.join(" ")}: ${said}`);
  return { seconds: Number(process.hrtime.bigint() - from) / 1e9, megabytes: peak / 1024 };
}

export const present = (program) => run(program, ["--version"]).then(() => true, () => false);
