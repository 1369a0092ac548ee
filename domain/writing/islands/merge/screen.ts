// The screen where two texts that no longer meet are brought together: both whole, a choice at each passage, nothing lost
// before it is made.
import type { LiveDocument } from "../live/document";
import type { Parted } from "../live/watcher";
import { made, type Say } from "../desk/words";
import { chosen, passages_of, type Choice } from "./passages";

function side(title: string, words: string): HTMLElement {
  return made("div", { class: "wrt-side" }, made("h4", { textContent: title }), made("p", { class: "voice", textContent: words.trim() || "∅" }));
}

function question(say: Say, mine: string, theirs: string, group: string): HTMLFieldSetElement {
  const options = (["both", "theirs", "mine"] as Choice[]).map((choice) => made("label", {}, made("input", { type: "radio", name: group, value: choice, checked: choice === "both" }), ` ${say(`take_${choice}`)}`));
  return made("fieldset", { class: "choices wrt-parted" }, made("legend", { textContent: say("passage") }), made("div", { class: "wrt-sides" }, side(say("theirs"), theirs), side(say("mine"), mine)), ...options);
}

/// `place`: an empty section of the page. Answers once everything is chosen and written.
export function bring_together(place: HTMLElement, live: LiveDocument, parted: Parted[], say: Say, name_of: (text: string) => string): Promise<void> {
  const asked = parted.map((one, at) => ({ one, passages: passages_of(one.mine, one.theirs), group: `parted-${at}` }));
  const blocks = asked.map(({ one, passages, group }) => {
    let count = 0;
    return made("section", { class: "ruled" }, made("h3", { textContent: name_of(one.name) }), ...passages.map((passage) => (passage.same ? made("p", { class: "voice soft wrt-same", textContent: passage.mine.length > 240 ? `${passage.mine.slice(0, 120).trim()} […] ${passage.mine.slice(-100).trim()}` : passage.mine.trim() }) : question(say, passage.mine, passage.theirs, `${group}-${count++}`))));
  });
  const form = made("form", {}, ...blocks, made("p", { class: "actions" }, made("button", { type: "submit", class: "btn main", textContent: say("bring_together") })));
  place.replaceChildren(made("h2", { textContent: say("two_texts"), tabIndex: -1 }), made("p", { textContent: say("two_texts_help") }), form);
  place.hidden = false;
  place.querySelector("h2")!.focus();
  return new Promise((resolve) => form.addEventListener("submit", (event) => {
    event.preventDefault();
    const said = new FormData(form);
    for (const { one, passages, group } of asked) {
      const open = passages.filter((passage) => !passage.same);
      live.text(one.name).become(chosen(passages, open.map((_, at) => String(said.get(`${group}-${at}`) ?? "both") as Choice)));
    }
    place.hidden = true;
    place.replaceChildren();
    resolve();
  }));
}
