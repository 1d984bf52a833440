import { createHash } from 'node:crypto';
import { bytesToBase64 } from '#domain/base64.ts';
import { openText, textField } from '#domain/text.ts';
import { storeBytes } from '#store/blobs.ts';
import { listTextUpdates } from '#store/queries/report.ts';
import { listRows } from '#store/queries/rows.ts';
import type { Store } from '#store/store.ts';
import { appendText } from '#store/text.ts';
import { sampleExpense, sampleObjective, sampleReceipt } from '../fixtures.ts';
import type { Ledger } from './ledger.ts';

/** What a person enters, as the screens would write it. Each goes into the ledger once the store has said “saved”. */
type Entering = { store: Store; random: () => number; ledger: Ledger };

export async function enterSomething(entering: Entering): Promise<void> {
  const choice = entering.random();
  if (choice < 0.35) await addObjective(entering);
  else if (choice < 0.5) await editObjective(entering);
  else if (choice < 0.75) await writeParagraph(entering);
  else await addReceipt(entering, 40_000 + Math.floor(entering.random() * 1_200_000));
}

async function addObjective({ store, ledger }: Entering): Promise<void> {
  const id = store.newId();
  const title = `Objective ${id}`;
  assertAccepted(await store.mutate('objective.add', sampleObjective(id, title)));
  ledger.writes += 1;
  ledger.rows.set(`objective/${id}`, { title });
}

/** One that this device has made itself: nobody else decides how it reads in the end. */
async function editObjective({ store, random, ledger }: Entering): Promise<void> {
  const own = [...ledger.rows.keys()].filter((key) => key.startsWith('objective/'));
  const key = own[Math.floor(random() * own.length)];
  if (key === undefined) return;
  const title = `Edited ${store.newId()}`;
  assertAccepted(await store.mutate('objective.edit', { id: key.slice('objective/'.length), changes: { title } }));
  ledger.writes += 1;
  ledger.rows.set(key, { title });
}

export async function writeParagraph({ store, random, ledger }: Entering): Promise<void> {
  const sections = await listRows(store, 'section');
  const section = sections[Math.floor(random() * sections.length)];
  if (!section) throw new Error('the sample exchange has a report');
  const doc = openText(await listTextUpdates(store, section.id));
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  const word = `<${store.newId()}>`;
  const text = doc.getText(textField);
  text.insert(text.length, `\n${word} Words of a day.`);
  for (const update of updates) assertAccepted(await appendText(store, section.id, bytesToBase64(update)));
  ledger.writes += 1;
  ledger.paragraphs.push({ textId: section.id, word });
}

/** @param size bytes of the photo */
export async function addReceipt({ store, random, ledger }: Entering, size: number): Promise<string> {
  const { context } = store;
  const file = { bytes: photoOf(size, random), type: 'image/jpeg' } as const;
  const { hash } = await storeBytes(store.db, context.exchangeId, file, store.now());
  const expense = sampleExpense(store.newId(), context.participantId);
  const receipt = { ...sampleReceipt(store.newId(), expense.id, hash, context.participantId), size };
  assertAccepted(
    await store.mutateAll([
      { name: 'expense.add', args: expense },
      { name: 'receipt.add', args: receipt },
    ]),
  );
  ledger.writes += 2;
  ledger.rows.set(`expense/${expense.id}`, {});
  ledger.rows.set(`receipt/${receipt.id}`, { blob: hash });
  ledger.photos.add(hash);
  return hash;
}

/** Bytes that begin like a JPEG and are like no other photo's. */
function photoOf(size: number, random: () => number): ArrayBuffer {
  const bytes = new Uint8Array(new ArrayBuffer(size));
  let at = 0;
  for (let block = createHash('sha256').update(String(random())).digest(); at < size; at += block.length) {
    bytes.set(block.subarray(0, Math.min(block.length, size - at)), at);
    block = createHash('sha256').update(block).digest();
  }
  bytes.set([0xff, 0xd8, 0xff, 0xe0]);
  return bytes.buffer;
}

function assertAccepted(rejection: { code: string } | undefined): void {
  if (rejection) throw new Error(`a write of the trial was refused on the device: ${rejection.code}`);
}
