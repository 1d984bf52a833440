import { beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { contextOf, exchangeId, idMaker, instant, people, sampleExchange, sampleSection } from '#tests/fixtures.ts';
import { bytesToBase64 } from '../base64.ts';
import type { Kind, Row } from '../kinds.ts';
import { MemoryTx } from '../memory-tx.ts';
import { type MutationName, runMutation } from '../mutators.ts';
import { collectPublication, type RowsOf } from '../publication/collect.ts';
import { hashOf, wordsOf } from '../signature/content.ts';
import { readReport } from '../signature/texts.ts';
import { textField } from '../text.ts';
import { translationId } from './translations.ts';

const newId = idMaker(0x77a);
const section = sampleSection(newId());
const id = translationId(section.id, 'uk');
const add = { id, sectionId: section.id, language: 'uk' };
let tx: MemoryTx;

const run = async (name: MutationName, args: object, role: 'mentee' | 'mentor' | 'hub' = 'mentee') =>
  (await runMutation(tx, name, args, contextOf(role)))?.code;

function write(textId: string, words: string) {
  const doc = new Y.Doc();
  doc.getText(textField).insert(0, `${words}\n`);
  const update = bytesToBase64(Y.encodeStateAsUpdate(doc));
  return run('text.edit', { id: newId(), textId, update, authorId: people.mentee, at: instant });
}

const report = () =>
  readReport(tx, async (textId) => (await tx.list('textUpdate', textId)).map(({ update }) => update));

async function publish(language: string | null) {
  const rows = new Map<Kind, Row[]>();
  for (const kind of ['exchange', 'section', 'translation', 'textUpdate', 'objective'] as const)
    rows.set(kind, await tx.list(kind));
  // Under each kind stand its rows.
  const rowsOf = ((kind: Kind) => rows.get(kind) ?? []) as RowsOf;
  const collected = collectPublication(rowsOf, language);
  if (!collected) throw new Error('nothing to publish');
  const { publication, languages } = collected;
  const words = publication.sections.map(({ blocks }) =>
    blocks.map(({ inlines }) => inlines.map(({ text }) => text).join('')).join(' '),
  );
  return { publication, languages, words };
}

beforeEach(async () => {
  tx = new MemoryTx();
  await tx.put('exchange', { ...sampleExchange, id: exchangeId });
  await run('section.add', section, 'hub');
});

describe('a text in a further language', () => {
  test('is one, whoever of the pair adds it, and as often as it is added', async () => {
    expect(await run('translation.add', add)).toBeUndefined();
    expect(await run('translation.add', add, 'mentor')).toBeUndefined();
    expect(await tx.list('translation', section.id)).toEqual([add]);
  });

  test('belongs to a section that is there, under the id of both, in a language with a code', async () => {
    expect(await run('translation.add', { ...add, id: newId() })).toBe('args_invalid');
    const nowhere = newId();
    const lost = { id: translationId(nowhere, 'uk'), sectionId: nowhere, language: 'uk' };
    expect(await run('translation.add', lost)).toBe('not_found');
    expect(await run('translation.add', { ...add, language: 'Ukrainian' })).toBe('args_invalid');
    expect(await run('translation.add', add, 'hub')).toBe('not_allowed');
  });

  test('is written like any joint text, and not before it was added', async () => {
    expect(await write(id, 'Разом')).toBe('not_found');
    await run('translation.add', add);
    expect(await write(id, 'Разом')).toBeUndefined();
  });

  test('comes back with its words when it is added again, or when the other side has gone on writing', async () => {
    await run('translation.add', add);
    await write(id, 'Разом');
    await run('translation.remove', { id });
    expect((await publish('uk')).words).toEqual(['']);
    await run('translation.add', add);
    expect((await publish('uk')).words).toEqual(['Разом']);
    await run('translation.remove', { id });
    await write(id, 'Ще');
    expect((await publish('uk')).words[0]).toContain('Разом');
  });
});

describe('what both sides sign', () => {
  test('holds each language’s words, and is the same as before while nobody has begun one', async () => {
    await write(section.id, 'Together');
    const before = hashOf(await report());
    await run('translation.add', add);
    expect(hashOf(await report())).toBe(before);
    await write(id, 'Разом');
    const words = (await report()).map((part) => [part.kind, part.values.language, wordsOf(part).trim()]);
    expect(words.filter(([kind]) => kind === 'section' || kind === 'translation')).toEqual([
      ['section', undefined, 'Together'],
      ['translation', 'uk', 'Разом'],
    ]);
    expect(hashOf(await report())).not.toBe(before);
  });

  test('holds no language that was removed', async () => {
    await write(section.id, 'Together');
    const before = hashOf(await report());
    await run('translation.add', add);
    await write(id, 'Разом');
    await run('translation.remove', { id });
    expect(hashOf(await report())).toBe(before);
  });
});

describe('the report in a language', () => {
  test('has each section’s text in it, and the main text where there is none, and says so', async () => {
    const other = { ...sampleSection(newId()), key: 'next' as const };
    await run('section.add', other, 'hub');
    await run('section.edit', { id: section.id, changes: { language: 'en' } });
    await run('translation.add', add);
    await write(section.id, 'Together');
    await write(other.id, 'We meet again');
    await write(id, 'Разом');
    const inUkrainian = await publish('uk');
    expect(inUkrainian.words).toEqual(['Разом', 'We meet again']);
    expect(inUkrainian.publication.sections.map(({ language }) => language)).toEqual(['uk', null]);
    expect(inUkrainian.languages).toEqual({ offered: ['en', 'uk'], lacking: ['next'] });
    const asWritten = await publish(null);
    expect(asWritten.words).toEqual(['Together', 'We meet again']);
    expect(asWritten.languages.lacking).toEqual([]);
    expect((await publish('en')).words).toEqual(['Together', 'We meet again']);
  });

  test('shows a table that the main text has taken in, since this text has not', async () => {
    const learned = { ...sampleSection(newId()), key: 'learned' as const };
    await run('section.add', learned, 'hub');
    const objective = { id: newId(), order: 'V', title: 'Find partners', problem: '', indicator: '', state: 'open' };
    await tx.put('objective', objective as Row<'objective'>);
    const taken = { occasion: newId(), by: people.mentee, at: instant, revert: 'AAA=' };
    await run('section.take', { id: learned.id, block: 'objectives', revertId: newId(), ...taken });
    const language = { id: translationId(learned.id, 'uk'), sectionId: learned.id, language: 'uk' };
    await run('translation.add', language);
    await write(learned.id, 'Find partners: done');
    await write(language.id, 'Навчилися');
    expect((await publish(null)).publication.objectives).toEqual([]);
    expect((await publish('uk')).publication.objectives).toHaveLength(1);
  });
});
