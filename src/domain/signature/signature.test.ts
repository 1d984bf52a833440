import { beforeEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import {
  contextOf,
  exchangeId,
  idMaker,
  instant,
  people,
  sampleExchange,
  sampleExpense,
  sampleObjective,
  sampleSection,
} from '#tests/fixtures.ts';
import { bytesToBase64 } from '../base64.ts';
import { uuidOfHash } from '../ids.ts';
import { MemoryTx } from '../memory-tx.ts';
import { runMutation } from '../mutators.ts';
import type { Role } from '../scalars.ts';
import { hashOf, readFacts, wordsOf } from './content.ts';
import type { SignedItem } from './schema.ts';
import { stateOf, whoIsNext } from './signature.ts';
import { reviewOfReport } from './submitted.ts';
import { readReport, runsOf } from './texts.ts';
import { reportChanges } from './texts-changed.ts';

const newId = idMaker(0x51);
const ids = { section: newId(), next: newId(), feedback: newId(), objective: newId(), action: newId(), photo: newId() };
let tx: MemoryTx;

beforeEach(async () => {
  tx = new MemoryTx();
  await tx.put('exchange', sampleExchange);
  await run('section.add', sampleSection(ids.section), 'hub');
  await run('section.add', { ...sampleSection(ids.next), order: 'W', key: 'next', required: false }, 'hub');
  await run('section.add', { ...sampleSection(ids.feedback), order: 'X', key: 'feedback', required: false }, 'hub');
  await run('objective.add', sampleObjective(ids.objective));
  await run('action.add', { id: ids.action, order: 'V', what: 'Call', who: 'Ana', due: null, done: false, note: '' });
  await write(ids.section, 'We met in Brno.');
});

async function run(name: string, args: unknown, role: Role = 'mentor'): Promise<void> {
  expect(await runMutation(tx, name, args, contextOf(role)), name).toBeUndefined();
}

async function write(textId: string, words: string, role: Role = 'mentee'): Promise<void> {
  const doc = new Y.Doc();
  doc.getText('body').insert(0, words);
  const update = bytesToBase64(Y.encodeStateAsUpdate(doc));
  await run('text.edit', { id: newId(), textId, update, authorId: people[role as 'mentee'], at: instant }, role);
}

const updatesOf = async (textId: string) => (await tx.list('textUpdate', textId)).map(({ update }) => update);
const report = () => readReport(tx, updatesOf);
const state = async () => stateOf(await tx.list('signature'), await report());

async function sign(role: Role, content?: readonly SignedItem[]) {
  const signed = content ?? (await report());
  const args = { id: newId(), hash: hashOf(signed), at: instant, content: signed };
  return runMutation(tx, 'report.sign', args, contextOf(role));
}

async function signBoth(): Promise<void> {
  expect(await sign('mentee')).toBeUndefined();
  expect(await sign('mentor')).toBeUndefined();
}

test('both sides sign one version, which is kept once and can be read for ever', async () => {
  expect((await state()).state).toBe('open');
  expect(await sign('mentee')).toBeUndefined();
  expect(await state()).toMatchObject({ state: 'one-side', present: { mentee: { participantId: people.mentee } } });
  expect(await sign('mentor')).toBeUndefined();
  const { hash, state: now, both } = await state();
  expect([now, both?.hash]).toEqual(['signed', hash]);
  const signedContent = await report();
  await write(ids.section, 'And again.');
  expect(await tx.list('signedReport')).toEqual([{ id: uuidOfHash(hash), hash, content: signedContent }]);
  const versions = await tx.list('textVersion', ids.section);
  expect(new Set(versions.map(({ words, reason }) => `${reason}: ${words}`))).toEqual(
    new Set(['signature: We met in Brno.']),
  );
  expect(new Set(versions.map(({ authorId }) => authorId))).toEqual(new Set([people.mentee, people.mentor]));
});

const photo = () => ({
  ...{ id: ids.photo, sectionId: null, caption: 'At work', licence: 'CC BY-SA 4.0' },
  ...{ blob: 'ab'.repeat(32), thumb: null, type: 'image/jpeg', size: 4, name: 'a.jpg' },
  ...{ createdBy: people.mentor, createdAt: instant },
});
const spent = { day: '2026-05-12', amount: 1850, currency: 'EUR', category: 'meals', merchant: 'Café' };

const edits: [string, () => Promise<void>][] = [
  ['words', () => write(ids.section, 'More.')],
  ['words in an empty section', () => write(ids.next, 'Go on.')],
  ['an outcome', () => run('objective.edit', { id: ids.objective, changes: { state: 'achieved' } })],
  ['an action item', () => run('action.edit', { id: ids.action, changes: { who: 'Ivo' } })],
  ['one more photo', () => run('evidence.add', photo())],
  ['an expense', () => run('expense.add', { ...sampleExpense(newId()), ...spent })],
  ['the approved budget', () => run('budget.approve', { id: newId(), category: 'meals', approved: 9000 }, 'hub')],
];

test.each(edits)(
  'an edit after signing voids both and is in the list of changes, until both sign anew: %s',
  async (_, edit) => {
    await signBoth();
    const before = await report();
    await edit();
    const voided = await state();
    expect(voided).toMatchObject({ state: 'voided', present: { mentee: undefined, mentor: undefined } });
    expect(voided.both?.hash).toBe(hashOf(before));
    expect(reportChanges(before, voided.content)).toHaveLength(1);
    await signBoth();
    expect((await state()).state).toBe('signed');
  },
);

const others: [string, () => Promise<void>][] = [
  ['an action item that is done', () => run('action.edit', { id: ids.action, changes: { done: true } })],
  ['a note', () => run('note.add', { id: newId(), body: 'x', createdBy: people.mentor, createdAt: instant })],
  ['feedback of before it was private', () => write(ids.feedback, 'The forms are long.')],
  ['a photo of nothing yet', () => run('expense.add', { ...sampleExpense(newId()), deletedAt: instant })],
];

test.each(others)('what is not signed voids nothing: %s', async (_, edit) => {
  await signBoth();
  await edit();
  expect((await state()).state).toBe('signed');
});

test('a signature of other facts than those that stand there is refused, as is one whose hash is not its content’s', async () => {
  const seen = await report();
  await run('action.edit', { id: ids.action, changes: { what: 'Write' } });
  expect(await sign('mentee', seen)).toEqual({ code: 'rule_broken', detail: 'report-changed' });
  const args = { id: newId(), hash: 'ab'.repeat(32), at: instant, content: await report() };
  expect((await runMutation(tx, 'report.sign', args, contextOf('mentee')))?.code).toBe('args_invalid');
  expect(await tx.list('signature')).toEqual([]);
});

test('without the words of a required section, or an action item, nobody signs, and the Hub never does', async () => {
  const content = (await report()).map((item) =>
    item.id === ids.section ? { ...item, text: [{ insert: ' \n' }] } : item,
  );
  expect(await sign('mentee', content)).toEqual({ code: 'rule_broken', detail: 'report-incomplete' });
  await tx.delete('actionItem', ids.action);
  expect(await sign('mentee')).toEqual({ code: 'rule_broken', detail: 'report-no-action' });
  expect((await sign('hub'))?.code).toBe('not_allowed');
});

test('the mentor sends it back with a reason: the mentee’s signature counts no longer, until it signs again', async () => {
  await sign('mentee');
  const { hash } = await state();
  const back = (words: string, role: Role = 'mentor') =>
    runMutation(tx, 'report.return', { id: newId(), hash, words, at: instant }, contextOf(role));
  expect((await back('Why?', 'mentee'))?.code).toBe('not_allowed');
  expect((await back('  '))?.detail).toBe('review-words');
  expect(await back('The dates are wrong.')).toBeUndefined();
  const returned = await state();
  expect(returned.present.mentee).toBeUndefined();
  expect(returned.returned?.words).toBe('The dates are wrong.');
  expect(whoIsNext(returned, false)).toBe('mentee');
  await signBoth();
  expect(await state()).toMatchObject({ state: 'signed', returned: undefined });
  expect((await back('Again'))?.detail).toBe('report-signed');
});

test('the Hub’s turn comes with both signatures, and after its question with both new ones', async () => {
  const ask = () =>
    runMutation(
      tx,
      'report.review',
      { id: newId(), verdict: 'queried', words: 'And the third?', by: people.hub, at: instant, texts: [] },
      contextOf('hub'),
    );
  const review = async () => reviewOfReport(await tx.list('reviewEntry', exchangeId), await tx.list('signature'));
  expect(await review()).toBeUndefined();
  await sign('mentee');
  expect(await review()).toBeUndefined();
  await sign('mentor');
  expect(await review()).toBe('waiting');
  expect(await ask()).toBeUndefined();
  expect(await review()).toBe('queried');
  await write(ids.section, 'The third was reached.');
  await sign('mentee');
  expect(await review()).toBe('queried');
  await sign('mentor');
  expect(await review()).toBe('waiting');
});

test('a text has one version, however its updates are merged or ordered, and formats count', () => {
  const doc = new Y.Doc();
  const updates: string[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(bytesToBase64(update)));
  const body = doc.getText('body');
  body.insert(0, 'We met in Brno');
  body.format(0, 6, { bold: true });
  body.format(3, 3, { bold: null });
  body.format(3, 3, { bold: true });
  const runs = runsOf(updates);
  expect(runs).toEqual([{ insert: 'We met', attributes: { bold: true } }, { insert: ' in Brno' }]);
  expect(runsOf([bytesToBase64(Y.encodeStateAsUpdate(doc))])).toEqual(runs);
  expect(runsOf([...updates].reverse())).toEqual(runs);
  const plain = {
    kind: 'section',
    id: ids.section,
    values: {},
    text: [{ insert: wordsOf({ kind: '', id: '', values: {}, text: runs }) }],
  };
  expect(hashOf([plain])).not.toBe(hashOf([{ ...plain, text: runs }]));
});

test('the version of a known report stays what it was: phones of two versions have to find the same', async () => {
  const content = [
    {
      kind: 'section',
      id: ids.section,
      values: { owner: 'both', key: 'summary' },
      text: [{ insert: 'Брно', attributes: { italic: true, bold: true } }],
    },
    { kind: 'total', id: 'meals', values: { spent: '1850', currency: 'EUR' } },
  ];
  const canonicalForm = `[["section","${ids.section}",{"key":"summary","owner":"both"},[{"attributes":{"bold":true,"italic":true},"insert":"Брно"}]],["total","meals",{"currency":"EUR","spent":"1850"},null]]`;
  const { createHash } = await import('node:crypto');
  expect(hashOf(content)).toBe(createHash('sha256').update(canonicalForm).digest('hex'));
  expect(await readFacts(tx)).toHaveLength(2);
});
