// Programs run apart and measured.
import { execFile, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { promisify } from "node:util";

const run = promisify(execFile);

/// The most memory (kB) that a process, or one it started, has held; they leave no trace once they are over.
function held(pid) {
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ").filter(Boolean);
    return Math.max(Number(readFileSync(`/proc/${pid}/status`, "utf8").match(/VmHWM:\s+(\d+)/)?.[1] ?? 0), ...children.map(held));
  } catch {
    return 0;
  }
}

/// Seconds of a command, and the memory of the largest of its processes.
export async function timed(program, args) {
  const from = process.hrtime.bigint();
  const child = spawn(program, args, { stdio: ["ignore", "ignore", "pipe"] });
  let peak = 0, said = "";
  child.stderr.on("data", (bytes) => { said += bytes; });
  const look = setInterval(() => { peak = Math.max(peak, held(child.pid)); }, 20);
  const status = await new Promise((resolve) => child.once("exit", resolve));
  clearInterval(look);
  if (status !== 0) throw new Error(`${args.join(" ")}: ${said}`);
  return { seconds: Number(process.hrtime.bigint() - from) / 1e9, megabytes: peak / 1024 };
}

export const present = (program) => run(program, ["--version"]).then(() => true, () => false);
