import type { Searchable } from '#domain/search/find.ts';
import type { Findable } from '#store/queries/search.ts';
import type { Format } from '../i18n/format.ts';
import type { MessageKey, Translate } from '../i18n/i18n.ts';
import { bookingTitle } from './booking-words.ts';
import { expenseTitle, searchTexts } from './expense-words.ts';

/** The parts of the app that results are grouped by, in their order. */
export const groups = ['plan', 'schedule', 'expenses', 'report', 'notes', 'travel', 'people'] as const;
export type Group = (typeof groups)[number];

/** What the search lists: where it stands, and what it is, in words. */
export type Entry = Searchable & { id: string; group: Group; href: string; about: string };

type Words = {
  t: Translate;
  format: Format /** Whether the person may open the forms of the pair. */;
  isPair: boolean;
};

/** What may be found, as people name it and with the address of its very place. */
export function toEntry(found: Findable, words: Words): Entry {
  const named = nameOf(found, words);
  const texts = [...named.texts, ...found.words].filter((text) => text.trim() !== '');
  return { ...named, texts, id: found.row.id };
}

/** What a result is, beside its name. */
const kindKeys = {
  objective: 'search-kind-objective',
  question: 'search-kind-question',
  material: 'search-kind-material',
  practicalities: 'search-kind-practicalities',
  section: 'search-kind-section',
  actionItem: 'search-kind-action-item',
  evidence: 'search-kind-evidence',
  note: 'search-kind-note',
  callNote: 'search-kind-call-note',
  checkIn: 'search-kind-check-in',
  booking: 'search-kind-booking',
} as const satisfies Partial<Record<Findable['kind'], MessageKey>>;

type Named = Omit<Entry, 'id'>;

function nameOf(found: Findable, words: Words): Named {
  switch (found.kind) {
    case 'objective':
    case 'question':
    case 'material':
    case 'practicalities':
      return ofPlan(found, words);
    case 'section':
    case 'actionItem':
    case 'evidence':
      return ofReport(found, words);
    case 'note':
    case 'callNote':
    case 'checkIn':
      return ofNotes(found, words);
    default:
      return ofRest(found, words);
  }
}

type Of<K extends Findable['kind']> = Extract<Findable, { kind: K }>;

function ofPlan(found: Of<'objective' | 'question' | 'material' | 'practicalities'>, { t }: Words): Named {
  const { kind, row } = found;
  const place = { group: 'plan' as const, href: `/plan#${kind}-${row.id}`, about: t(kindKeys[kind]) };
  if (kind === 'question') return { ...place, title: row.text, texts: [row.answer] };
  if (kind === 'objective')
    return { ...place, title: row.title, texts: [row.problem, row.difference ?? '', row.indicator] };
  if (kind === 'material') return { ...place, title: row.title, texts: [row.note, row.url, row.name ?? ''] };
  const { venue, venueAddress, lodging, lodgingAddress, emergencyName, emergencyPhone, emergencyNote, houseRules } =
    row;
  const emergency = [emergencyName, emergencyPhone, emergencyNote];
  const texts = [venue, venueAddress, lodging, lodgingAddress, ...emergency, houseRules];
  return { ...place, title: t('practical-title'), texts };
}

function ofReport(found: Of<'section' | 'actionItem' | 'evidence'>, { t, format, isPair }: Words): Named {
  const { kind, row } = found;
  const what = { group: 'report' as const, about: t(kindKeys[kind]) };
  if (kind === 'section') return { ...what, href: `/report/${row.id}`, title: t(`section-${row.key}`), texts: [] };
  if (kind === 'evidence') {
    const href = row.sectionId ? `/report/${row.sectionId}` : '/report';
    return { ...what, href, title: row.caption || t('evidence-no-caption'), texts: [row.name] };
  }
  const texts = [row.who, row.note, row.due ? format.day(row.due) : ''];
  return { ...what, href: isPair ? `/report?action=${row.id}` : '/report', title: row.what, texts };
}

/** A note has no name: what it says is its title as far as a line reaches, and its text. */
function ofNotes(found: Of<'note' | 'callNote' | 'checkIn'>, { t, isPair }: Words): Named {
  const words = found.kind === 'note' ? found.row.body : found.row.words;
  const texts = words.length > openingLength ? [words] : [];
  const named = { group: 'notes' as const, about: t(kindKeys[found.kind]), title: openingOf(words), texts };
  if (found.kind === 'callNote') return { ...named, href: '/plan/call' };
  return { ...named, href: found.kind === 'note' && isPair ? `/today?note=${found.row.id}` : '/today' };
}

function ofRest(found: Of<'session' | 'expense' | 'booking' | 'participant'>, { t, format }: Words): Named {
  if (found.kind === 'participant') {
    const { name, community, username, role } = found.row;
    return { group: 'people', href: '/more', title: name, texts: [community, username], about: t(`role-${role}`) };
  }
  if (found.kind === 'booking') {
    const { id, provider, reference, from, to, place, note } = found.row;
    const texts = [provider, reference, from, to, place, note];
    return {
      group: 'travel',
      href: `/plan#booking-${id}`,
      title: bookingTitle(found.row, t),
      texts,
      about: t(kindKeys.booking),
    };
  }
  if (found.kind === 'session') {
    const { id, day, start, title, place, note } = found.row;
    const about = `${format.day(day, 'short')} · ${start}`;
    return { group: 'schedule', href: `/plan/schedule/${id}`, title, texts: [place, note], about };
  }
  const { row } = found;
  const more = [row.explanation ?? '', row.guests ?? '', row.declaration?.reason ?? ''];
  const texts = [...searchTexts({ expense: row, receipts: [] }, t, format), ...more];
  const parts = (row.parts ?? []).map(({ note }) => note);
  const href = `/expenses/${row.id}`;
  return {
    group: 'expenses',
    href,
    title: expenseTitle(row, t),
    texts: [...texts, ...parts],
    about: spent(found, format),
  };
}

/** “€12.50 · 12 May”, as far as it is known. */
function spent({ row: { amount, currency, day } }: Of<'expense'>, format: Format): string {
  const money = amount !== null && currency !== null ? format.money(amount, currency) : '';
  return [money, day ? format.day(day, 'short') : ''].filter(Boolean).join(' · ');
}

/** UTF-16 units. */
const openingLength = 80;

function openingOf(words: string): string {
  const line = words.replace(/\s+/g, ' ').trim();
  if (line.length <= openingLength) return line;
  const space = line.lastIndexOf(' ', openingLength);
  return `${line.slice(0, space > 0 ? space : openingLength).toWellFormed()} …`;
}
