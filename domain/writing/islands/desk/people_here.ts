// Who is here, where they write; someone may be followed. Told in words on demand, never by itself.
import type { LiveDocument } from "../live/document";
import type { Person } from "../live/protocol";
import { initials, made, type Say } from "./words";

const key_of = (person: Person): string => person.client ?? person.id;

export class PeopleHere {
  followed = "";
  readonly #list: HTMLElement;
  readonly #told: HTMLElement;
  #shown = "";

  constructor(readonly place: HTMLElement, readonly live: LiveDocument, readonly say: Say, readonly name_of: (text: string) => string, readonly go_to: (person: Person, focus: boolean) => void) {
    this.#list = place.querySelector<HTMLElement>("ul")!;
    this.#told = place.querySelector<HTMLElement>("[data-told]")!;
    place.querySelector("[data-who]")?.addEventListener("click", () => this.tell());
  }

  show(people: Person[]): void {
    const { me } = this.live;
    const shown = JSON.stringify([me, this.followed, people.map(({ name, colour, text, idle }) => [name, colour, text, idle])]);
    const followed = people.find((person) => key_of(person) === this.followed);
    if (followed) this.go_to(followed, false);
    else this.followed = "";
    if (shown === this.#shown) return;
    this.#shown = shown;
    const own = made("li", { class: `wrt-who-${me.colour % 8}` }, made("span", { class: "face live", title: this.say("you", me.name) }, made("span", { ariaHidden: "true", textContent: initials(me.name) }), made("span", { class: "sr-only", textContent: this.say("you", me.name) })));
    this.#list.replaceChildren(own, ...people.map((person) => this.#face(person)));
    this.place.hidden = false;
  }

  #face(person: Person): HTMLElement {
    const label = this.followed === key_of(person) ? this.say("stop_following", person.name) : this.say("follow", person.name);
    const button = made("button", { type: "button", class: "face live", title: `${this.#sentence(person)} ${label}` }, made("span", { ariaHidden: "true", textContent: initials(person.name) }), made("span", { class: "sr-only", textContent: label }));
    button.setAttribute("aria-pressed", String(this.followed === key_of(person)));
    button.addEventListener("click", () => {
      this.followed = this.followed === key_of(person) ? "" : key_of(person);
      this.show(this.live.people());
    });
    return made("li", { class: `wrt-who-${person.colour % 8}${person.idle ? " idle" : ""}` }, button);
  }

  #sentence(person: Person): string {
    const where = person.text ? this.name_of(person.text) : "";
    if (person.idle) return this.say("idle", person.name);
    return where ? this.say("writes_in", person.name, where) : this.say("is_here", person.name);
  }

  /// The spoken summary, asked for.
  tell(): void {
    const people = this.live.people();
    this.#told.textContent = people.length ? people.map((person) => this.#sentence(person)).join(" ") : this.say("alone");
  }
}
