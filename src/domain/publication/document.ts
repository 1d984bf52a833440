import { amountToDecimal } from '../expense/money.ts';
import type { Category } from '../expense/schema.ts';
import type { ObjectiveState } from '../plan/schema.ts';
import type { LiveBlock, Section } from '../report/schema.ts';
import type { Block } from '../rich-text.ts';
import type { Publication, PublishedPhoto, PublishedResource, PublishedSession } from './publication.ts';

/** The words of an export that the interface has too, by the names of its messages. */
export type DocumentWord =
  | `section-${Section['key']}`
  | `objective-state-${ObjectiveState}`
  | `category-${Category}`
  | `resource-kind-${PublishedResource['kind']}`;

/** The words that only an export has: its headings, and what its tables say. */
export type OwnWord =
  | 'schedule' | 'objectives' | 'questions' | 'finances' | 'actions' | 'photos' | 'resources'
  | 'planned' | 'session' | 'outcome' | 'objective' | 'state' | 'question' | 'answer' | 'total' | 'none'
  | 'approved' | 'spent' | 'category' | 'what' | 'who' | 'due' | 'done' | 'dropped' | 'open-session' | 'action-done'
  | 'mentee' | 'mentor'; // biome-ignore format: a list of names

/** In which language an export speaks of what is not the pair's own words. */
export type DocumentWords = {
  word: (name: DocumentWord) => string;
  own: (name: OwnWord) => string;
  /** “moved to $1”, “took place $1”, “$1 and $2, in $3, $4”, “$1 expenses are not counted”. */
  moved: (to: string) => string;
  actual: (times: string) => string;
  intro: (names: readonly [mentee: string, mentor: string, city: string, days: string]) => string;
  uncounted: (count: number) => string;
  day: (day: string) => string;
};

/** A publication as the parts of a page, which each format writes down in its own way. */
export type DocumentPart =
  | { part: 'heading'; level: 2 | 3; text: string }
  | { part: 'words'; text: string }
  | { part: 'block'; block: Block }
  | { part: 'people'; people: { role: string; username: string }[] }
  | { part: 'table'; head: string[]; rows: string[][] /** The last row is the sum of the others. */; hasTotal: boolean }
  | { part: 'resources'; resources: (PublishedResource & { kindWords: string })[] }
  | { part: 'photos'; photos: PublishedPhoto[] };

/** Where in the report the tables stand that are made from the plan, the schedule and the accounts. */
export function documentOf(publication: Publication, words: DocumentWords): DocumentPart[] {
  const { word, own: ownWord } = words;
  const made = madeParts(publication, words);
  const placed = new Set<Section['key']>();
  const sections = publication.sections.flatMap(({ key, blocks }): DocumentPart[] => {
    const own = blocks.map((block): DocumentPart => ({ part: 'block', block }));
    const parts = [...own, ...(placed.has(key) ? [] : (made[key] ?? [])), ...photosIn(publication, key)];
    placed.add(key);
    return parts.length === 0 ? [] : [heading(2, word(`section-${key}`)), ...parts];
  });
  // A template without the part that a table belongs to still has the table.
  const homeless = Object.entries(made).flatMap(([key, parts]) => (placed.has(key as Section['key']) ? [] : parts));
  const rest = photosIn(publication, null);
  return [
    ...introOf(publication, words),
    ...sections,
    ...homeless,
    ...financesOf(publication, words),
    ...(rest.length === 0 ? [] : [heading(2, ownWord('photos')), ...rest]),
  ];
}

function heading(level: 2 | 3, text: string): DocumentPart {
  return { part: 'heading', level, text };
}

function introOf(publication: Publication, { own, intro, day }: DocumentWords): DocumentPart[] {
  const { menteeCommunity, mentorCommunity, hostCity, firstDay, lastDay, people } = publication;
  const listed = people.map(({ role, username }) => ({ role: own(role), username }));
  return [
    { part: 'words', text: intro([menteeCommunity, mentorCommunity, hostCity, `${day(firstDay)} – ${day(lastDay)}`]) },
    ...(listed.length === 0 ? [] : [{ part: 'people', people: listed } as const]),
  ];
}

type Made = Partial<Record<Section['key'], DocumentPart[]>>;

