import { captionsOf, hindranceOf, takenOn } from '../evidence/publishing.ts';
import type { Evidence } from '../evidence/schema.ts';
import { wikiPageOf } from '../evidence/wiki-address.ts';
import type { Exchange, Participant } from '../exchange/schema.ts';
import { budgetTotals } from '../expense/totals.ts';
import type { Kind, Row } from '../kinds.ts';
import { byOrder } from '../order.ts';
import { isShared } from '../private.ts';
import { takenBlocks } from '../report/blocks.ts';
import type { Section } from '../report/schema.ts';
import { isShown } from '../report/translations.ts';
import { type Block, blocksOf, type Inline } from '../rich-text.ts';
import { outcomesByDay, visitBegins } from '../schedule/outcome.ts';
import { isAddressOfTheWeb } from '../web-address.ts';
import { commonsName } from './commons.ts';
import type { KeptOut, Languages, PhotoBytes, Publication, PublishedFinances, PublishedPhoto } from './publication.ts';

/** All rows of a kind that an exchange has. */
export type RowsOf = <K extends Kind>(kind: K) => readonly Row<K>[];

export type Collected = { publication: Publication; files: PhotoBytes[]; keptOut: KeptOut; languages: Languages };

/** The part that is for the Hub's eyes. */
const privateSection: Section['key'] = 'feedback';

/**
 * Picks from the rows of an exchange what may be published: each field by its name, so that a new field, a new kind and
 * a section of a newer template stay private until somebody adds them here.
 *
 * @param language each section's text in it, where there is one, in the place of its own
 * @returns undefined for rows without an exchange
 */
export function collectPublication(rows: RowsOf, language: string | null = null): Collected | undefined {
  const [exchange] = rows('exchange');
  if (!exchange) return undefined;
  const { topic, menteeCommunity, mentorCommunity, hostCity, format, firstDay, lastDay } = exchange;
  const sections = rows('section')
    .filter(({ key }) => key !== privateSection)
    .sort(byOrder);
  const { photos, files } = photosOf(rows, exchange, sections);
  const names = new Map(files.map(({ id, name }) => [id, name]));
  const written = sections.map((section) => ({ section, ...wordsFor(rows, section, language, names) }));
  // What has become text is published as that, and as nothing else; another language's text has none of it.
  const taken = takenBlocks(written.filter(({ isOwn }) => isOwn).map(({ section }) => section));
  const publication: Publication = {
    ...{ language, topic, menteeCommunity, mentorCommunity, hostCity, format, firstDay, lastDay },
    people: peopleOf(rows('participant')),
    sections: written.map(({ section: { key }, language: writtenIn, blocks }) => ({
      key,
      language: writtenIn,
      blocks,
    })),
    objectives: (taken.has('objectives') ? [] : rows('objective'))
      .toSorted(byOrder)
      .map(({ title, state }) => ({ title, state })),
    days: taken.has('schedule') ? [] : daysOf(rows, exchange),
    questions: (taken.has('questions') ? [] : rows('question'))
      .filter(({ answered }) => answered)
      .sort(byOrder)
      .map(({ text, answer }) => ({ text, answer })),
    finances: taken.has('totals') ? null : financesOf(rows, exchange),
    actions: rows('actionItem')
      .toSorted(byOrder)
      .map(({ what, who, due, done }) => ({ what, who, due, done })),
    photos,
    resources: resourcesOf(rows, sections),
  };
  const lacking = written
    .filter((part) => language !== null && part.language !== language && part.blocks.length > 0)
    .map(({ section: { key } }) => key);
  return {
    publication,
    files: files.map(({ name, blob }) => ({ name, blob })),
    keptOut: keptOutOf(rows),
    languages: { offered: languagesOf(rows, sections), lacking },
  };
}

type Names = ReadonlyMap<string, string>;

/** A section's words in a language, or its own where nobody has written any in that. */
function wordsFor(rows: RowsOf, { id, language: own = null }: Section, language: string | null, names: Names) {
  const translation = own === language ? undefined : rows('translation').find((one) => one.sectionId === id && one.language === language); // biome-ignore format: one search
  if (translation && isShown(translation)) {
    const blocks = blocksFor(rows, translation.id, names);
    if (blocks.length > 0) return { language, blocks, isOwn: false };
  }
  return { language: own, blocks: blocksFor(rows, id, names), isOwn: true };
}

/** The languages that the report can be had in, by their codes. */
function languagesOf(rows: RowsOf, sections: readonly Section[]): string[] {
  const ids = new Set(sections.map(({ id }) => id));
  const translations = rows('translation').filter((one) => isShown(one) && ids.has(one.sectionId));
  const own = sections.flatMap(({ language }) => language ?? []);
  return [...new Set([...own, ...translations.map(({ language }) => language)])].sort();
}

