import { bytesToBase64 } from '#domain/base64.ts';
import type { Rejection } from '#domain/errors.ts';
import { translationId } from '#domain/report/translations.ts';
import { openText, textField } from '#domain/text.ts';
import { storeBytes } from '#store/blobs.ts';
import { listTextUpdates, listTranslations } from '#store/queries/report.ts';
import { listRows } from '#store/queries/rows.ts';
import { listRejections } from '#store/queries/sync.ts';
import { discardRejection, retryRejection } from '#store/rejections.ts';
import type { Store } from '#store/store.ts';
import { appendText } from '#store/text.ts';
import { sampleExpense, sampleObjective, sampleReceipt, sampleSession } from '../fixtures.ts';
import type { Dice } from './dice.ts';
import type { Ledger } from './ledger.ts';

export type Acting = { store: Store; dice: Dice; ledger: Ledger; sectionIds: readonly string[]; phone: string };

/** What a person does on a phone. @returns it in words for the story, or undefined when there was nothing to do it to */
export type Action = (acting: Acting) => Promise<string | undefined>;

const language = 'uk';
const translationOf = (sectionId: string) => translationId(sectionId, language);

/** The joint texts of a story's report: each section's own, and the one in the language that is added to it. */
export function textIdsOf({ sectionIds }: Pick<Acting, 'sectionIds'>): string[] {
  return [...sectionIds, ...sectionIds.map(translationOf)];
}

/** Only a rule that the phone's own rows break may refuse a write here; the story's people do not break the schema. */
function expectPossible(rejection: Rejection | undefined): void {
  if (rejection && rejection.code !== 'not_found') throw new Error(`refused on the phone: ${rejection.code}`);
}

const short = (id: string) => id.slice(-4);

const addObjective: Action = async ({ store }) => {
  const id = store.newId();
  expectPossible(await store.mutate('objective.add', sampleObjective(id, 'from a train')));
  return `adds objective ${short(id)}`;
};

const editObjective: Action = async ({ store, dice }) => {
  const objectives = await listRows(store, 'objective');
  const objective = dice.happens(0.5) ? objectives.at(-1) : dice.pick(objectives);
  if (!objective) return undefined;
  const [field, value] = dice.happens(0.5) ? ['title', `title ${store.newId()}`] : ['indicator', store.newId()];
  const changes = field === 'title' ? { title: value } : { indicator: value };
  expectPossible(await store.mutate('objective.edit', { id: objective.id, changes }));
  return `edits the ${field} of objective ${short(objective.id)} to …${short(value)}`;
};

const removeObjective: Action = async ({ store, dice }) => {
  const objective = dice.pick(await listRows(store, 'objective'));
  if (!objective) return undefined;
  expectPossible(await store.mutate('objective.remove', { id: objective.id }));
  return `removes objective ${short(objective.id)}`;
};

const addSession: Action = async ({ store, dice }) => {
  const served = dice.pick(await listRows(store, 'objective'));
  const id = store.newId();
  expectPossible(await store.mutate('session.add', { ...sampleSession(id), objectiveIds: served ? [served.id] : [] }));
  return `adds session ${short(id)}${served ? ` for objective ${short(served.id)}` : ''}`;
};

const moveSession: Action = async ({ store, dice }) => {
  const session = dice.pick(await listRows(store, 'session'));
  const day = dice.pick(['2026-05-12', '2026-05-13', '2026-05-14']);
  if (!session || !day) return undefined;
  const hour = 8 + dice.below(10);
  const at = (h: number) => `${String(h).padStart(2, '0')}:00`;
  expectPossible(await store.mutate('session.move', { id: session.id, day, start: at(hour), end: at(hour + 1) }));
  return `moves session ${short(session.id)} to ${day} ${at(hour)}`;
};

const markSession: Action = async ({ store, dice }) => {
  const session = dice.pick(await listRows(store, 'session'));
  if (!session) return undefined;
  const state = dice.happens(0.7) ? 'done' : 'dropped';
  expectPossible(await store.mutate('session.mark', { id: session.id, state }));
  return `marks session ${short(session.id)} as ${state}`;
};

