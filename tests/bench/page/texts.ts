import * as Y from 'yjs';
import { bytesToBase64 } from '#domain/base64.ts';
import { openText, textField, textOf } from '#domain/text.ts';
import { listTextUpdates } from '#store/queries/report.ts';
import { listRows } from '#store/queries/rows.ts';
import { appendText } from '#store/text.ts';
import type { Phone } from '../../load/seed.ts';
import { type BenchPhone, openPhone, time } from './phone.ts';

const characters = 5000;
/** What is gathered while somebody types fast. */
const piece = 20;

export type Joined = {
  readonly ms: number /** On the wire, bodies only, packed as they went. */;
  readonly bytes: number;
};

/** Two phones write into one section apart, and meet: until each has all that the other has written. */
export async function joinTexts(first: Phone, second: Phone): Promise<Joined> {
  const wire = countWire();
  const phones = [openPhone(first, { fetch: wire.fetch }), openPhone(second, { fetch: wire.fetch })] as const;
  for (const { loop } of phones) await loop.runNow();
  const [section] = await listRows(phones[0].store, 'section');
  if (!section) throw new Error('there is no section');
  for (const [index, phone] of phones.entries()) await type(phone, section.id, index);
  const before = wire.bytes();
  const ms = await time(async () => {
    // The first once more, for what the second has brought.
    for (const { loop } of [...phones, phones[0]]) await loop.runNow();
  });
  const bytes = wire.bytes() - before;
  const [mine, theirs] = await Promise.all(
    phones.map(async ({ store }) => textOf(await listTextUpdates(store, section.id))),
  );
  for (const phone of phones) await phone.close();
  if (mine !== theirs || (mine ?? '').length < 2 * characters) throw new Error('the texts have not met');
  return { ms, bytes };
}

async function type({ store }: BenchPhone, textId: string, author: number): Promise<void> {
  const doc = openText(await listTextUpdates(store, textId));
  const text = doc.getText(textField);
  const words = wordsOf(author);
  for (let at = 0; at < characters; at += piece) {
    const before = Y.encodeStateVector(doc);
    text.insert(text.length, words.slice(at, at + piece));
    await appendText(store, textId, bytesToBase64(Y.encodeStateAsUpdate(doc, before)));
  }
}

/** The same words in two bare documents, whose updates go as they are through a server that only hands them on. */
export async function joinTextsFloor(origin: string): Promise<Joined> {
  const docs = [new Y.Doc(), new Y.Doc()] as const;
  for (const [index, doc] of docs.entries()) {
    const words = wordsOf(index);
    const text = doc.getText(textField);
    for (let at = 0; at < characters; at += piece) text.insert(text.length, words.slice(at, at + piece));
  }
  let bytes = 0;
  const ms = await time(async () => {
    for (const [index, doc] of docs.entries()) {
      const update = new Uint8Array(Y.encodeStateAsUpdate(doc));
      await fetch(`${origin}/keep`, { method: 'POST', body: update });
      const kept = new Uint8Array(await (await fetch(`${origin}/kept`)).arrayBuffer());
      bytes += update.length + kept.length;
      Y.applyUpdate(docs[1 - index] ?? doc, kept);
    }
  });
  const [mine, theirs] = docs.map((doc) => doc.getText(textField).toString());
  if (mine !== theirs) throw new Error('the texts have not met');
  return { ms, bytes };
}

const vocabulary =
  'the museum workshop editors library photos article community volunteers training campaign partner city agreed wrote asked learned and with for from about after before because which how many new old small first next together'.split(
    ' ',
  );

/** The same for every round, and other words for each author: a generator of Park and Miller. */
function wordsOf(author: number): string {
  let state = 4711 + author;
  let words = '';
  while (words.length < characters) {
    state = (state * 48_271) % 2_147_483_647;
    words += `${vocabulary[state % vocabulary.length]}${state % 11 === 0 ? '.' : ''} `;
  }
  return words.slice(0, characters);
}

function countWire() {
  let sent = 0;
  performance.clearResourceTimings();
  performance.setResourceTimingBufferSize(10_000);
  return {
    async fetch(request: Request) {
      sent += (await request.clone().arrayBuffer()).byteLength;
      return window.fetch(request);
    },
    bytes() {
      const answers = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
      return sent + answers.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0);
    },
  };
}
