import * as Y from 'yjs';
import { base64ToBytes } from './base64.ts';
import type { TextUpdate } from './report/schema.ts';

/** Who goes on writing after a longer pause than this (ms) begins another sitting. */
const sittingPause = 30 * 60_000;

/** What one person wrote without a long pause. Instants are ISO 8601 UTC, by the clock of the author's device. */
export type Sitting = {
  readonly authorId: string;
  readonly from: string;
  to: string;
  /** Set where the sitting is a restore: when the text had stood like that. */
  readonly restored: string | undefined;
  readonly rows: TextUpdate[];
};

/** The sittings of a text in order, and for each of its letters in which of them it came and went. */
export type TextTrace = { sittings: Sitting[]; typed: Letters; wiped: Letters };

/** A number for each letter, by the name that Yjs gives it for good: the client that typed it and its place there. */
class Letters {
  readonly #clients = new Map<number, Map<number, number>>();

  get(client: number, clock: number): number | undefined {
    return this.#clients.get(client)?.get(clock);
  }

  /** Of several numbers that a letter is given the lowest stays: two may take out the same word while apart. */
  add({ client, clock }: Letter, value: number): void {
    const known = this.#clients.get(client) ?? new Map<number, number>();
    this.#clients.set(client, known);
    known.set(clock, Math.min(known.get(clock) ?? value, value));
  }

  /** The letters of a range that have a number; the range may claim to be far longer than any text. */
  within({ client, clock, length }: Range): Letter[] {
    const known = this.#clients.get(client);
    if (!known) return [];
    const clocks = length > known.size ? [...known.keys()] : Array.from({ length }, (_, index) => clock + index);
    return clocks
      .filter((candidate) => candidate >= clock && candidate < clock + length && known.has(candidate))
      .map((candidate) => ({ client, clock: candidate }));
  }
}

type Letter = { client: number; clock: number };
type Range = Letter & { length: number };
type Edit = { row: TextUpdate; typed: Letter[]; wiped: Range[] };

/** A text's updates by sitting, the earliest first. The same rows give the same sittings on every device. */
export function sittingsOf(rows: readonly TextUpdate[]): Sitting[] {
  return traceText(rows).sittings;
}

/**
 * Two who write at the same time have a sitting each. Only where somebody takes out what the other has written meanwhile
 * does a new sitting begin, so that no letter goes in a sitting before the one that it came in.
 */
export function traceText(rows: readonly TextUpdate[]): TextTrace {
  const trace: TextTrace = { sittings: [], typed: new Letters(), wiped: new Letters() };
  const latest = new Map<string, number>();
  for (const edit of inOrder(rows.map(readEdit))) {
    const { row } = edit;
    const open = latest.get(row.authorId);
    const goesOn = open !== undefined && continues(trace.sittings[open], row) && wipesUpTo(trace, edit, open);
    const index = goesOn ? open : trace.sittings.push(startSitting(row)) - 1;
    latest.set(row.authorId, index);
    const sitting = trace.sittings[index];
    if (goesOn && sitting) {
      sitting.rows.push(row);
      if (row.at > sitting.to) sitting.to = row.at;
    }
    for (const letter of edit.typed) trace.typed.add(letter, index);
    for (const range of edit.wiped) {
      for (const letter of trace.typed.within(range)) trace.wiped.add(letter, index);
    }
  }
  return trace;
}

function startSitting(row: TextUpdate): Sitting {
  return { authorId: row.authorId, from: startOf(row), to: row.at, restored: row.restored, rows: [row] };
}

/** A restore stands alone; a long one comes in several updates of one instant. */
function continues(sitting: Sitting | undefined, row: TextUpdate): boolean {
  if (!sitting || sitting.restored !== row.restored) return false;
  if (row.restored !== undefined) return sitting.to === row.at;
  return Date.parse(startOf(row)) - Date.parse(sitting.to) <= sittingPause;
}

function wipesUpTo({ typed }: TextTrace, edit: Edit, index: number): boolean {
  return edit.wiped.every((range) =>
    typed.within(range).every(({ client, clock }) => (typed.get(client, clock) ?? 0) <= index),
  );
}

/** Also where the clock of a device was moved back while somebody wrote. */
function startOf({ since, at }: TextUpdate): string {
  return since !== undefined && since < at ? since : at;
}

/** By time, but never before an edit whose letters it takes out: no device's clock decides what came first (S5). */
function inOrder(edits: Edit[]): Edit[] {
  const byTime = edits.toSorted((a, b) => (sortKey(a.row) < sortKey(b.row) ? -1 : 1));
  const origins = new Letters();
  for (const [index, { typed }] of byTime.entries()) for (const letter of typed) origins.add(letter, index);
  const ordered = new Set<Edit>();
  const begun = new Set<Edit>();
  const place = (edit: Edit) => {
    if (begun.has(edit)) return;
    begun.add(edit);
    const letters = edit.wiped.flatMap((range) => origins.within(range));
    for (const index of new Set(letters.map(({ client, clock }) => origins.get(client, clock) ?? 0))) {
      const earlier = byTime[index];
      if (earlier) place(earlier);
    }
    ordered.add(edit);
  };
  for (const edit of byTime) place(edit);
  return [...ordered];
}

function sortKey(row: TextUpdate): string {
  return `${startOf(row)} ${row.at} ${row.id}`;
}

function readEdit(row: TextUpdate): Edit {
  const { structs, ds } = Y.decodeUpdate(base64ToBytes(row.update));
  const typed = structs.flatMap((struct) =>
    struct instanceof Y.Item && struct.content instanceof Y.ContentString
      ? Array.from({ length: struct.length }, (_, index) => ({
          client: struct.id.client,
          clock: struct.id.clock + index,
        }))
      : [],
  );
  const wiped = Array.from(ds.clients, ([client, ranges]) =>
    ranges.map(({ clock, len }) => ({ client, clock, length: len })),
  ).flat();
  return { row, typed, wiped };
}