/** Adds a task, moves the session and ticks the task: three writes that belong together and build on each other. */
const planTask: Action = async ({ store, dice }) => {
  const session = dice.pick(await listRows(store, 'session'));
  if (!session) return undefined;
  const id = store.newId();
  expectPossible(
    await store.mutateAll([
      { name: 'task.add', args: { id, sessionId: session.id, order: 'V', title: 'Try it', done: false } },
      { name: 'session.edit', args: { id: session.id, changes: { note: `task ${id}` } } },
      { name: 'task.tick', args: { id, done: true } },
    ]),
  );
  return `adds and ticks task ${short(id)} of session ${short(session.id)}`;
};

async function takePhoto({ store, dice }: Acting, size: number) {
  const bytes = new Uint8Array(size);
  for (let at = 0; at < size; at += 97) bytes[at] = dice.below(256);
  bytes.set([0xff, 0xd8, 0xff, 0xe0]);
  return storeBytes(store.db, store.context.exchangeId, { bytes: bytes.buffer, type: 'image/jpeg' }, store.now());
}

/** Mostly a few kilobytes, which already go up in several pieces; now and then a photo of a real size. */
function photoSize(dice: Dice): number {
  return dice.happens(0.02) ? 20_000 + dice.below(60_000) : 500 + dice.below(5000);
}

const captureReceipt: Action = async (acting) => {
  const { store, dice } = acting;
  const photo = await takePhoto(acting, photoSize(dice));
  const thumb = dice.happens(0.5) ? await takePhoto(acting, 300 + dice.below(500)) : null;
  const expense = sampleExpense(store.newId(), store.context.participantId);
  const receipt = sampleReceipt(store.newId(), expense.id, photo.hash, store.context.participantId);
  expectPossible(
    await store.mutateAll([
      { name: 'expense.add', args: expense },
      { name: 'receipt.add', args: { ...receipt, size: photo.size, thumb: thumb?.hash ?? null } },
    ]),
  );
  return `captures a receipt of ${photo.size} bytes for expense ${short(expense.id)}`;
};

const captureEvidence: Action = async (acting) => {
  const { store, dice, sectionIds } = acting;
  const photo = await takePhoto(acting, photoSize(dice));
  const id = store.newId();
  const file = { blob: photo.hash, thumb: null, type: photo.type, size: photo.size, name: 'photo.jpg' };
  const by = { createdBy: store.context.participantId, createdAt: store.instant() };
  const about = { id, sectionId: dice.pick(sectionIds) ?? null, caption: '', licence: 'CC BY-SA 4.0' as const };
  expectPossible(await store.mutate('evidence.add', { ...about, ...file, ...by }));
  return `captures evidence ${short(id)} of ${photo.size} bytes`;
};

const editExpense: Action = async ({ store, dice }) => {
  const expense = dice.pick(await listRows(store, 'expense'));
  if (!expense) return undefined;
  const money = { currency: dice.happens(0.5) ? ('CZK' as const) : ('EUR' as const), rate: null };
  const changes = dice.happens(0.5) ? { amount: dice.below(100_000), ...money } : { merchant: store.newId() };
  expectPossible(await store.mutate('expense.edit', { id: expense.id, changes }));
  return `edits expense ${short(expense.id)}`;
};

const deleteOrRestoreExpense: Action = async ({ store, dice }) => {
  const expense = dice.pick(await listRows(store, 'expense'));
  if (!expense) return undefined;
  const { id } = expense;
  expectPossible(
    expense.deletedAt === null
      ? await store.mutate('expense.delete', { id, at: store.instant() })
      : await store.mutate('expense.restore', { id }),
  );
  return `${expense.deletedAt === null ? 'deletes' : 'restores'} expense ${short(id)}`;
};

const writeNote: Action = async ({ store, dice }) => {
  const note = dice.happens(0.6) ? dice.pick(await listRows(store, 'note')) : undefined;
  const body = `seen at ${store.newId()}`;
  if (note) {
    expectPossible(await store.mutate('note.edit', { id: note.id, changes: { body } }));
    return `edits note ${short(note.id)}`;
  }
  const id = store.newId();
  const by = { createdBy: store.context.participantId, createdAt: store.instant() };
  expectPossible(await store.mutate('note.add', { id, body, ...by }));
  return `writes note ${short(id)}`;
};

