// One text of a live document, as one browser holds it: what the server has (`synced`), and over it what was typed here and is
// not there yet. @codemirror/collab brings both together. Nothing here knows the network or the page.
import { ChangeSet, EditorState, StateEffect, Text, type Extension, type Transaction, type TransactionSpec } from "@codemirror/state";
import { collab, getSyncedVersion, receiveUpdates, sendableUpdates } from "@codemirror/collab";
import type { Changes, SentUpdate } from "./protocol";

/// What a text keeps of what it has not sent, to be found again after a reload.
export interface Pending { id: string; changes: Changes; sent: boolean }
export interface KeptText { version: number; doc: string; pending: Pending[]; held: boolean }

/// Who draws a text: an editor, a field. It is told what changed, whoever did it.
export interface Surface {
  show(transactions: readonly Transaction[]): void;
  replace(state: EditorState): void;
}

const remembered = 400; // changes of others, to bring a passage named in an older version up to now

export const text_of = (words: string): Text => Text.of(words.split("\n"));

export class LiveText {
  state: EditorState;
  synced: Text;
  held = false; // suggestion mode: what is typed is proposed, not written
  in_flight = false;
  awaited: number | undefined; // nothing more is sent before this version came
  readonly #extensions: Extension[] = [];
  readonly #ids = new WeakMap<Transaction, string>();
  readonly #sent = new Set<string>();
  readonly #surfaces: Surface[] = [];
  #past: ChangeSet[] = []; // the last ones taken in, up to `version`

  constructor(readonly name: string, readonly client: string, version: number, words: string, readonly fresh_id: () => string, readonly on_typed: (text: LiveText) => void) {
    this.synced = text_of(words);
    this.state = this.#made(version, this.synced);
  }

  get version(): number { return getSyncedVersion(this.state); }
  get words(): string { return this.state.doc.toString(); }
  get waiting(): boolean { return sendableUpdates(this.state).length > 0; }

