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

const since = (from) => Number(process.hrtime.bigint() - from) / 1e9;

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
  return { seconds: since(from), megabytes: peak / 1024 };
}

/// Seconds that passed before each line of its output that starts a line of its own (what is below it is set back).
export async function timed_lines(program, args) {
  let from = process.hrtime.bigint(), rest = "", said = "";
  const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"] }), seconds = [];
  child.stderr.on("data", (bytes) => { said += bytes; });
  child.stdout.on("data", (bytes) => {
    const lines = (rest + bytes).split("\n");
    rest = lines.pop();
    for (const line of lines) if (!line.startsWith(" ")) { seconds.push(since(from)); from = process.hrtime.bigint(); }
  });
  const status = await new Promise((resolve) => child.once("close", resolve));
  if (status !== 0) throw new Error(`${args.join(" ")}: ${said}`);
  return seconds;
}

export const present = (program) => run(program, ["--version"]).then(() => true, () => false);
