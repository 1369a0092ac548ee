// What a live document tells the page that shows it.
import type { Person, State } from "./protocol";
import type { LiveText } from "./text";

/// saved: the server has every word. saving: on its way. offline, signed_out: kept in this device. unsafe: not even there.
/// plain: something between us lets pages through and not this. gone: no longer ours to write.
export type Standing = "opening" | "saved" | "saving" | "offline" | "signed_out" | "refused" | "unsafe" | "plain" | "gone";

/// Two texts that no longer meet by themselves: someone chooses.
export interface Parted { name: string; base: string; mine: string; theirs: string; version: number }

export interface Watcher {
  stands(standing: Standing, why: string): void;
  /// A text appeared: a step someone added.
  text_appeared(text: LiveText): void;
  people(people: Person[]): void;
  talked(): void;
  parted(texts: Parted[]): void;
  opened(state: State): void;
  /// What one may do here is no longer what it was when the page opened.
  may_changed(): void;
  /// Someone else changed a text.
  heard(name: string, by: string, text: string): void;
}
