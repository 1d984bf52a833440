import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import type { SignatureState } from '#domain/signature/signature.ts';
import { readSignatures } from '#store/queries/report-signature.ts';
import { listRejections } from '#store/queries/sync.ts';
import { signReport } from '#store/sign-report.ts';
import { contextOf, idMaker, sampleSection } from '../fixtures.ts';
import { openWorld, type Phone, syncAll, write } from './two-phones.ts';

/** Signatures that race an edit, on two real phones and a real server. */

const newId = idMaker(0x5e);

async function openReport() {
  const world = await openWorld(newId);
  const { mentee, mentor } = world;
  const sectionId = newId();
  await world.seed([{ ...contextOf('hub'), name: 'section.add', args: sampleSection(sectionId) }]);
  await syncAll(mentee, mentor);
  const item = { id: newId(), order: 'V', what: 'Call', who: 'Ana', due: null, done: false, note: '' };
  expect(await mentor.store.mutate('action.add', item)).toBeUndefined();
  await write(mentee, sectionId, 'We met in Brno.');
  await syncAll(mentee, mentor);
  return { ...world, sectionId, item };
}

async function sign({ store }: Phone): Promise<void> {
  const { hash, refused } = await readSignatures(store);
  expect(await signReport(store, hash, refused)).toBeUndefined();
}

async function stateAt({ store }: Phone): Promise<[SignatureState['state'], string[]]> {
  const { state, present } = await readSignatures(store);
  return [state, (['mentee', 'mentor'] as const).filter((side) => present[side])];
}

const refusals = async ({ store }: Phone) => (await listRejections(store)).map(({ name, detail }) => [name, detail]);

/** The newest words, as both phones have them. */
async function wordsAt({ store }: Phone): Promise<string> {
  const { content } = await readSignatures(store);
  return content.flatMap(({ text = [] }) => text.map(({ insert }) => String(insert))).join('');
}

test('a signature that arrives after the other’s edit is refused with its reason, and nothing of either is lost', async () => {
  const { mentee, mentor, sectionId } = await openReport();
  await write(mentor, sectionId, ' And in Telč.');
  await sign(mentee);
  expect(await stateAt(mentee)).toEqual(['one-side', ['mentee']]);
  await mentor.sync();
  await syncAll(mentee, mentor);
  for (const phone of [mentee, mentor]) expect(await stateAt(phone)).toEqual(['open', []]);
  expect(await refusals(mentee)).toEqual([['report.sign', 'report-changed']]);
  expect(await wordsAt(mentee)).toBe('We met in Brno. And in Telč.');
  await sign(mentee);
  await sign(mentor);
  await syncAll(mentee, mentor);
  for (const phone of [mentee, mentor]) expect(await stateAt(phone)).toEqual(['signed', ['mentee', 'mentor']]);
  expect(await refusals(mentee)).toEqual([]);
});

test('a signature that arrives before the other’s edit is kept, and the edit voids it on both phones', async () => {
  const { mentee, mentor, sectionId } = await openReport();
  await write(mentor, sectionId, ' And in Telč.');
  await sign(mentee);
  await mentee.sync();
  await syncAll(mentor, mentee);
  for (const phone of [mentee, mentor]) {
    expect(await stateAt(phone)).toEqual(['voided', []]);
    const { signedBy } = await readSignatures(phone.store);
    expect(signedBy.mentee?.[0]?.text).toEqual([{ insert: 'We met in Brno.' }]);
  }
  expect(await refusals(mentee)).toEqual([]);
});

test('both sign offline, and neither has seen the other’s edit: neither counts, whoever comes first', async () => {
  for (const order of ['mentee first', 'mentor first']) {
    const { mentee, mentor, sectionId, item } = await openReport();
    await write(mentee, sectionId, ' It rained.');
    expect(await mentor.store.mutate('action.edit', { id: item.id, changes: { who: 'Ivo' } })).toBeUndefined();
    await sign(mentee);
    await sign(mentor);
    await (order === 'mentee first' ? syncAll(mentee, mentor) : syncAll(mentor, mentee));
    for (const phone of [mentee, mentor]) expect((await stateAt(phone))[1], order).toEqual([]);
    const [first, second] = order === 'mentee first' ? [mentee, mentor] : [mentor, mentee];
    expect(await refusals(first), order).toEqual([]);
    expect(await refusals(second), order).toEqual([['report.sign', 'report-changed']]);
    expect(await wordsAt(mentor)).toBe('We met in Brno. It rained.');
  }
});

test('words written after signing, before anything was sent, do not grow into what was signed', async () => {
  const { mentee, mentor, sectionId } = await openReport();
  await write(mentee, sectionId, ' It rained.');
  await sign(mentee);
  await write(mentee, sectionId, ' Then it snowed.');
  await syncAll(mentee, mentor);
  expect(await refusals(mentee)).toEqual([]);
  expect(await stateAt(mentor)).toEqual(['voided', []]);
  const { signedBy } = await readSignatures(mentor.store);
  expect(signedBy.mentee?.[0]?.text).toEqual([{ insert: 'We met in Brno. It rained.' }]);
});

test('S2: a server put back to before the signatures gets them back, or says whose has to be given again', async () => {
  const { mentee, mentor, sectionId, backup, restore } = await openReport();
  await backup('monday');
  await write(mentor, sectionId, ' And in Telč.');
  await syncAll(mentee, mentor);
  await sign(mentee);
  await syncAll(mentee, mentor);
  await sign(mentor);
  await syncAll(mentee, mentor);
  await restore('monday');
  // The mentee’s phone is the first: what it signed hangs on words of the mentor’s that the server has lost.
  await mentee.sync();
  await syncAll(mentee, mentor);
  expect(await refusals(mentee)).toEqual([['report.sign', 'report-changed']]);
  for (const phone of [mentee, mentor]) {
    expect(await stateAt(phone)).toEqual(['one-side', ['mentor']]);
    expect(await wordsAt(phone)).toBe('We met in Brno. And in Telč.');
  }
  await sign(mentee);
  await syncAll(mentee, mentor);
  for (const phone of [mentee, mentor]) expect((await stateAt(phone))[0]).toBe('signed');
});

test('a signature is of the screen that was read: one that was drawn before an edit came is not given', async () => {
  const { mentee, mentor, sectionId } = await openReport();
  const { hash } = await readSignatures(mentor.store);
  await write(mentee, sectionId, ' It rained.');
  await syncAll(mentee, mentor);
  expect(await signReport(mentor.store, hash, undefined)).toEqual({ code: 'rule_broken', detail: 'report-changed' });
});
