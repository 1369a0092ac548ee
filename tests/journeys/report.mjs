// Says each step in a sentence, counts, and keeps a picture of what failed.
import { join } from "node:path";

export class Report {
  passed = 0;
  failed = 0;
  #folder;

  constructor(folder) { this.#folder = folder; }

  /// One sentence tried: it fails when `check` throws, or when what the reader met on the way was not clean.
  async step(sentence, reader, check) {
    const from = Date.now();
    try {
      await check();
      const met = reader ? [...new Set(reader.complaints.splice(0))] : [];
      if (met.length) throw new Error(met.join("\n       "));
      this.passed++;
      console.log(`  ok   ${sentence} (${((Date.now() - from) / 1000).toFixed(1)} s)`);
    } catch (error) {
      this.failed++;
      const picture = `failed-${this.failed}.png`;
      await reader?.page.screenshot({ path: join(this.#folder, picture), fullPage: true }).catch(() => {});
      const also = reader ? [...new Set(reader.complaints.splice(0))].filter((one) => !error.message.includes(one)) : [];
      console.log(`  FAIL ${sentence}\n       ${[error.message.split("\n").slice(0, 12).join("\n       "), ...also].join("\n       ")}\n       at ${reader?.page.url() ?? ""} (${picture})`);
    }
  }

  close() {
    console.log(`\n${this.passed} passed, ${this.failed} failed`);
    return this.failed === 0;
  }
}