function madeParts(publication: Publication, words: DocumentWords): Made {
  return {
    done: scheduleOf(publication, words),
    learned: [...objectivesOf(publication, words), ...questionsOf(publication, words)],
    resources: resourcesOf(publication, words),
    next: actionsOf(publication, words),
  };
}

/** A table under its own heading; nothing at all without a row. */
function table(title: string, head: string[], rows: string[][], hasTotal = false): DocumentPart[] {
  return rows.length === 0 ? [] : [heading(3, title), { part: 'table', head, rows, hasTotal }];
}

/** What is shown of a block as long as it is live. */
export function liveParts(publication: Publication, block: LiveBlock, words: DocumentWords): DocumentPart[] {
  const makers = { schedule: scheduleOf, objectives: objectivesOf, questions: questionsOf, totals: financesOf };
  return makers[block](publication, words);
}

function scheduleOf({ days }: Publication, words: DocumentWords): DocumentPart[] {
  const { own, day } = words;
  const rows = days.flatMap(({ sessions }) =>
    sessions.map((session) => [
      `${day(session.planned.day)}, ${session.planned.start}–${session.planned.end}`,
      session.title,
      outcomeWords(session, words),
    ]),
  );
  return table(own('schedule'), [own('planned'), own('session'), own('outcome')], rows); // biome-ignore format: one table, one line
}

function outcomeWords({ planned, movedTo, outcome, actual }: PublishedSession, words: DocumentWords): string {
  const { own, moved, actual: took, day } = words;
  const to = movedTo && `${movedTo.day === planned.day ? '' : `${day(movedTo.day)}, `}${movedTo.start}–${movedTo.end}`;
  return [
    own(outcome === 'open' ? 'open-session' : outcome),
    to && moved(to),
    actual && took(`${actual.start}–${actual.end}`),
  ]
    .filter(Boolean)
    .join(' · ');
}

function objectivesOf({ objectives }: Publication, { word, own }: DocumentWords): DocumentPart[] {
  const rows = objectives.map(({ title, state }) => [title, word(`objective-state-${state}`)]);
  return table(own('objectives'), [own('objective'), own('state')], rows);
}

function questionsOf({ questions }: Publication, { own }: DocumentWords): DocumentPart[] {
  const rows = questions.map(({ text, answer }) => [text, answer]);
  return table(own('questions'), [own('question'), own('answer')], rows);
}

function resourcesOf({ resources }: Publication, { word, own }: DocumentWords): DocumentPart[] {
  if (resources.length === 0) return [];
  const listed = resources.map((resource) => ({ ...resource, kindWords: word(`resource-kind-${resource.kind}`) }));
  return [heading(3, own('resources')), { part: 'resources', resources: listed }];
}

function actionsOf({ actions }: Publication, { own, day }: DocumentWords): DocumentPart[] {
  const rows = actions.map(({ what, who, due, done }) => [
    what,
    who,
    due === null ? '' : day(due),
    done ? own('action-done') : '',
  ]);
  const head = [own('what'), own('who'), own('due'), own('state')];
  return table(own('actions'), head, rows);
}

function financesOf({ finances }: Publication, { word, own, uncounted }: DocumentWords): DocumentPart[] {
  if (!finances || finances.lines.length === 0) return [];
  const { currency, lines, approved, spent, uncounted: count } = finances;
  const money = (minor: number) => `${amountToDecimal(minor, currency)} ${currency}`;
  const rows = lines.map((line) => [
    line.category === null ? own('none') : word(`category-${line.category}`),
    money(line.approved),
    money(line.spent),
  ]);
  const head = [own('category'), own('approved'), own('spent')];
  return [
    heading(2, own('finances')),
    { part: 'table', head, rows: [...rows, [own('total'), money(approved), money(spent)]], hasTotal: true },
    ...(count > 0 ? [{ part: 'words', text: uncounted(count) } as const] : []),
  ];
}

function photosIn({ photos, language }: Publication, key: Section['key'] | null): DocumentPart[] {
  const own = photos.filter(({ section }) => section === key);
  return own.length === 0 ? [] : [{ part: 'photos', photos: own.map((photo) => captionedIn(photo, language)) }];
}

/** In a language of the report the caption is in that too; all of them, where there is none in it or none was asked for. */
function captionedIn(photo: PublishedPhoto, language: string | null): PublishedPhoto {
  const captions = photo.captions.filter((caption) => caption.language === language);
  return language === null || captions.length === 0 ? photo : { ...photo, captions };
}
