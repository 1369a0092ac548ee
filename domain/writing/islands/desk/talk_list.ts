// The list beside the text: threads, what is proposed, what is to be done.
import type { Said, Suggestion, Thread } from "../live/protocol";
import type { Talk } from "./talk";
import { without_marks } from "../editor/plain";
import { icon, initials, made } from "./words";

type Node_ = Node | string;

function button(talk: Talk, words: string, press: () => void, sign = ""): HTMLButtonElement {
  const drawn = made("button", { type: "button", class: "btn small" }, ...(sign ? [icon(talk.desk.page, sign), " "] : []), words);
  drawn.addEventListener("click", press);
  return drawn;
}

const said_of = (said: Said): HTMLElement => made("div", { class: "wrt-say" }, made("span", { class: "face", ariaHidden: "true", textContent: initials(said.name) }), made("p", {}, made("b", { textContent: said.name }), `, ${said.at}`, made("br"), said.body));

function on(talk: Talk, words: string, id: string): HTMLElement {
  const link = made("button", { type: "button", class: "wrt-on", textContent: words });
  link.addEventListener("click", () => talk.open(id, true));
  return link;
}

function thread_of(talk: Talk, thread: Thread): HTMLElement {
  const { say } = talk.desk;
  const answer = made("form", { class: "wrt-answer" }, made("label", { class: "sr-only", textContent: say("answer_to", thread.said[0]?.name ?? ""), htmlFor: `answer-${thread.id}` }), made("input", { name: "body", id: `answer-${thread.id}`, placeholder: say("answer"), maxLength: 4000, autocomplete: "off" }));
  const path = `/comments/${thread.id}`;
  answer.addEventListener("submit", (event) => {
    event.preventDefault();
    const words = answer.querySelector("input")!.value.trim();
    if (words) void talk.post(`${path}/answers`, [["body", words]]);
  });
  const actions: Node_[] = [made("button", { type: "submit", class: "btn small", textContent: say("send") })];
  const task = thread.task;
  if (task && !task.done) actions.push(button(talk, say("task_done"), () => void talk.post(`${path}/resolve`, [["do", "done"]]), "check"));
  else actions.push(button(talk, say("resolve"), () => void talk.post(`${path}/resolve`, [["do", "resolve"]]), "check"));
  answer.append(made("p", { class: "actions" }, ...actions));
  const about = task ? [made("p", { class: "small" }, made("span", { class: `pill ${task.done ? "done" : "todo"}` }, icon(talk.desk.page, task.done ? "check" : "clock"), ` ${say(task.done ? "done_by" : "to_do_by", task.name)}`))] : [];
  const quote = without_marks(thread.quote).trim();
  const words = thread.lost ? say("passage_gone", quote) : say("about_passage", talk.desk.name_of(thread.text), quote);
  const drawn = made("div", { role: "group", class: `wrt-thread${thread.id === talk.current ? " open" : ""}`, ariaLabel: say("comment_of", thread.said[0]?.name ?? "") }, on(talk, words, thread.id), ...about, ...thread.said.map(said_of), answer);
  drawn.dataset.talkOf = thread.id;
  return drawn;
}

function suggestion_of(talk: Talk, one: Suggestion): HTMLElement {
  const { say } = talk.desk;
  const path = `/suggestions/${one.id}`;
  const change: Node_[] = [];
  if (one.removed) change.push(made("del", { textContent: one.removed }));
  if (one.removed && one.insert) change.push(` ${say("becomes")} `);
  if (one.insert) change.push(made("ins", { textContent: one.insert }));
  const actions: Node_[] = [];
  if (talk.desk.live.may === "write" && !one.lost) actions.push(button(talk, say("accept"), () => void talk.post(`${path}/accept`, []), "check"));
  if (talk.desk.live.may === "write" || one.mine) actions.push(button(talk, say(one.mine ? "take_back" : "refuse"), () => void talk.post(`${path}/refuse`, [])));
  const drawn = made("div", { role: "group", class: `wrt-thread wrt-suggestion${one.id === talk.current ? " open" : ""}`, ariaLabel: say("proposed_by", one.name) }, on(talk, one.lost ? say("suggestion_gone", one.name) : say("proposes_in", one.name, talk.desk.name_of(one.text)), one.id), made("p", { class: "wrt-change" }, ...change), made("p", { class: "actions" }, ...actions));
  drawn.dataset.talkOf = one.id;
  return drawn;
}

/// Draws the list again; what is being typed in an answer, and where one is, stay.
export function draw_talk(place: HTMLElement, talk: Talk): void {
  const { say, live } = talk.desk;
  const typed = new Map([...place.querySelectorAll<HTMLInputElement>("input[name=body]")].map((field) => [field.id, field.value]));
  const focused = (document.activeElement as HTMLElement | null)?.id;
  const { threads, suggestions } = talk.told;
  const open = threads.filter((thread) => !thread.resolved);
  const settled = threads.filter((thread) => thread.resolved);
  const drawn: Node[] = [];
  if (suggestions.length) {
    drawn.push(made("h3", { textContent: say("suggestions", suggestions.length) }), ...suggestions.map((one) => suggestion_of(talk, one)));
    if (live.may === "write" && suggestions.length > 1) drawn.push(made("p", { class: "actions" }, button(talk, say("accept_all"), () => void talk.post("/suggestions/decide", [["do", "accept"]]), "check"), button(talk, say("refuse_all"), () => void talk.post("/suggestions/decide", [["do", "refuse"]]))));
  }
  if (open.length) drawn.push(made("h3", { textContent: say("threads", open.length) }), ...open.map((thread) => thread_of(talk, thread)));
  if (!open.length && !suggestions.length) drawn.push(made("p", { class: "soft", textContent: say("no_talk") }));
  if (settled.length) drawn.push(made("details", {}, made("summary", { textContent: say("settled", settled.length) }), ...settled.map((thread) => {
    const again = button(talk, say("reopen"), () => void talk.post(`/comments/${thread.id}/resolve`, [["do", "reopen"]]));
    return made("section", { class: "wrt-thread" }, made("p", { class: "wrt-quoted", textContent: without_marks(thread.quote) }), ...thread.said.map(said_of), made("p", { class: "actions" }, again));
  })));
  const unfolded = place.querySelector("details")?.open ?? false;
  place.replaceChildren(...drawn);
  if (unfolded) place.querySelector("details")?.setAttribute("open", "");
  for (const field of place.querySelectorAll<HTMLInputElement>("input[name=body]")) field.value = typed.get(field.id) ?? "";
  if (focused) place.querySelector<HTMLElement>(`#${CSS.escape(focused)}`)?.focus();
}