/** By the names that they have on the wikis: a name from elsewhere is nobody's to publish. */
function peopleOf(participants: readonly Participant[]): Publication['people'] {
  return participants.flatMap(({ username, role, lead }) => {
    const name = username.trim();
    return role === 'hub' || name === '' ? [] : [{ username: name, role, lead }];
  });
}

function blocksFor(rows: RowsOf, textId: string, names: Names): Block[] {
  const updates = rows('textUpdate').filter((update) => update.textId === textId);
  return blocksOf(updates.map(({ update }) => update)).map((block) => ({
    ...block,
    inlines: block.inlines.map((inline) => withFileName(inline, names)),
  }));
}

/** A reference to evidence that stays private is the words that stand there, and no more. */
function withFileName({ evidence, ...inline }: Inline, names: Names): Inline {
  const name = evidence === undefined ? undefined : names.get(evidence);
  return name === undefined ? inline : { ...inline, evidence: name };
}

function daysOf(rows: RowsOf, exchange: Exchange): Publication['days'] {
  const sessions = rows('session')
    .filter(isShared)
    .sort((a, b) => (`${a.day} ${a.start}` < `${b.day} ${b.start}` ? -1 : 1));
  const days = outcomesByDay(sessions, rows('sessionChange').filter(isShared), visitBegins(exchange));
  return days.map(({ day, sessions: outcomes }) => ({
    day,
    sessions: outcomes.map(({ session: { title }, planned, movedTo, outcome, actual }) => ({
      ...{ title, planned, movedTo, outcome },
      actual: actual && { start: actual.start, end: actual.end },
    })),
  }));
}

/** Totals only: what was bought, from whom and by whom is between the pair and the Hub. */
function financesOf(rows: RowsOf, { currency }: Exchange): PublishedFinances {
  const totals = budgetTotals(rows('expense'), rows('budgetLine'), currency);
  return {
    currency,
    lines: totals.lines.map(({ category, approved, spent }) => ({ category, approved, spent })),
    approved: totals.approved,
    spent: totals.spent,
    uncounted: totals.waiting.details + totals.waiting.rates,
  };
}

type NamedFile = PhotoBytes & { id: string };

function photosOf(rows: RowsOf, exchange: Exchange, sections: readonly Section[]) {
  const taken = new Set<string>();
  const people = new Map(rows('participant').map((person) => [person.id, person]));
  const photos: PublishedPhoto[] = [];
  const files: NamedFile[] = [];
  for (const row of rows('evidence').toSorted(byTime)) {
    const photo = photoOf(row, exchange, people, taken);
    if (!photo) continue;
    photos.push({ ...photo, section: keyOf(sections, row.sectionId) });
    files.push({ id: row.id, name: photo.name, blob: row.blob });
  }
  return { photos, files };
}

function byTime(a: Evidence, b: Evidence): number {
  return `${a.createdAt} ${a.id}` < `${b.createdAt} ${b.id}` ? -1 : 1;
}

function photoOf(
  row: Evidence,
  { hostZone, hostCity }: Exchange,
  people: ReadonlyMap<string, Participant>,
  taken: Set<string>,
): Omit<PublishedPhoto, 'section'> | undefined {
  const { type, licence, consent, place = '' } = row;
  // The second half is for the compiler: a hindrance is all of these.
  if (hindranceOf(row) || type === 'application/pdf' || consent === undefined || consent === 'not-asked')
    return undefined;
  const about = { captions: captionsOf(row), takenOn: takenOn(row, hostZone), type };
  const typed = row.creator?.trim() ?? '';
  const username = people.get(row.createdBy)?.username.trim() ?? '';
  return {
    ...about,
    name: commonsName(about, hostCity, taken),
    creator: typed || username,
    isUser: username !== '' && (typed === '' || typed === username),
    ...{ place, licence, consent },
  };
}

function resourcesOf(rows: RowsOf, sections: readonly Section[]): Publication['resources'] {
  return rows('resource')
    .filter(({ publish, url }) => publish && isAddressOfTheWeb(url))
    .sort((a, b) => (`${a.createdAt} ${a.id}` < `${b.createdAt} ${b.id}` ? -1 : 1))
    .map(({ kind, url, title, sectionId }) => ({
      ...{ kind, url, title },
      page: wikiPageOf(url) ?? null,
      section: keyOf(sections, sectionId),
    }));
}

function keyOf(sections: readonly Section[], id: string | null): Section['key'] | null {
  return sections.find((section) => section.id === id)?.key ?? null;
}

function keptOutOf(rows: RowsOf): KeptOut {
  return {
    photos: rows('evidence').flatMap((row) => {
      const reason = hindranceOf(row);
      return reason ? [{ id: row.id, caption: row.caption, reason }] : [];
    }),
    resources: rows('resource').filter(({ publish }) => !publish).length,
    personalSessions: rows('session').filter((session) => !isShared(session)).length,
    peopleWithoutUsername: rows('participant').filter(({ role, username }) => role !== 'hub' && username.trim() === '')
      .length,
  };
}
