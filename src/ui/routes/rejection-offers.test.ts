import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { bytesToBase64 } from '#domain/base64.ts';
import type { Kind } from '#domain/kinds.ts';
import { type MutationName, mutations } from '#domain/mutators.ts';
import { textField } from '#domain/text.ts';
import { CarnetDb, type StoredRejection } from '#store/db.ts';
import { putRow } from '#store/dexie-tx.ts';
import { getRow } from '#store/queries/rows.ts';
import { listWaiting } from '#store/queries/sync.ts';
import { openStore, type Store } from '#store/store.ts';
import {
  contextOf,
  idMaker,
  instant,
  people,
  sampleBooking,
  sampleDayPlan,
  sampleExchange,
  sampleExpense,
  sampleObjective,
  sampleReceipt,
  sampleSection,
  sampleSession,
} from '#tests/fixtures.ts';
import { offerOf } from './rejection-offers.ts';

const newId = idMaker(0x0f);
const id = newId();
const hash = 'a'.repeat(64);
let store: Store;

beforeEach(() => {
  const fillRandom = (bytes: Uint8Array<ArrayBuffer>) => void crypto.getRandomValues(bytes);
  store = openStore(contextOf('mentor'), { now: () => 1, fillRandom }, new CarnetDb(newId()));
});

const put = (kind: Kind, row: Parameters<typeof putRow>[3]) => putRow(store.db, sampleExchange.id, kind, row);

function refused(name: string, args: unknown): StoredRejection {
  const about = { code: 'not_found', detail: null, queuedAt: 1, rejectedAt: 1 } as const;
  return { id: newId(), exchangeId: sampleExchange.id, name, args, ...about };
}

function updateOf(words: string): string {
  const doc = new Y.Doc();
  doc.getText(textField).insert(0, words);
  return bytesToBase64(Y.encodeStateAsUpdate(doc));
}

const task = { id, sessionId: newId(), order: 'V', title: 'Print the forms', done: false };
const note = { id, body: 'Ask about the key', createdBy: people.mentor, createdAt: instant };
const action = { id, order: 'V', what: 'Call', who: '', due: null, done: false, note: '' };
const question = { id, order: 'V', text: 'How?', answered: false, answer: '' };
const advance = { id, amount: 1, currency: 'EUR', receivedOn: '2026-05-01' } as const;
const slip = {
  id,
  advanceId: advance.id,
  given: 1,
  got: 25,
  currency: 'CZK',
  day: '2026-05-01',
  place: 'Office',
  createdBy: people.mentor,
  createdAt: instant,
} as const;
const textArgs = { id, textId: newId(), update: updateOf('Words'), authorId: people.mentor, at: instant };

