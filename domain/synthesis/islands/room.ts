// The big screen: turned by the keyboard or a remote, follows the sheets and the phone of the facilitator. Without this script the
// links work and the page reloads by itself.

/// All of it when the screen has something new to show; nothing when something was written that may concern it, or after a while.
interface Pulse {
  version?: string;
  turn?: string;
  slide?: number;
}

const soon = 400, later = 2_000; // ms before the next look: after an answer, after none
const shown_changed = 8_000; // ms during which what changed stands out

const room = document.querySelector<HTMLElement>(".room");

const is_typing = (target: EventTarget | null): boolean => target instanceof HTMLElement && target.matches("input, select, textarea, [contenteditable]");
const follow = (rel: string): void => document.querySelector<HTMLAnchorElement>(`.room a[rel=${rel}]`)?.click();

function on_key(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey || is_typing(event.target)) return;
  const on_link = document.activeElement?.matches("a, button, summary") ?? false;
  if (["ArrowRight", "PageDown", "n"].includes(event.key) || (event.key === " " && !on_link)) follow("next");
  else if (["ArrowLeft", "PageUp", "p"].includes(event.key)) follow("prev");
  else if (event.key === "f") void (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen());
  else return;
  event.preventDefault();
}

/// What each mark says, by what it opens: the same address before and after is the same bar.
function said_by(marks: Element): Map<string, string> {
  const said = new Map<string, string>();
  for (const link of marks.querySelectorAll("svg a")) said.set(link.getAttribute("href") ?? "", link.textContent ?? "");
  return said;
}

function point_out(before: Map<string, string>, now: Element): void {
  for (const link of now.querySelectorAll("svg a")) {
    if (before.get(link.getAttribute("href") ?? "") === link.textContent) continue;
    link.classList.add("changed");
    setTimeout(() => link.classList.remove("changed"), shown_changed);
  }
}

type PagePolicy = { createHTML(page: string): unknown };
type PolicyMaker = { createPolicy(name: string, rules: { createHTML: (page: string) => string }): PagePolicy };
/// Browsers that ask for it (Trusted Types) take a page as text only from who says where it comes from: our own address.
const policy = (window as { trustedTypes?: PolicyMaker }).trustedTypes?.createPolicy("own-pages", { createHTML: (page) => page });
const own_page = (page: string): unknown => policy?.createHTML(page) ?? page;

async function refresh(version: string): Promise<void> {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
  if (!answer.ok || !room) return;
  const page = new DOMParser().parseFromString(own_page(await answer.text()) as string, "text/html");
  const fresh = page.querySelector("#room-now"), old = document.querySelector("#room-now");
  if (!fresh || !old) return;
  const before = said_by(old);
  old.replaceWith(document.adoptNode(fresh));
  point_out(before, fresh);
  room.dataset.version = version;
}

/// The answer comes when somebody has written something.
async function look(): Promise<void> {
  if (!room?.dataset.pulse) return;
  const asked = new URL(room.dataset.pulse, location.href);
  asked.searchParams.set("version", room.dataset.version ?? "");
  asked.searchParams.set("turn", room.dataset.turn ?? "");
  const answer = await fetch(asked, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(String(answer.status));
  const pulse = (await answer.json()) as Pulse;
  if (pulse.turn !== undefined && pulse.turn !== room.dataset.turn) {
    const address = new URL(room.dataset.base ?? location.href, location.href);
    address.searchParams.set("slide", String(pulse.slide));
    location.replace(address);
  } else if (pulse.version !== undefined && pulse.version !== room.dataset.version) {
    await refresh(pulse.version);
  }
}

const shown = (): Promise<void> => new Promise((resolve) => {
  if (!document.hidden) resolve();
  else document.addEventListener("visibilitychange", () => resolve(), { once: true });
});
const pause = (time: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, time));

async function live(): Promise<never> {
  for (;;) {
    await shown();
    try {
      await look();
      await pause(soon);
    } catch {
      // The network is away: what stands stays, the next look tells more.
      await pause(later);
    }
  }
}

if (room) {
  document.addEventListener("keydown", on_key);
  void live();
}
