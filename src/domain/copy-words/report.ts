import type { CopiedExchange } from '../copy.ts';
import type { Evidence } from '../evidence/schema.ts';
import type { Row } from '../kinds.ts';
import { byOrder } from '../order.ts';
import { byLanguage } from '../report/translations.ts';
import { outcomesByDay, type SessionOutcome, visitBegins } from '../schedule/outcome.ts';
import { textOf } from '../text.ts';
import type { ExportedExchange } from './reading.ts';
import { fileOf, type Reading, readingOf } from './reading.ts';

/** An exchange as plain words under headings (Markdown): plan, schedule, joint report, notes. */
export function reportOf({ shown, copied }: ExportedExchange): string {
  const reading = readingOf(shown);
  const exchange = reading.rows('exchange')[0];
  return [
    `# ${exchange?.topic ?? copied.exchangeId}`,
    '',
    ...(exchange
      ? [
          `${exchange.menteeCommunity} and ${exchange.mentorCommunity}, ${exchange.hostCity}, ${exchange.firstDay} to ${exchange.lastDay} (${exchange.hostZone}).`,
          [exchange.venue, exchange.address].filter(Boolean).join(', '),
        ]
      : []),
    ...chapter('People', reading.rows('participant').map(personLine)),
    ...chapter(
      'Learning objectives',
      reading
        .rows('objective')
        .sort(byOrder)
        .flatMap((objective) => objectiveLines(objective, reading)),
    ),
    ...chapter('Questions', reading.rows('question').sort(byOrder).flatMap(questionLines)),
    ...chapter('Reading', reading.rows('material').sort(byOrder).map(materialLine)),
    ...scheduleLines(reading),
    ...outcomeLines(reading),
    ...sectionLines(reading),
    ...chapter('Action items', reading.rows('actionItem').sort(byOrder).map(actionLine)),
    ...chapter(
      'Photos',
      reading.rows('evidence').map((evidence) => evidenceLine(evidence, reading)),
    ),
    ...chapter('Notes', reading.rows('note').map((note) => `- ${reading.nameOf(note.createdBy)}, ${note.createdAt}: ${note.body}`)), // biome-ignore format: one chapter, one line
    ...chapter('Not accepted by the server', copied.rejections.map(refusedLine)),
  ].join('\n');
}

/** A heading with what stands under it, or nothing at all. */
function chapter(title: string, content: readonly string[]): string[] {
  return content.length === 0 ? [] : ['', `## ${title}`, '', ...content];
}

/** As it was typed, which may stand nowhere else. */
function refusedLine({ name, args, code }: CopiedExchange['rejections'][number]): string {
  return `- ${name} (${code}): ${JSON.stringify(args)}`;
}

function personLine({ name, role, community, username, lead }: Row<'participant'>): string {
  return `- ${[name, lead ? `${role} (first contact)` : role, community, username].filter(Boolean).join(', ')}`;
}

function objectiveLines(
  { id, title, state, problem, indicator }: Row<'objective'>,
  { rows, nameOf }: Reading,
): string[] {
  const steps = rows('objectiveStep').filter(({ objectiveId }) => objectiveId === id);
  return [
    `- ${title} (${state})`,
    ...details({ Problem: problem, 'How we will know': indicator }),
    ...steps
      .sort((a, b) => a.number - b.number)
      .map((step) => `  - ${[step.state, step.at, nameOf(step.participantId), step.note].filter(Boolean).join(' · ')}`),
  ];
}

function questionLines({ text, answered, answer }: Row<'question'>): string[] {
  return [`- [${answered ? 'x' : ' '}] ${text}`, ...details({ Answer: answer })];
}

function materialLine({ title, url, note }: Row<'material'>): string {
  return `- ${[title, url, note].filter(Boolean).join(' · ')}`;
}

function actionLine({ what, who, due, done, note }: Row<'actionItem'>): string {
  return `- [${done ? 'x' : ' '}] ${[what, who, due, note].filter(Boolean).join(' · ')}`;
}

function evidenceLine(evidence: Evidence, { nameOf }: Reading): string {
  const { caption, createdBy, createdAt, licence } = evidence;
  return `- ${fileOf(evidence)}: ${[caption, nameOf(createdBy), createdAt, licence].filter(Boolean).join(' · ')}`;
}

function details(named: Record<string, string>): string[] {
  return Object.entries(named).flatMap(([name, text]) => (text === '' ? [] : [`  - ${name}: ${text}`]));
}

function scheduleLines({ rows, nameOf }: Reading): string[] {
  const sessions = rows('session').sort((a, b) => (a.day + a.start < b.day + b.start ? -1 : 1));
  const tasks = Map.groupBy(rows('task').sort(byOrder), ({ sessionId }) => sessionId);
  const days = Map.groupBy(sessions, ({ day }) => day);
  return [...days].flatMap(([day, ofDay]) =>
    chapter(
      `Schedule of ${day}`,
      ofDay.flatMap((session) => [
        `- ${session.start}–${session.end} ${[session.title, session.state, session.place, nameOf(session.leadId), session.note].filter(Boolean).join(' · ')}`,
        ...(tasks.get(session.id) ?? []).map(({ title, done }) => `  - [${done ? 'x' : ' '}] ${title}`),
      ]),
    ),
  );
}

/** What came of what was planned; without the items that their owners alone have. */
function outcomeLines({ rows }: Reading): string[] {
  const [exchange] = rows('exchange');
  if (!exchange) return [];
  return chapter(
    'What was planned and what was done',
    outcomesByDay(rows('session'), rows('sessionChange'), visitBegins(exchange)).flatMap(({ day, sessions }) => [
      `- ${day}`,
      ...sessions.map(outcomeLine),
    ]),
  );
}

function outcomeLine({ session, planned, movedTo, outcome, actual }: SessionOutcome): string {
  const facts = [
    session.title,
    outcome === 'open' ? 'not said' : outcome,
    movedTo && `moved to ${movedTo.day}, ${movedTo.start}–${movedTo.end}`,
    actual && `took place ${actual.start}–${actual.end}`,
  ];
  return `  - ${planned.start}–${planned.end} ${facts.filter(Boolean).join(' · ')}`;
}

function sectionLines({ rows }: Reading): string[] {
  const updates = Map.groupBy(rows('textUpdate'), ({ textId }) => textId);
  const wordsIn = (textId: string) => [wordsOf((updates.get(textId) ?? []).map(({ update }) => update))];
  const translations = rows('translation').sort(byLanguage);
  return rows('section')
    .sort(byOrder)
    .flatMap(({ id, key }) => [
      ...chapter(`Report: ${key}`, wordsIn(id)),
      // Those that were removed, too: a copy leaves nothing out.
      ...translations
        .filter(({ sectionId }) => sectionId === id)
        .flatMap((translation) => chapter(`Report: ${key} (${translation.language})`, wordsIn(translation.id))),
    ]);
}

/** One text that does not read must not take the others with it. */
function wordsOf(updates: readonly string[]): string {
  try {
    return textOf(updates);
  } catch {
    return '(This text could not be put into words. Its pieces are in carnet.json.)';
  }
}