/** What the person is offered for each refused write while its row is there, and when it is gone. */
const stated: Record<MutationName, { args: object; there: string | null; gone: string | null }> = {
  'exchange.create': { args: sampleExchange, there: null, gone: null },
  'exchange.edit': { args: { id, changes: { topic: 'x' } }, there: '/hub/details', gone: '/hub/details' },
  'exchange.close': { args: { id, at: instant, why: 'x' }, there: 'words', gone: 'words' },
  'exchange.cancel': { args: { id, at: instant, why: 'x' }, there: 'words', gone: 'words' },
  'exchange.reopen': { args: { id }, there: null, gone: null },
  'participant.add': {
    args: { id, name: 'x' },
    there: '/hub/details?person=new',
    gone: '/hub/details?person=new',
  },
  'participant.edit': {
    args: { id, changes: { name: 'x' } },
    there: `/hub/details?person=${id}`,
    gone: '/hub/details?person=new',
  },
  'objective.add': { args: sampleObjective(id), there: '/plan?objective=new', gone: '/plan?objective=new' },
  'objective.edit': {
    args: { id, changes: { title: 'x' } },
    there: `/plan?objective=${id}`,
    gone: '/plan?objective=new',
  },
  'objective.remove': { args: { id }, there: null, gone: null },
  'question.add': { args: question, there: '/plan?question=new', gone: '/plan?question=new' },
  'question.edit': {
    args: { id, changes: { answer: 'x' } },
    there: `/plan?question=${id}`,
    gone: '/plan?question=new',
  },
  'material.add': {
    args: { id, title: 'x', url: '', note: '' },
    there: '/plan?material=new',
    gone: '/plan?material=new',
  },
  'objective.progress': {
    args: { id: newId(), objectiveId: id, state: 'partly', note: 'x', at: instant },
    there: `/plan?progress=${id}`,
    gone: null,
  },
  'question.remove': { args: { id }, there: null, gone: null },
  'material.edit': {
    args: { id, changes: { title: 'x' } },
    there: `/plan?material=${id}`,
    gone: '/plan?material=new',
  },
  'material.remove': { args: { id }, there: null, gone: null },
  'practicalities.edit': {
    args: { changes: { lodging: 'x' } },
    there: '/plan?practicalities=edit',
    gone: '/plan?practicalities=edit',
  },
  'call.propose': { args: { start: instant, link: '' }, there: '/plan/call', gone: '/plan/call' },
  'call.accept': { args: { start: instant }, there: null, gone: null },
  'call.mark': { args: { done: true }, there: null, gone: null },
  'callnote.add': { args: { id, words: 'x', at: instant }, there: 'words', gone: 'words' },
  'callnote.edit': { args: { id, words: 'x' }, there: 'words', gone: 'words' },
  'comment.add': {
    args: { id, textId: id, anchor: null, todoFor: null, words: 'x', at: instant },
    there: 'words',
    gone: 'words',
  },
  'comment.reply': { args: { id, commentId: id, words: 'x', at: instant }, there: 'words', gone: 'words' },
  'comment.edit': { args: { id, changes: { words: 'x' } }, there: 'words', gone: 'words' },
  'comment.resolve': { args: { id, at: instant }, there: null, gone: null },
  'comment.reopen': { args: { id }, there: null, gone: null },
  'comment.remove': { args: { id, at: instant }, there: null, gone: null },
  'comment.restore': { args: { id }, there: null, gone: null },
  'plan.agree': { args: { id, hash, at: instant }, there: null, gone: null },
  'checkin.send': { args: { id, feeling: 'well', words: 'x', at: instant }, there: 'words', gone: 'words' },
  'checkin.reply': { args: { id, checkInId: id, words: 'x', at: instant }, there: 'words', gone: 'words' },
  'session.add': { args: sampleSession(id), there: '/plan/schedule/new', gone: '/plan/schedule/new' },
  'session.edit': { args: { id, changes: { note: 'x' } }, there: `/plan/schedule/${id}`, gone: '/plan/schedule/new' },
  'session.move': {
    args: { id, day: '2026-05-12', start: '10:00', end: '09:00' },
    there: `/plan/schedule/${id}`,
    gone: '/plan/schedule/new',
  },
  'session.mark': { args: { id, state: 'done' }, there: null, gone: null },
  'session.serve': { args: { id, objectiveId: newId(), serves: true }, there: null, gone: null },
  'schedule.fill': { args: { sessions: [sampleSession(id)], tasks: [] }, there: null, gone: null },
  'schedule.unfill': { args: { ids: [id] }, there: null, gone: null },
  'task.add': { args: task, there: 'words', gone: null },
  'task.tick': { args: { id, done: true }, there: null, gone: null },
  'expense.add': { args: sampleExpense(id), there: '/expenses/new', gone: '/expenses/new' },
  'expense.edit': { args: { id, changes: { merchant: 'x' } }, there: `/expenses/${id}`, gone: '/expenses/new' },
  'expense.delete': { args: { id, at: instant }, there: null, gone: null },
  'expense.restore': { args: { id }, there: null, gone: null },
  'receipt.add': { args: sampleReceipt(newId(), id, hash), there: null, gone: 'now' },
  'receipt.redraw': {
    args: { id, changes: { blob: hash, thumb: null, type: 'image/jpeg', size: 1 } },
    there: null,
    gone: null,
  },
  'budget.approve': {
    args: { id, category: 'meals', approved: 1 },
    there: '/hub/exchange/budget?line=meals',
    gone: '/hub/exchange/budget?line=meals',
  },
  'budget.remove': { args: { id }, there: null, gone: null },
  'advance.record': {
    args: advance,
    there: `/hub/exchange/budget?advance=${id}`,
    gone: '/hub/exchange/budget?advance=new',
  },
  'advance.remove': { args: { id }, there: null, gone: null },
  'dayplan.add': { args: sampleDayPlan(id), there: null, gone: null },
  'section.add': { args: sampleSection(id), there: null, gone: null },
  'section.edit': { args: { id, changes: { language: 'en' } }, there: null, gone: null },
  'translation.add': { args: { id, sectionId: id, language: 'uk' }, there: null, gone: null },
  'translation.remove': { args: { id }, there: null, gone: null },
  'section.take': { args: { id, block: 'schedule' }, there: null, gone: null },
  'section.release': { args: { id, block: 'schedule' }, there: null, gone: null },
  'text.edit': { args: textArgs, there: 'now', gone: null },
  'version.keep': { args: { id, textId: textArgs.textId, words: 'x' }, there: null, gone: null },
  'action.add': { args: action, there: '/report?action=new', gone: '/report?action=new' },
  'action.edit': { args: { id, changes: { what: 'x' } }, there: `/report?action=${id}`, gone: '/report?action=new' },
  'evidence.add': { args: { id, caption: 'x' }, there: null, gone: null },
  'evidence.edit': { args: { id, changes: { caption: 'x' } }, there: 'words', gone: null },
  'evidence.translate': { args: { id, language: 'uk', text: 'x' }, there: 'words', gone: null },
  'evidence.blur': { args: { id }, there: null, gone: null },
  'resource.add': {
    args: { id, kind: 'link', url: 'https://example.org', title: 'x' },
    there: '/report?resource=new',
    gone: '/report?resource=new',
  },
  'resource.edit': {
    args: { id, changes: { title: 'x' } },
    there: `/report?resource=${id}`,
    gone: '/report?resource=new',
  },
  'resource.remove': { args: { id }, there: null, gone: null },
  'note.add': { args: note, there: '/today?note=new', gone: '/today?note=new' },
  'note.edit': { args: { id, changes: { body: 'x' } }, there: `/today?note=${id}`, gone: '/today?note=new' },
  'booking.add': {
    args: sampleBooking(id),
    there: '/hub/exchange/bookings?booking=new',
    gone: '/hub/exchange/bookings?booking=new',
  },
  'booking.edit': {
    args: { id, changes: { reference: 'x' } },
    there: `/hub/exchange/bookings?booking=${id}`,
    gone: '/hub/exchange/bookings?booking=new',
  },
  'booking.attach': { args: { id }, there: null, gone: null },
  'booking.detach': { args: { id }, there: null, gone: null },
  'expense.review': { args: { expenseId: id, words: 'x' }, there: `/hub/exchange/expenses/${id}`, gone: null },
  'expense.answer': { args: { expenseId: id, words: 'x' }, there: 'words', gone: null },
  'report.review': { args: { words: 'x' }, there: '/hub/exchange/report', gone: '/hub/exchange/report' },
  'report.sign': { args: { id, hash, at: instant }, there: null, gone: null },
  'feedback.give': { args: { words: 'x' }, there: 'words', gone: 'words' },
  'report.return': { args: { words: 'x' }, there: 'words', gone: 'words' },
  'report.answer': { args: { words: 'x' }, there: 'words', gone: 'words' },
  'expense.submit': { args: { id, note: 'x' }, there: '/expenses/submit', gone: '/expenses/submit' },
  'declaration.make': { args: { expenseId: id, reason: 'x' }, there: 'words', gone: null },
  'declaration.confirm': { args: { expenseId: id }, there: null, gone: null },
  'slip.record': { args: slip, there: `/expenses/settlement?slip=${id}`, gone: '/expenses/settlement?slip=new' },
  'slip.remove': { args: { id }, there: null, gone: null },
  'slip.attach': { args: { id, slipId: id }, there: null, gone: null },
};

