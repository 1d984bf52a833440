import { wallClock } from '#domain/days.ts';
import type { TextUpdate, TextVersion } from '#domain/report/schema.ts';
import { runsOfVersion } from '#domain/report/version-formats.ts';
import { type Run, runsOf } from '#domain/rich-text.ts';
import { openText, textField } from '#domain/text.ts';
import { diffWords, type Piece } from '#domain/text-diff.ts';
import { type HistorySitting, readHistory, type TextHistory } from '#domain/text-history.ts';
import { getExchange, isDownloaded, participantsById } from '#store/queries/exchange.ts';
import { listTextRows, listVersions, placeOfText, type TextPlace } from '#store/queries/report.ts';
import type { Store } from '#store/store.ts';

/** One line of a text's history: a sitting of somebody, or a version with a name. Times are ms since the epoch. */
export type Entry = {
  /** Stands in the address; a sitting keeps it when its edits are merged. */
  key: string;
  kind: 'sitting' | TextVersion['reason'];
  authorId: string | null;
  from: number;
  to: number;
  /** For a restore: when the text had stood like that. */
  restored: number | null;
  /** Characters; null where the list does not count them. */
  counts: { added: number; removed: number } | null;
  rowIds: string[];
  /** When the version before this one was kept; null for the first one, and for a sitting. */
  previous: number | null;
  words(): string;
  /** The words with their formats; null where only the words were kept. */
  runs(): Run[] | null;
  /** The words, with what changed since the state before marked. */
  pieces(): Piece[];
};

export async function readTextHistory(store: Store, textId: string) {
  const [exchange, place, downloaded, people, rows, versions] = await Promise.all([
    getExchange(store),
    placeOfText(store, textId),
    isDownloaded(store),
    participantsById(store),
    listTextRows(store, textId),
    listVersions(store, textId),
  ]);
  const zone = exchange?.hostZone ?? 'UTC';
  return { textId, zone, exchange, place, downloaded, people, ...readEntries(rows, versions) };
}
export type TextHistoryData = Awaited<ReturnType<typeof readTextHistory>> & { place: TextPlace };

/** The newest first; a version that was kept just before a sitting stands below it. */
function readEntries(rows: TextUpdate[], versions: TextVersion[]): { entries: Entry[]; now: string } {
  const history = readHistory(rows);
  const entries = [
    ...versions.map((version, index) => versionEntry(version, versions[index - 1])),
    ...history.sittings.map((sitting, index) => sittingEntry(sitting, history, index)),
  ];
  return { entries: entries.sort((a, b) => a.from - b.from).reverse(), now: history.wordsAfter(Number.MAX_VALUE) };
}

function sittingEntry(sitting: HistorySitting, history: TextHistory, index: number): Entry {
  const { authorId, from, to, restored, added, removed, rows } = sitting;
  return {
    key: rows[0]?.id ?? '',
    kind: 'sitting',
    authorId,
    from: Date.parse(from),
    to: Date.parse(to),
    restored: restored === undefined ? null : Date.parse(restored),
    counts: { added, removed },
    rowIds: rows.map(({ id }) => id),
    previous: null,
    words: () => history.wordsAfter(index),
    runs: () => runsAfter(history, index),
    pieces: () => history.piecesOf(index),
  };
}

/** Null where sittings that overlap in time make the words of one moment others than those of the edits until then. */
function runsAfter(history: TextHistory, index: number): Run[] | null {
  const rows = history.sittings.slice(0, index + 1).flatMap((sitting) => sitting.rows);
  const text = openText(rows.map(({ update }) => update)).getText(textField);
  return text.toString() === history.wordsAfter(index) ? runsOf(text.toDelta()) : null;
}

function versionEntry(version: TextVersion, previous: TextVersion | undefined): Entry {
  const { id, reason, authorId, at, words } = version;
  return {
    key: id,
    kind: reason,
    authorId,
    from: Date.parse(at),
    to: Date.parse(at),
    restored: null,
    counts: null,
    rowIds: [id],
    previous: previous ? Date.parse(previous.at) : null,
    words: () => words,
    runs: () => runsOfVersion(version),
    pieces: () => (previous ? diffWords(previous.words, words) : [{ change: 'kept', text: words }]),
  };
}

/** By day of the host's clock, in the order of the entries. */
export function entriesByDay(entries: readonly Entry[], zone: string): Map<string, Entry[]> {
  return Map.groupBy(entries, ({ from }) => wallClock(from, zone).day);
}

/** Characters that came and went between the pieces, as a reader counts them. */
export function countPieces(pieces: readonly Piece[]): { added: number; removed: number } {
  const count = (wanted: Piece['change']) =>
    pieces.reduce((sum, { change, text }) => (change === wanted ? sum + Array.from(text).length : sum), 0);
  return { added: count('added'), removed: count('removed') };
}
