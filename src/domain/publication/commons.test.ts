import { expect, test } from 'vitest';
import Parser from 'wikiparser-node';
import { commonsName, informationOf } from './commons.ts';
import type { PublishedPhoto } from './publication.ts';

const photo: PublishedPhoto = {
  name: 'The room – Brno 2026-05-12.jpg',
  type: 'image/jpeg',
  captions: [{ language: null, text: 'The room' }],
  creator: 'Anna K',
  isUser: true,
  takenOn: '2026-05-12',
  place: '',
  licence: 'CC BY-SA 4.0',
  consent: 'agreed',
  section: null,
};

function nameOf(text: string, taken = new Set<string>(), language: string | null = null): string {
  return commonsName({ ...photo, captions: [{ language, text }] }, 'Brno', taken);
}

const bytes = (text: string) => new TextEncoder().encode(text).length;

test.each([
  ['the whiteboard', 'The whiteboard – Brno 2026-05-12.jpg'],
  ['', 'Peer Learning Exchange – Brno 2026-05-12.jpg'],
  ['#<>[]|{}:/\\%41&amp;?*"~~~', '41 amp; – Brno 2026-05-12.jpg'],
  ['дошка в бібліотеці', 'Дошка в бібліотеці – Brno 2026-05-12.jpg'],
  ['  two\n\nlines_and__blanks ', 'Two lines and blanks – Brno 2026-05-12.jpg'],
  ['party 🎉👩‍💻', 'Party – Brno 2026-05-12.jpg'],
  ['\u202egnp.exe', 'Gnp.exe – Brno 2026-05-12.jpg'],
  ['...', 'Peer Learning Exchange – Brno 2026-05-12.jpg'],
])('a photo captioned %j is called %j', (caption, name) => expect(nameOf(caption)).toBe(name));

test('a name is never longer than MediaWiki allows, and no letter is cut from its marks', () => {
  for (const text of ['ы'.repeat(500), 'e\u0301'.repeat(400), 'क्षि'.repeat(300), '𠜎'.repeat(300)]) {
    const name = nameOf(text);
    expect(bytes(name)).toBeLessThanOrEqual(240);
    expect(name.isWellFormed()).toBe(true);
    expect(name).toMatch(/ – Brno 2026-05-12\.jpg$/);
    const kept = name
      .replace(/ – Brno.*/, '')
      .normalize('NFC')
      .toLowerCase();
    expect(text.normalize('NFC').startsWith(kept)).toBe(true);
  }
});

test('no two photos have one name, also by case', () => {
  const taken = new Set<string>();
  const names = ['The room', 'the room', 'THE ROOM'].map((text) => nameOf(text, taken));
  expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(3);
  expect(names[1]).toBe('The room – Brno 2026-05-12 (2).jpg');
});

test('the English caption names the file, where there is one', () => {
  const captions = [
    { language: 'uk', text: 'Кімната' },
    { language: 'en', text: 'The room' },
  ];
  expect(commonsName({ ...photo, captions }, 'Brno', new Set())).toBe('The room – Brno 2026-05-12.jpg');
});

test('the page of a photo says what, when, by whom, under which licence and with whose consent', () => {
  const captions = [
    { language: 'en', text: 'a=b | }} [[x]]' },
    { language: 'uk', text: 'Кімната' },
  ];
  const page = informationOf({ ...photo, captions, place: 'Moravská {{library}}' }, 'Starting a WikiClub');
  const root = Parser.parse(page, false);
  const information = root.querySelector('template#Template\\:Information');
  expect(root.querySelectorAll('template').map(({ name }) => name?.replace('Template:', ''))).toEqual([
    'Information', 'En', 'Uk', 'Own', 'Information_field', 'Information_field', 'Personality_rights', 'Self',
  ]); // biome-ignore format: a list of names
  expect(information).toBeDefined();
  expect(page).toContain('|date=2026-05-12\n');
  expect(page).toContain('{{en|1=a&#61;b &#124; &#125;&#125; &#91;&#91;x&#93;&#93;}}{{uk|1=Кімната}}'.replace('}}{{uk', '}}\n{{uk')); // biome-ignore format: one line
  expect(page).toContain('{{self|author=[[User:Anna K|Anna K]]|cc-by-sa-4.0}}');
});

test('whoever is no user of the wikis is named, and the uploader does not claim the photo', () => {
  const page = informationOf({ ...photo, creator: 'Anna | Nová', isUser: false, consent: 'nobody' }, 'Topic');
  expect(page).toContain('|author=Anna &#124; Nová\n');
  expect(page).not.toMatch(/\{\{(own|self|Personality)/);
  expect(page).toContain('{{cc-by-sa-4.0}}');
  expect(page).toContain('No person can be recognised in this photo.');
});
