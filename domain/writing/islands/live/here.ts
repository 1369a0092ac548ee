// Who has a document open, as the server tells it; who says nothing for a while is gone.
import type { Event, Person } from "./protocol";

const person_gone = 45_000; // ms

export class Here {
  readonly #people = new Map<string, Person & { seen: number }>();
  constructor(readonly own: () => string) {}

  hear(presence: NonNullable<Event["presence"]>): void {
    const all = Array.isArray(presence) ? presence : "people" in presence ? presence.people : [presence];
    if (Array.isArray(presence) || "people" in presence) this.#people.clear();
    for (const person of all) this.see(person);
  }

  see(person: Person & { gone?: boolean }): void {
    const key = person.client ?? person.id;
    if (person.client === this.own()) return;
    if (person.gone) this.#people.delete(key);
    else this.#people.set(key, { ...person, seen: Date.now() });
  }

  people(): Person[] {
    for (const [key, person] of this.#people) if (Date.now() - person.seen > person_gone) this.#people.delete(key);
    return [...this.#people.values()];
  }
}