/** Adds a language to a section of the report, or takes it away with words in it. */
const turnLanguage: Action = async ({ store, dice }) => {
  const section = dice.pick(await listRows(store, 'section'));
  if (!section) return undefined;
  const id = translationOf(section.id);
  const known = (await listTranslations(store, section.id)).length > 0;
  if (known && dice.happens(0.3)) {
    expectPossible(await store.mutate('translation.remove', { id }));
    return `takes a language from section ${short(section.id)}`;
  }
  expectPossible(await store.mutate('translation.add', { id, sectionId: section.id, language }));
  return `adds a language to section ${short(section.id)}`;
};

/** Writes a word of its own into a joint text, between the words that are there. */
const writeInReport: Action = async ({ store, dice, ledger, sectionIds, phone }) => {
  // One goes on where one has written last.
  const last = ledger.words.findLast((word) => word.phone === phone)?.textId;
  const translations = (await listRows(store, 'translation')).map(({ id }) => id);
  const textId = last !== undefined && dice.happens(0.8) ? last : dice.pick([...sectionIds, ...translations]);
  // Before the first pull the phone has no report to write in.
  if (!textId || (await listRows(store, 'section')).length === 0) return undefined;
  const doc = openText(await listTextUpdates(store, textId));
  doc.clientID = dice.below(2 ** 32);
  const word = `<${store.newId()}>`;
  const text = doc.getText(textField);
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  const gaps = [0, ...Array.from(text.toString().matchAll(/>/g), ({ index }) => index + 1)];
  text.insert(dice.pick(gaps) ?? 0, word);
  const written = ledger.beginWord({ textId, word, phone });
  for (const update of updates) {
    const rejection = await appendText(store, textId, bytesToBase64(update));
    expectPossible(rejection);
    // A phone restored from an old copy does not know the language that one has written in last, and saves nothing in it.
    if (rejection) return undefined;
  }
  written.isSaved = true;
  return `writes ${short(word.slice(0, -1))} in the report`;
};

/** Goes through “Needs attention”: a refused write is tried again or given up, on purpose. */
const dealWithRejection: Action = async ({ store, dice, ledger }) => {
  const rejection = dice.pick(await listRejections(store));
  if (!rejection) return undefined;
  ledger.dealtWith.set(rejection.id, rejection);
  if (dice.happens(0.5)) {
    await discardRejection(store, rejection.id);
    return `gives up the refused ${rejection.name}`;
  }
  const refused = await retryRejection(store, rejection);
  return `tries the refused ${rejection.name} again${refused ? ', in vain' : ''}`;
};

const approveBudget: Action = async ({ store, dice }) => {
  const category = dice.pick(['meals', 'local-transport', 'meeting-room'] as const) ?? ('other' as const);
  const known = (await listRows(store, 'budgetLine')).find((line) => line.category === category);
  const args = { id: known?.id ?? store.newId(), category, approved: dice.below(50_000) };
  expectPossible(await store.mutate('budget.approve', args));
  return `approves ${args.approved} for ${category}`;
};

const editExchange: Action = async ({ store }) => {
  const id = store.context.exchangeId;
  const venue = `room ${store.newId()}`;
  expectPossible(await store.mutate('exchange.edit', { id, changes: { venue } }));
  return `sets the venue to …${short(venue)}`;
};

const addMaterial: Action = async ({ store }) => {
  const id = store.newId();
  expectPossible(await store.mutate('material.add', { id, order: 'V', title: 'A guide', url: '', note: '' }));
  return `adds material ${short(id)}`;
};

export const pairActions: readonly Action[] = [
  addObjective,
  editObjective,
  editObjective,
  editObjective,
  removeObjective,
  removeObjective,
  addSession,
  moveSession,
  moveSession,
  markSession,
  planTask,
  captureReceipt,
  captureReceipt,
  captureEvidence,
  editExpense,
  editExpense,
  deleteOrRestoreExpense,
  writeNote,
  writeNote,
  writeInReport,
  writeInReport,
  writeInReport,
  turnLanguage,
  dealWithRejection,
  addMaterial,
];

export const hubActions: readonly Action[] = [approveBudget, approveBudget, editExchange, addMaterial];