async function putAll(): Promise<void> {
  await put('objective', sampleObjective(id));
  await put('question', question);
  await put('material', { id, order: 'V', title: 'Read', url: '', note: '' });
  await put('session', sampleSession(id));
  await put('session', sampleSession(task.sessionId));
  await put('expense', sampleExpense(id));
  await put('section', sampleSection(textArgs.textId));
  await put('actionItem', action);
  await put('note', note);
  await put('participant', { id, name: 'Ana', role: 'mentor', community: '', username: '', lead: true });
  await put('booking', sampleBooking(id));
  await put('advance', advance);
  await put('slip', slip);
  const { id: _, expenseId: __, order: ___, ...file } = sampleReceipt(id, id, hash);
  const { createdBy, createdAt } = file;
  const page = { kind: 'link', url: 'https://example.org', title: '', publish: true } as const;
  await put('resource', { id, sectionId: null, ...page, createdBy, createdAt });
  await put('evidence', { ...file, id, sectionId: null, caption: '', licence: 'CC BY-SA 4.0' as const });
}

async function offered(name: string, args: unknown): Promise<string | null> {
  const offer = await offerOf(store, refused(name, args));
  return offer && (offer.by === 'form' ? offer.href : offer.by);
}

describe('S3: what is offered for a refused write', () => {
  // The names of the registry, so that a new one fails here until its answer is stated.
  test.each(Object.keys(mutations) as MutationName[])('%s', async (name) => {
    const { args, there, gone } = stated[name];
    expect(await offered(name, args)).toBe(gone);
    await putAll();
    expect(await offered(name, args)).toBe(there);
  });

  test('only what can be typed in a form is brought into it: a tick or a new place is tried again as it was', async () => {
    await putAll();
    expect(await offered('objective.edit', { id, changes: { order: 'B' } })).toBeNull();
    expect(await offered('action.edit', { id, changes: { done: true } })).toBeNull();
    expect(await offered('evidence.edit', { id, changes: { sectionId: null } })).toBeNull();
  });

  test('a name of another version of the app, or args that are none, are tried again as they were', async () => {
    expect(await offered('idea.add', { id })).toBeNull();
    expect(await offered('note.edit', null)).toBeNull();
  });

  test('the values of an expense come into its form as one types them', async () => {
    await putAll();
    const rate = { value: '0.0405', source: 'ČNB', day: '2026-05-12' };
    const changes = { amount: 45_050, currency: 'CZK', rate, category: null, day: null };
    const offer = await offerOf(store, refused('expense.edit', { id, changes }));
    expect(offer).toMatchObject({
      draft: { amount: '450.50', currency: 'CZK', rate: '0.0405', rateSource: 'ČNB', category: '', day: '' },
    });
  });

  test('a receipt whose expense is gone begins a new one, and nothing of it is lost', async () => {
    const rejection = refused('receipt.add', sampleReceipt(newId(), id, hash));
    await store.db.rejections.put(rejection);
    const offer = await offerOf(store, rejection);
    if (offer?.by !== 'now') throw new Error('no offer');
    expect(await offer.send()).toBeUndefined();
    expect(await getRow(store, 'expense', id)).toBeDefined();
    expect((await listWaiting(store)).entries.map(({ name }) => name)).toEqual(['expense.add', 'receipt.add']);
    expect(await store.db.rejections.count()).toBe(0);
  });
});
