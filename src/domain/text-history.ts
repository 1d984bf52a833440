import * as Y from 'yjs';
import type { TextUpdate } from './report/schema.ts';
import { openText, textField } from './text.ts';
import { joinPieces, type Piece } from './text-diff.ts';
import { type Sitting, type TextTrace, traceText } from './text-sittings.ts';

export type HistorySitting = Sitting & {
  /** Characters that came and went in it, as a reader counts them; what came and went within it counts as neither. */
  added: number;
  removed: number;
};

/** Who wrote what when in a joint text, from nothing but its updates: it works offline, and with unsent edits too. */
export type TextHistory = {
  /** Earliest first. */
  readonly sittings: readonly HistorySitting[];
  /** The text after a sitting, with what that sitting added and removed marked in its place. */
  piecesOf(index: number): Piece[];
  /** The words after a sitting. */
  wordsAfter(index: number): string;
};

/** Letters that came in one sitting and went in another (or `Infinity`: are still there), in the order of the text. */
type Run = { text: string; typed: number; wiped: number };

export function readHistory(rows: readonly TextUpdate[]): TextHistory {
  const trace = traceText(rows);
  const doc = openText(
    rows.map(({ update }) => update),
    { gc: false },
  );
  const runs = runsOf(doc, trace);
  const sum = (of: (run: Run) => boolean) =>
    runs.filter(of).reduce((count, { text }) => count + Array.from(text).length, 0);
  return {
    sittings: trace.sittings.map((sitting, index) => ({
      ...sitting,
      added: sum(({ typed, wiped }) => typed === index && wiped > index),
      removed: sum(({ typed, wiped }) => wiped === index && typed < index),
    })),
    piecesOf: (index) => joinPieces(runs.flatMap((run) => pieceAt(run, index))),
    wordsAfter: (index) =>
      runs
        .filter(({ typed, wiped }) => typed <= index && wiped > index)
        .map(({ text }) => text)
        .join(''),
  };
}

function pieceAt({ text, typed, wiped }: Run, index: number): Piece[] {
  if (typed > index || wiped < index) return [];
  if (wiped === index) return typed === index ? [] : [{ change: 'removed', text }];
  return [{ change: typed === index ? 'added' : 'kept', text }];
}

function runsOf(doc: Y.Doc, { typed, wiped }: TextTrace): Run[] {
  const runs: Run[] = [];
  for (let item = doc.getText(textField)._start; item; item = item.right) {
    if (!(item.content instanceof Y.ContentString)) continue;
    const { client, clock } = item.id;
    for (const [index, unit] of item.content.str.split('').entries()) {
      const came = typed.get(client, clock + index) ?? 0;
      const went = wiped.get(client, clock + index) ?? Number.POSITIVE_INFINITY;
      const last = runs.at(-1);
      if (last && last.typed === came && last.wiped === went) last.text += unit;
      else runs.push({ text: unit, typed: came, wiped: went });
    }
  }
  return runs;
}
