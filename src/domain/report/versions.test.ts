import { expect, test } from 'vitest';
import { contextOf, idMaker, instant, people, sampleSection } from '#tests/fixtures.ts';
import { MemoryTx } from '../memory-tx.ts';
import { runMutation } from '../mutators.ts';
import { idSchema } from '../scalars.ts';
import { versionLimit } from './schema.ts';
import { dayId, keepVersions, versionId } from './versions.ts';

const newId = idMaker(0x5e);
const section = sampleSection(newId());
const kept = {
  id: newId(),
  textId: section.id,
  words: 'Before.',
  reason: 'restore',
  authorId: people.mentee,
  at: instant,
};

async function withSection(): Promise<MemoryTx> {
  const tx = new MemoryTx();
  await tx.put('section', section);
  return tx;
}

test('a signature keeps the words of every text that has some, once, however often it is run', async () => {
  const tx = await withSection();
  const [one, two, long] = [newId(), newId(), newId()];
  const signature = { id: newId(), reason: 'signature', authorId: people.mentor, at: instant } as const;
  const texts = [
    { textId: one, words: 'What we learned.' },
    { textId: two, words: ' \n' },
    { textId: long, words: 'a'.repeat(versionLimit + 1) },
  ];
  await keepVersions(tx, signature, texts);
  await keepVersions(tx, signature, [{ textId: one, words: 'Written after it was signed.' }]);
  expect(await tx.list('textVersion')).toEqual([
    { ...signature, id: versionId(one, signature.id), textId: one, words: 'What we learned.' },
  ]);
});

test('the id of a version is a UUID, the same everywhere, and another for each text and each occasion', () => {
  const [one, two] = [newId(), newId()];
  const ids = [one, two].flatMap((textId) =>
    [dayId('2026-05-12'), dayId('2026-05-13'), newId()].map((id) => versionId(textId, id)),
  );
  for (const id of ids) expect(idSchema.safeParse(id).success, id).toBe(true);
  expect(new Set(ids).size).toBe(6);
  expect(versionId(one, dayId('2026-05-12'))).toBe(ids[0]);
});

test('the words before a restore are kept by who restores, of a text that is there, once', async () => {
  const tx = await withSection();
  const keep = (args: unknown, role: 'mentee' | 'mentor' | 'hub' = 'mentee') =>
    runMutation(tx, 'version.keep', args, contextOf(role));
  expect((await keep(kept, 'mentor'))?.code).toBe('not_allowed');
  expect((await keep(kept, 'hub'))?.code).toBe('not_allowed');
  expect((await keep({ ...kept, textId: newId() }))?.code).toBe('not_found');
  expect((await keep({ ...kept, reason: 'signature' }))?.code).toBe('args_invalid');
  expect(await tx.list('textVersion')).toEqual([]);
  expect(await keep(kept)).toBeUndefined();
  expect((await keep({ ...kept, words: 'After.' }))?.code).toBe('already_exists');
  expect(await tx.list('textVersion', section.id)).toEqual([kept]);
});
