import { describe, expect, test } from 'vitest';
import { idMaker, instant, people } from '#tests/fixtures.ts';
import { MemoryTx } from '../memory-tx.ts';
import { runMutation } from '../mutators.ts';
import { captionsOf, hindranceOf, takenOn } from './publishing.ts';
import { type Evidence, evidenceSchema } from './schema.ts';
import { wikiPageOf } from './wiki-address.ts';

const newId = idMaker(0xe7);
const context = { exchangeId: newId(), participantId: people.mentee, role: 'mentee' } as const;

/** As an older version of the app wrote it. */
function oldPhoto(): Evidence {
  const file = { blob: 'a'.repeat(64), thumb: null, type: 'image/jpeg', size: 4, name: 'a.jpg' } as const;
  const made = { createdBy: people.mentee, createdAt: instant };
  return evidenceSchema.parse({ id: newId(), sectionId: null, caption: 'The room', licence: 'CC BY-SA 4.0', ...file, ...made }); // biome-ignore format: one row
}

describe('a photo', () => {
  test.each([
    [{}, 'private'],
    [{ publish: true }, 'consent'],
    [{ publish: true, consent: 'not-asked' }, 'consent'],
    [{ publish: false, consent: 'agreed' }, 'private'],
    [{ publish: true, consent: 'agreed', type: 'application/pdf' }, 'type'],
    [{ publish: true, consent: 'agreed' }, undefined],
    [{ publish: true, consent: 'nobody' }, undefined],
  ] as const)('with %j stays out because of: %s', (changes, hindrance) =>
    expect(hindranceOf({ ...oldPhoto(), ...changes })).toBe(hindrance),
  );

  test('was taken on the day that somebody said, or on the one when it was added, in host time', () => {
    const late = { ...oldPhoto(), createdAt: '2026-05-12T23:30:00.000Z' };
    expect(takenOn(late, 'Europe/Prague')).toBe('2026-05-13');
    expect(takenOn({ ...late, takenOn: '2026-05-11' }, 'Europe/Prague')).toBe('2026-05-11');
  });

  test('has its captions by language, without the empty ones', () => {
    const captions = { uk: 'Кімната', pl: ' ', cs: 'Pokoj' };
    expect(captionsOf({ ...oldPhoto(), language: 'en', captions })).toEqual([
      { language: 'en', text: 'The room' },
      { language: 'cs', text: 'Pokoj' },
      { language: 'uk', text: 'Кімната' },
    ]);
  });
});

test('two captions that are written in two languages at once are both kept, and an empty one is taken away', async () => {
  const tx = new MemoryTx();
  const photo = oldPhoto();
  await tx.put('evidence', photo);
  const translate = (language: string, text: string) =>
    runMutation(tx, 'evidence.translate', { id: photo.id, language, text }, context);
  expect(await translate('uk', 'Кімната')).toBeUndefined();
  expect(await translate('cs', 'Pokoj')).toBeUndefined();
  expect((await tx.get('evidence', photo.id))?.captions).toEqual({ uk: 'Кімната', cs: 'Pokoj' });
  await translate('uk', '');
  expect((await tx.get('evidence', photo.id))?.captions).toEqual({ cs: 'Pokoj' });
  expect(await translate('Ukrainian', 'x')).toMatchObject({ code: 'args_invalid' });
});

test('a photo that is blurred twice keeps the very first picture beside it', async () => {
  const tx = new MemoryTx();
  const photo = oldPhoto();
  await tx.put('evidence', photo);
  const blur = (hash: string) =>
    runMutation(
      tx,
      'evidence.blur',
      { id: photo.id, changes: { blob: hash, thumb: null, type: 'image/jpeg', size: 9 } },
      context,
    );
  await blur('b'.repeat(64));
  await blur('c'.repeat(64));
  const row = await tx.get('evidence', photo.id);
  expect(row?.blob).toBe('c'.repeat(64));
  expect(row?.unblurred?.blob).toBe(photo.blob);
});

test('who blurs a photo that the other side has blurred meanwhile is told, and uncovers nobody', async () => {
  const tx = new MemoryTx();
  const photo = oldPhoto();
  await tx.put('evidence', photo);
  const blur = (hash: string) => {
    const changes = { blob: hash, thumb: null, type: 'image/jpeg', size: 9 };
    return runMutation(tx, 'evidence.blur', { id: photo.id, over: photo.blob, changes }, context);
  };
  expect(await blur('b'.repeat(64))).toBeUndefined();
  expect(await blur('c'.repeat(64))).toMatchObject({ code: 'rule_broken', detail: 'photo-changed' });
  expect((await tx.get('evidence', photo.id))?.blob).toBe('b'.repeat(64));
});

test('a resource is an address of the web, and nothing else', async () => {
  const tx = new MemoryTx();
  const page = { sectionId: null, kind: 'new-page', title: '', publish: true, createdBy: people.mentee, createdAt: instant }; // biome-ignore format: one row
  const add = (url: string) => runMutation(tx, 'resource.add', { id: newId(), ...page, url }, context);
  expect(await add('javascript:alert(1)')).toMatchObject({ code: 'rule_broken', detail: 'resource-url' });
  expect(await add('https://meta.wikimedia.org/wiki/CEE')).toBeUndefined();
  const [row] = await tx.list('resource');
  const edit = { id: row?.id, changes: { url: 'ftp://x' } };
  expect(await runMutation(tx, 'resource.edit', edit, context)).toMatchObject({ code: 'rule_broken' });
  expect(await runMutation(tx, 'resource.remove', { id: row?.id }, context)).toBeUndefined();
  expect(await tx.list('resource')).toEqual([]);
});

test.each([
  ['https://uk.wikipedia.org/wiki/%D0%9B%D1%8C%D0%B2%D1%96%D0%B2', 'wikipedia', 'uk', 'Львів'],
  ['https://uk.m.wikipedia.org/wiki/Львів#Історія', 'wikipedia', 'uk', 'Львів'],
  ['https://en.wikipedia.org/w/index.php?title=Main_Page&action=history', 'wikipedia', 'en', 'Main Page'],
  ['https://sr.wikipedia.org/sr-el/Beograd', 'wikipedia', 'sr', 'Beograd'],
  ['https://commons.wikimedia.org/wiki/File:A_b.jpg', 'commons', null, 'File:A b.jpg'],
  ['https://www.wikidata.org/wiki/Q42', 'wikidata', null, 'Q42'],
  ['https://meta.wikimedia.org/wiki/CEE/Report', 'meta', null, 'CEE/Report'],
])('%s is a page', (url, project, language, title) => expect(wikiPageOf(url)).toEqual({ project, language, title }));

test.each([
  'https://example.org/wiki/X',
  'https://wikipedia.org.evil.example/wiki/X',
  'https://en.wikipedia.org@evil.example/wiki/X',
  'https://uk.wikipedia.org/wiki/%E0%A4%A',
  'https://uk.wikipedia.org/',
  'javascript:alert(1)',
])('%s is no page of a wiki', (url) => expect(wikiPageOf(url)).toBeUndefined());
