import type * as Y from 'yjs';
import { blockFormatsOf, type Run, runsOf } from '#domain/rich-text.ts';
import { piecesOf } from '#domain/text-pieces.ts';
import { typed } from './joint-text.ts';

/** What an editor says of a change, from the start of the text to its end, in the way of Quill's Delta. */
export type Op = {
  insert?: string | Record<string, unknown>;
  retain?: number | Record<string, unknown>;
  delete?: number;
  attributes?: Record<string, unknown>;
};

/** UTF-16 units that one transaction changes (each becomes an update that fits into a message) … */
const stepLength = 20_000;
/** … and that one undo brings back: it is one transaction, and has to fit too. */
const undoLength = 100_000;

type Step = { size: number; run: () => void };

/**
 * The text as an editor shows it. The editor ends each text with a line feed. The document has one there only when that
 * line is more than a plain paragraph: opening a text must not change it.
 */
export function shownOps(text: Y.Text): Op[] {
  const runs = runsOf(text.toDelta());
  const ops: Op[] = runs.map((run) => toOp({ ...run, text: run.text.replaceAll('\r', ' ') }));
  const last = runs.at(-1);
  const isEnded = last?.text === '\n' && Object.keys(last.formats).length > 0;
  return isEnded ? ops : [...ops, { insert: '\n' }];
}

function toOp({ text, formats }: Run): Op {
  return Object.keys(formats).length > 0 ? { insert: text, attributes: formats } : { insert: text };
}

/**
 * Makes a person's change in the document, in as many transactions as its size asks for.
 * @param cutUndo called where an undo is to stop
 */
export function applyOps(text: Y.Text, ops: readonly Op[], cutUndo: () => void): void {
  let sinceCut = 0;
  for (const batch of batchesOfSteps(stepsOf(text, ops))) {
    const size = batch.reduce((sum, step) => sum + step.size, 0);
    sinceCut += size;
    if (sinceCut > undoLength) {
      cutUndo();
      sinceCut = size;
    }
    text.doc?.transact(() => {
      for (const step of batch) step.run();
    }, typed);
  }
}

function stepsOf(text: Y.Text, ops: readonly Op[]): Step[] {
  let at = 0;
  return ops.flatMap((op): Step[] => {
    const from = at;
    if (typeof op.insert === 'string') {
      const steps = insertions(text, from, op.insert, op.attributes);
      at += op.insert.length;
      return steps;
    }
    if (op.delete !== undefined) return deletions(text, from, op.delete);
    const length = typeof op.retain === 'number' ? op.retain : 1;
    at += length;
    const { attributes } = op;
    return attributes ? [{ size: length, run: () => format(text, from, length, attributes) }] : [];
  });
}

/** Half an emoji can't be sent: a sign stands in its place, in the document and then on the screen. */
function insertions(text: Y.Text, from: number, words: string, attributes: Op['attributes']): Step[] {
  let at = from;
  return alike(runsOf([{ insert: words.toWellFormed(), attributes }])).flatMap(({ text: run, formats }) =>
    piecesOf(run).map((piece) => {
      const place = at;
      at += piece.length;
      return { size: piece.length, run: () => text.insert(Math.min(place, text.length), piece, { ...formats }) };
    }),
  );
}

/** Lines without formats are one run with their line feeds: a paste of a thousand lines is not a thousand insertions. */
function alike(runs: readonly Run[]): Run[] {
  const joined: Run[] = [];
  for (const run of runs) {
    const last = joined.at(-1);
    if (last && isPlain(last) && isPlain(run)) last.text += run.text;
    else joined.push({ ...run });
  }
  return joined;
}

const isPlain = ({ formats }: Run) => Object.keys(formats).length === 0;

/** The editor's last line feed may be none of the document's, and then can't be deleted from it. */
function deletions(text: Y.Text, at: number, length: number): Step[] {
  const steps: Step[] = [];
  for (let left = length; left > 0; left -= stepLength) {
    const size = Math.min(left, stepLength);
    steps.push({ size, run: () => text.delete(at, Math.max(0, Math.min(size, text.length - at))) });
  }
  return steps;
}

/** Formats up to the document's end; a format of the editor's last line feed makes it one of the document's. */
function format(text: Y.Text, at: number, length: number, attributes: Record<string, unknown>): void {
  const formats = withExclusive(attributes);
  const within = Math.min(length, text.length - at);
  if (within > 0) text.format(at, within, formats);
  const block = blockFormatsOf(attributes);
  if (at + length > text.length && Object.keys(block).length > 0) text.insert(text.length, '\n', block);
}

/** A line is one kind of block: what two people at once made of it may be two, of which only one is shown. */
function withExclusive(attributes: Record<string, unknown>): Record<string, unknown> {
  const isBlock = ['header', 'list', 'blockquote'].some((name) => name in attributes);
  if (!isBlock) return attributes;
  const indent = attributes.list ? {} : { indent: null };
  return { header: null, list: null, blockquote: null, ...indent, ...attributes };
}

function batchesOfSteps(steps: readonly Step[]): Step[][] {
  const batches: Step[][] = [];
  let room = 0;
  for (const step of steps) {
    room -= step.size;
    const batch = batches.at(-1);
    if (batch && room >= 0) batch.push(step);
    else {
      batches.push([step]);
      room = stepLength - step.size;
    }
  }
  return batches;
}
