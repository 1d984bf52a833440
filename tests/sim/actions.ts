import { bytesToBase64 } from '#domain/base64.ts';
import { openText, textField } from '#domain/text.ts';
import { storeBytes } from '#store/blobs.ts';
import { listTextUpdates } from '#store/queries/report.ts';
import { listRows } from '#store/queries/rows.ts';
import type { Store } from '#store/store.ts';
import { appendText } from '#store/text.ts';
import { sampleExpense, sampleObjective, sampleReceipt, sampleSession } from '../fixtures.ts';

/** What must be found in the end: everything that a person was told is saved. */
export type Ledger = { expenses: string[]; photos: string[]; words: { textId: string; word: string }[] };

export type Acting = { store: Store; random: () => number; ledger: Ledger; sectionIds: readonly string[] };

function pick<T>(random: () => number, items: readonly T[]): T | undefined {
  return items[Math.floor(random() * items.length)];
}

async function addObjective({ store }: Acting): Promise<void> {
  await store.mutate('objective.add', sampleObjective(store.newId(), 'from a train'));
}

async function editObjective({ store, random }: Acting): Promise<void> {
  const objective = pick(random, await listRows(store, 'objective'));
  if (!objective) return;
  const changes = random() < 0.5 ? { title: `edited ${store.newId()}` } : { indicator: `seen ${store.newId()}` };
  await store.mutate('objective.edit', { id: objective.id, changes });
}

async function removeObjective({ store, random }: Acting): Promise<void> {
  const objective = pick(random, await listRows(store, 'objective'));
  if (objective) await store.mutate('objective.remove', { id: objective.id });
}

async function addSession({ store, random }: Acting): Promise<void> {
  const objectives = await listRows(store, 'objective');
  const served = pick(random, objectives);
  await store.mutate('session.add', { ...sampleSession(store.newId()), objectiveIds: served ? [served.id] : [] });
}

async function moveSession({ store, random }: Acting): Promise<void> {
  const session = pick(random, await listRows(store, 'session'));
  const day = pick(random, ['2026-05-12', '2026-05-13', '2026-05-14']);
  if (!session || !day) return;
  const hour = 8 + Math.floor(random() * 10);
  const at = (h: number) => `${String(h).padStart(2, '0')}:00`;
  await store.mutate('session.move', { id: session.id, day, start: at(hour), end: at(hour + 1) });
}

async function markSession({ store, random }: Acting): Promise<void> {
  const session = pick(random, await listRows(store, 'session'));
  if (session) await store.mutate('session.mark', { id: session.id, state: random() < 0.7 ? 'done' : 'dropped' });
}

async function captureReceipt({ store, random, ledger }: Acting): Promise<void> {
  const size = 20_000 + Math.floor(random() * 600_000);
  const bytes = new Uint8Array(size);
  for (let at = 0; at < size; at += 997) bytes[at] = Math.floor(random() * 256);
  bytes.set([0xff, 0xd8, 0xff, 0xe0]);
  const file = { bytes: bytes.buffer, type: 'image/jpeg' } as const;
  const { hash } = await storeBytes(store.db, store.context.exchangeId, file, store.now());
  const expense = sampleExpense(store.newId(), store.context.participantId);
  const receipt = sampleReceipt(store.newId(), expense.id, hash, store.context.participantId);
  const rejection = await store.mutateAll([
    { name: 'expense.add', args: expense },
    { name: 'receipt.add', args: { ...receipt, size } },
  ]);
  if (rejection) throw new Error(`a receipt was refused on the phone: ${rejection.code}`);
  ledger.expenses.push(expense.id);
  ledger.photos.push(hash);
}

async function editExpense({ store, random }: Acting): Promise<void> {
  const expense = pick(random, await listRows(store, 'expense'));
  if (!expense) return;
  const money = { currency: random() < 0.5 ? ('CZK' as const) : ('EUR' as const), rate: null };
  const changes = random() < 0.5 ? { amount: Math.floor(random() * 100_000), ...money } : { merchant: 'Kavárna' };
  await store.mutate('expense.edit', { id: expense.id, changes });
}

async function write({ store, random, ledger, sectionIds }: Acting): Promise<void> {
  const sections = await listRows(store, 'section');
  const textId = pick(random, sectionIds);
  // Before the first pull the phone has no report to write in.
  if (!textId || sections.length === 0) return;
  const doc = openText(await listTextUpdates(store, textId));
  const word = `<${store.newId()}>`;
  const text = doc.getText(textField);
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  // Between words, never inside one, so that each can be looked for afterwards.
  const gaps = [0, ...Array.from(text.toString().matchAll(/>/g), ({ index }) => index + 1)];
  text.insert(pick(random, gaps) ?? 0, word);
  for (const update of updates) await appendText(store, textId, bytesToBase64(update));
  ledger.words.push({ textId, word });
}

export const actions = [
  addObjective,
  editObjective,
  editObjective,
  removeObjective,
  addSession,
  moveSession,
  markSession,
  captureReceipt,
  editExpense,
  write,
  write,
];
