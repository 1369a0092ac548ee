// Says each step in a sentence, counts, and keeps a picture of what failed.
import { join } from "node:path";

const longest_step = 150_000; // ms

/// What neither ends nor fails would keep the whole run waiting.
function in_time(checking) {
  let timer;
  const late = new Promise((_, reject) => { timer = setTimeout(() => reject(new Error(`not done after ${longest_step / 1000} s`)), longest_step); });
  return Promise.race([checking, late]).finally(() => clearTimeout(timer));
}

export class Report {
  passed = 0;
  failed = 0;
  /// What failed, whole: said again at the end, where a long output is still read.
  faults = [];
  #folder; #width;

  constructor(folder, width) {
    this.#folder = folder;
    this.#width = width;
  }

  say(sentence) { console.log(`${String(this.#width).padStart(5)} px  ${sentence}`); }

  /// One sentence tried: it fails when `check` throws, or when what the reader met on the way was not clean.
  async step(sentence, reader, check) {
    const from = Date.now();
    try {
      await in_time(check());
      const met = reader ? [...new Set(reader.complaints.splice(0))] : [];
      if (met.length) throw new Error(met.join("\n       "));
      this.passed++;
      this.say(`  ok   ${sentence} (${((Date.now() - from) / 1000).toFixed(1)} s)`);
    } catch (error) {
      this.failed++;
      const picture = `failed-${this.#width}-${this.failed}.png`;
      await reader?.page.screenshot({ path: join(this.#folder, picture), fullPage: true }).catch(() => {});
      const also = reader ? [...new Set(reader.complaints.splice(0))].filter((one) => !error.message.includes(one)) : [];
      this.faults.push(`${String(this.#width).padStart(5)} px  ${sentence}: ${error.message.split("\n").slice(0, 6).join("\n       ")}`);
      this.say(`  FAIL ${sentence}\n       ${[error.message.split("\n").slice(0, 12).join("\n       "), ...also].join("\n       ")}\n       at ${reader?.page.url() ?? ""} (${picture})`);
    }
  }
}
