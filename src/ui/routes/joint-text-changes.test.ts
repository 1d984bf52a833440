import { Delta } from 'quill/core.js';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { textField } from '#domain/text.ts';
import { applyOps, type Op, shownOps } from './joint-text-changes.ts';

const open = (delta: Op[] = []) => {
  const text = new Y.Doc().getText(textField);
  text.applyDelta(delta);
  return text;
};
const apply = (text: Y.Text, ...ops: Op[]) => applyOps(text, ops, () => undefined);

test('opening a text adds a line feed to what is shown, and nothing to the document', () => {
  const text = open([{ insert: 'one\ntwo' }]);
  expect(shownOps(text).map(({ insert }) => insert)).toEqual(['one', '\n', 'two', '\n']);
  expect(text.toString()).toBe('one\ntwo');
});

test('the last line becomes a list item by a line feed of its own, once', () => {
  const text = open([{ insert: 'one' }]);
  apply(text, { retain: 3 }, { retain: 1, attributes: { list: 'bullet' } });
  expect(shownOps(text)).toEqual([{ insert: 'one' }, { insert: '\n', attributes: { list: 'bullet' } }]);
  apply(text, { retain: 3 }, { retain: 1, attributes: { list: 'ordered' } });
  expect(text.toString()).toBe('one\n');
});

test('deleting all that is shown deletes what the document has, and no more', () => {
  const text = open([{ insert: 'one' }]);
  apply(text, { delete: 4 });
  expect(text.toString()).toBe('');
});

test('a heading that was a list item for somebody else at once is a heading wholly, and can be taken back', () => {
  const text = open([{ insert: 'x' }, { insert: '\n', attributes: { list: 'bullet', indent: 2 } }]);
  apply(text, { retain: 1 }, { retain: 1, attributes: { header: 2 } });
  expect(text.toDelta().at(-1)).toEqual({ insert: '\n', attributes: { header: 2 } });
  apply(text, { retain: 1 }, { retain: 1, attributes: { header: null } });
  expect(text.toDelta()).toEqual([{ insert: 'x\n' }]);
});

test('words that are typed beside bold ones are bold only when the editor says so', () => {
  const text = open([{ insert: 'bold', attributes: { bold: true } }]);
  apply(text, { retain: 4 }, { insert: ' plain' });
  expect(text.toDelta()).toEqual([{ insert: 'bold', attributes: { bold: true } }, { insert: ' plain' }]);
});

test('a long paste comes in several updates, and an undo in parts that fit into a message', () => {
  const text = open();
  const undos = new Y.UndoManager(text, { trackedOrigins: new Set(['typed']) });
  const sizes: number[] = [];
  text.doc?.on('update', (update: Uint8Array) => sizes.push(update.length));
  const paste = 'Ґ'.repeat(450_000);
  applyOps(text, [{ insert: paste }], () => undos.stopCapturing());
  expect(text.toString()).toBe(paste);
  applyOps(text, [{ delete: paste.length }], () => undos.stopCapturing());
  for (let steps = 0; undos.undoStack.length > 0 && steps < 100; steps += 1) undos.undo();
  for (let steps = 0; undos.redoStack.length > 0 && steps < 100; steps += 1) undos.redo();
  expect(Math.max(...sizes)).toBeLessThan(300_000);
});

/** A random generator of its own seed (mulberry32), so that a failure can be seen again. */
function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** What an editor would say of one thing that a person does to what is shown. */
function someOps(text: Y.Text, word: string, random: (below: number) => number): Op[] {
  const shown = new Delta(shownOps(text));
  const length = shown.length();
  const at = random(length);
  const ends = [
    ...shownOps(text)
      .map(({ insert }) => String(insert))
      .join(''),
  ].flatMap((unit, index) => (unit === '\n' ? [index] : []));
  const line = ends[random(ends.length)] ?? 0;
  const blocks = [
    { list: 'bullet' },
    { list: 'ordered' },
    { header: 2, list: null },
    { blockquote: true },
    { list: null },
  ];
  switch (random(6)) {
    case 0:
      return [{ retain: at }, { insert: '\n' }];
    case 1:
      return [{ retain: line }, { retain: 1, attributes: blocks[random(blocks.length)] ?? {} }];
    case 2:
      return [
        { retain: at },
        { retain: Math.min(5, length - at), attributes: { bold: random(2) === 0 ? true : null } },
      ];
    case 3:
      return [{ retain: at }, { delete: Math.min(random(4), length - at) }];
    default:
      return [{ retain: at }, { insert: word }];
  }
}

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));

test(`two phones that type, split, list and format apart are equal when they meet, and hold every word (seed ${seed})`, () => {
  const random = randomOf(seed);
  for (let round = 0; round < 30; round += 1) {
    const sides = [open(), open()] as const;
    const kept = new Set<number>();
    let words = 0;
    for (let meeting = 0; meeting < 4; meeting += 1) {
      for (const side of sides)
        for (let step = 0; step < 25; step += 1) {
          // A word is one sign that is never typed twice, so that only a deletion can make it missing.
          const word = 0x4e00 + words;
          const ops = someOps(side, String.fromCharCode(word), random);
          const before = side.toString();
          apply(side, ...ops);
          words += 1;
          if (ops.some(({ insert }) => insert === String.fromCharCode(word))) kept.add(word);
          for (const unit of new Set(before)) if (!side.toString().includes(unit)) kept.delete(unit.charCodeAt(0));
        }
      meet(...sides);
    }
    const [one, other] = sides;
    expect(one.toDelta()).toEqual(other.toDelta());
    expect(shownOps(one)).toEqual(shownOps(other));
    const missing = [...kept].filter((word) => !one.toString().includes(String.fromCharCode(word)));
    expect(missing, `round ${round}`).toEqual([]);
  }
});

function meet(one: Y.Text, other: Y.Text): void {
  const docs = [one.doc, other.doc];
  const updates = docs.map((doc) => (doc ? Y.encodeStateAsUpdate(doc) : new Uint8Array()));
  for (const doc of docs) for (const update of updates) if (doc) Y.applyUpdate(doc, update);
}
