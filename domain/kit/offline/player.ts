// The page a course system opens: it shows the kit's own pages in a frame, and keeps for the reader where they are, what they
// have seen and answered. Opened alone, from a disk, it only shows the pages.
import { Progress, type Given, type Keeper, type Plan } from "./progress";
import { Cmi5 } from "./cmi5";
import { Scorm12, Scorm2004 } from "./scorm";

const plan = JSON.parse(document.getElementById("plan")?.textContent ?? "{}") as Plan;
const root = new URL(document.body.dataset.root ?? "./", location.href);
const frame = document.querySelector<HTMLIFrameElement>("iframe")!;
const bar = document.querySelector<HTMLProgressElement>("progress")!;
const line = document.querySelector<HTMLElement>("[role=status]")!;
const progress = new Progress(plan);
const keeper: Keeper = plan.standard === "cmi5" ? new Cmi5() : plan.standard === "scorm2004" ? new Scorm2004() : new Scorm12();
let kept = false;

function show(): void {
  bar.value = progress.share();
  line.textContent = (line.dataset.words ?? "").replace("{}", String(progress.seen_count())).replace("{}", String(plan.pages.length));
}

/// Which page of the plan the frame shows; -1 for another (the cover, a search).
function shown(): number {
  try {
    const here = frame.contentWindow?.location.href.split(/[?#]/)[0] ?? "";
    return plan.pages.findIndex((page) => new URL(page.address, root).href === here);
  } catch {
    return -1; // a link led outside
  }
}

function look(): void {
  const at = shown();
  if (at >= 0) progress.see(at);
  if (kept) keeper.keep(progress, plan);
  show();
}

/// A question is named by its page, then by its place in it.
function named(id: string): string {
  const page = plan.pages[shown()]?.address ?? "";
  return `${page.replace(/^.*\//, "").replace(/\.html$/, "")}.${id}`;
}

(window as unknown as { essaimPlayer: unknown }).essaimPlayer = {
  answered(id: string, kind: string, right: boolean | undefined, given: string): void {
    const answer: Given = { kind, right, given };
    progress.answer(named(id), answer);
    if (!kept) return;
    keeper.answer(named(id), answer);
    keeper.keep(progress, plan);
  },
  given: (id: string): string | undefined => progress.given(named(id))?.given || undefined,
};

async function start(): Promise<void> {
  try {
    progress.read(await keeper.open());
    kept = true;
  } catch {
    line.dataset.words = document.body.dataset.alone ?? "";
  }
  frame.addEventListener("load", look);
  frame.src = new URL(plan.pages[progress.at]?.address ?? "index.html", root).href;
  show();
}

addEventListener("pagehide", () => keeper.close(progress, plan));
void start();