  #made(version: number, doc: Text): EditorState {
    return EditorState.create({ doc, extensions: [collab({ startVersion: version, clientID: this.client }), EditorState.lineSeparator.of("\n"), this.#extensions] });
  }

  /// More extensions, for an editor that shows this text.
  extend(extensions: Extension): void {
    this.#extensions.push(extensions);
    this.state = this.state.update({ effects: StateEffect.appendConfig.of(extensions) }).state;
  }

  draw(surface: Surface): void { this.#surfaces.push(surface); }
  forget(surface: Surface): void {
    const at = this.#surfaces.indexOf(surface);
    if (at >= 0) this.#surfaces.splice(at, 1);
  }

  /// Every transaction passes here: those of an editor, those of a field, those of others.
  apply(transactions: readonly Transaction[], drawn_by?: Surface): void {
    if (!transactions.length) return;
    this.state = transactions[transactions.length - 1]!.state;
    for (const surface of this.#surfaces) if (surface !== drawn_by) surface.show(transactions);
    if (transactions.some((one) => one.docChanged)) this.on_typed(this);
  }

  change(spec: TransactionSpec): void { this.apply([this.state.update(spec)]); }

  /// Makes of the text `words`, touching no more than what differs, so that what others write beside stays.
  become(words: string, spec: TransactionSpec = {}): void {
    const changes = difference(this.words, words);
    if (changes) this.change({ ...spec, changes });
  }

  // ---- towards the server

  #id(origin: Transaction): string {
    const known = this.#ids.get(origin);
    if (known) return known;
    const id = this.fresh_id();
    this.#ids.set(origin, id);
    return id;
  }

  /// The next changes to send, at most `most`; they count as sent from now on.
  to_send(most = 100): SentUpdate[] {
    if (this.held) return [];
    const updates = sendableUpdates(this.state).slice(0, most).map((one) => ({ id: this.#id(one.origin), changes: one.changes.toJSON() as Changes }));
    for (const one of updates) this.#sent.add(one.id);
    return updates;
  }

  /// Changes the server decided, in order; ours among them. Those already here are left out; answers false when some are missing before.
  take(updates: { version: number; client: string; changes: Changes }[]): boolean {
    const fresh = updates.filter((one) => one.version > this.version);
    if (!fresh.length) return true;
    if (fresh[0]!.version !== this.version + 1) return false;
    const parsed = fresh.map((one) => ({ clientID: one.client, changes: ChangeSet.fromJSON(one.changes) }));
    for (const { changes } of parsed) this.synced = changes.apply(this.synced);
    this.#past = [...this.#past, ...parsed.map(({ changes }) => changes)].slice(-remembered);
    this.apply([receiveUpdates(this.state, parsed)]);
    return true;
  }

  /// Where a place of `version` of this text stands now; undefined when that version is not reached yet, or too far.
  now_at(version: number, place: number, side: -1 | 1): number | undefined {
    const behind = this.version - version;
    if (behind < 0 || behind > this.#past.length) return undefined;
    let at = place;
    for (const changes of this.#past.slice(this.#past.length - behind)) {
      if (at > changes.length) return undefined;
      at = changes.mapPos(at, side);
    }
    const own = this.draft();
    return own ? (at <= own.length ? own.mapPos(at, side) : undefined) : at;
  }

  /// A place of the text here, said for the others: in the words of `version`, without what they have not been told of.
  told_at(place: number): number {
    const own = this.draft();
    return own && place <= own.newLength ? own.invertedDesc.mapPos(place, -1) : place;
  }

  // ---- what is typed and not there yet

  /// Everything typed over `synced`, as one change; undefined when there is nothing.
  draft(): ChangeSet | undefined {
    const updates = sendableUpdates(this.state);
    return updates.length ? updates.map((one) => one.changes).reduce((all, one) => all.compose(one)) : undefined;
  }

  /// What to keep so that nothing typed is lost. What was never sent becomes one change: a day offline stays small.
  kept(): KeptText | undefined {
    const updates = sendableUpdates(this.state);
    if (!updates.length) return undefined;
    const pending: Pending[] = [];
    let unsent: ChangeSet | undefined;
    for (const one of updates) {
      const id = this.#id(one.origin);
      if (this.#sent.has(id)) pending.push({ id, changes: one.changes.toJSON() as Changes, sent: true });
      else unsent = unsent ? unsent.compose(one.changes) : one.changes;
    }
    if (unsent) pending.push({ id: this.fresh_id(), changes: unsent.toJSON() as Changes, sent: false });
    return { version: this.version, doc: this.synced.toString(), pending, held: this.held };
  }

  /// Starts again from what was kept. Throws RangeError when it does not fit its own text.
  restore(kept: KeptText): void {
    this.held = kept.held;
    this.reset(kept.version, kept.doc);
    for (const one of kept.pending) {
      const transaction = this.state.update({ changes: ChangeSet.fromJSON(one.changes) });
      this.#ids.set(transaction, one.id);
      if (one.sent) this.#sent.add(one.id);
      this.state = transaction.state;
    }
    for (const surface of this.#surfaces) surface.replace(this.state);
    this.on_typed(this);
  }

  /// Forgets what is not sent, and stands as the server says.
  reset(version: number, words: string): void {
    this.synced = text_of(words);
    this.#past = [];
    this.in_flight = false;
    this.awaited = undefined;
    this.state = this.#made(version, this.synced);
    for (const surface of this.#surfaces) surface.replace(this.state);
  }

  /// Suggestion mode: what was typed, as changes of `synced`, one a place.
  draft_pieces(): { from: number; to: number; insert: string }[] {
    const pieces: { from: number; to: number; insert: string }[] = [];
    this.draft()?.iterChanges((from, to, _from, _to, insert) => pieces.push({ from, to, insert: insert.toString() }));
    return pieces;
  }

  /// Takes out of the text what was typed and not written.
  drop_draft(): void { if (this.waiting) this.reset(this.version, this.synced.toString()); }

  /// A place of the text shown, in the text the server has.
  in_synced(place: number): number {
    const draft = this.draft();
    return draft ? draft.invertedDesc.mapPos(place, -1) : place;
  }
}

const is_low = (unit: number): boolean => (unit & 0xfc00) === 0xdc00;
const is_high = (unit: number): boolean => (unit & 0xfc00) === 0xd800;

/// The one change that makes `after` of `before`, as short as a common start and end allow; never inside a character.
export function difference(before: string, after: string): { from: number; to: number; insert: Text } | undefined {
  if (before === after) return undefined;
  let start = 0;
  const shortest = Math.min(before.length, after.length);
  while (start < shortest && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  if (start > 0 && is_high(before.charCodeAt(start - 1))) start--;
  let end = 0;
  while (end < shortest - start && before.charCodeAt(before.length - 1 - end) === after.charCodeAt(after.length - 1 - end)) end++;
  if (end > 0 && is_low(before.charCodeAt(before.length - end))) end--;
  return { from: start, to: before.length - end, insert: text_of(after.slice(start, after.length - end)) };
}
