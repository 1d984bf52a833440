import { hashOf, readContent } from '#domain/agreement/content.ts';
import type { Kind } from '#domain/kinds.ts';
import type { MutationName } from '#domain/mutators.ts';
import { translationId } from '#domain/report/translations.ts';
import type { Role } from '#domain/scalars.ts';
import { hashOf as hashOfReport } from '#domain/signature/content.ts';
import type { Tx } from '#domain/tx.ts';
import { reportAtServer } from '#server/signed-report.ts';
import { newId } from '#server/test-app.ts';
import {
  instant,
  sampleDayPlan,
  sampleExchange,
  sampleExpense,
  sampleObjective,
  sampleSection,
  sampleSession,
} from '#tests/fixtures.ts';

type Args = Readonly<Record<string, unknown>>;

/** A write that its mutation accepts once its `given` rows are there: what a cell of the table is tried with. */
export type Sample = {
  readonly args: Args | ((rows: Tx) => Promise<Args>);
  /** Rows that have to stand in the exchange; all of them were made by somebody else than who writes. */
  readonly given: readonly (readonly [kind: Kind, row: Readonly<Record<string, unknown> & { id: string }>])[];
};

/** Of the exchange that is written to. */
type Place = { readonly exchangeId: string; readonly writer: string; readonly role: Role; readonly other: string };
type Make = (place: Place) => Sample;

/** One sample for each mutation. A new mutation adds its own here; a test names those that have none. */
export const samples: Partial<Record<MutationName, Make>> = {
  'exchange.create': ({ exchangeId }) => alone({ ...sampleExchange, id: exchangeId }),
  'exchange.edit': ({ exchangeId }) => alone({ id: exchangeId, changes: { venue: 'Library' } }),
  'exchange.close': ({ exchangeId }) => alone({ id: exchangeId, at: instant }),
  'exchange.cancel': ({ exchangeId }) => alone({ id: exchangeId, at: instant, why: 'No visa' }),
  'exchange.reopen': ({ exchangeId }) => alone({ id: exchangeId }),
  'participant.add': () => alone(person()),
  'participant.edit': () => on('participant', person(), { username: 'Other' }),
  'objective.add': () => alone(sampleObjective(newId())),
  'objective.edit': () => on('objective', sampleObjective(newId()), { title: 'Other' }),
  'objective.remove': () => just('objective', sampleObjective(newId())),
  'objective.progress': () => {
    const objective = sampleObjective(newId());
    const args = { id: newId(), objectiveId: objective.id, state: 'achieved', note: '', at: instant };
    return { given: [['objective', objective]], args };
  },
  'question.remove': () => just('question', question()),
  'question.add': () => alone(question()),
  'question.edit': () => on('question', question(), { answered: true }),
  'practicalities.edit': () => alone({ changes: { houseRules: 'No shoes' } }),
  'plan.agree': () => ({
    given: [['objective', sampleObjective(newId())]],
    args: async (rows) => ({ id: newId(), hash: hashOf(await readContent(rows)), at: instant }),
  }),
  'checkin.send': () => alone({ id: newId(), feeling: 'well', words: '', at: instant }),
  'checkin.reply': ({ writer, other }) => {
    const checkIn = checkInFor(writer, other);
    return {
      given: [['checkIn', checkIn]],
      args: { id: newId(), checkInId: checkIn.id, words: 'Thanks', at: instant },
    };
  },
  'material.add': () => alone(material()),
  'material.edit': () => on('material', material(), { title: 'Other' }),
  'material.remove': () => just('material', material()),
  'call.propose': () => alone({ start: instant, link: '' }),
  'call.accept': (place) => ({ given: [['followUp', call(place)]], args: { start: instant } }),
  'call.mark': (place) => ({ given: [['followUp', call(place)]], args: { done: true } }),
  'callnote.add': () => alone({ id: newId(), words: 'Three clubs', at: instant }),
  'callnote.edit': ({ writer }) =>
    just('callNote', { id: newId(), words: 'Two', participantId: writer, at: instant }, { words: 'Three' }),
  'session.add': () => alone(sampleSession(newId())),
  'session.edit': () => on('session', sampleSession(newId()), { title: 'Other' }),
  'session.move': () => just('session', sampleSession(newId()), { day: '2026-05-13', start: '11:00', end: '12:00' }),
  'session.mark': () => just('session', sampleSession(newId()), { state: 'done' }),
  'session.serve': () => {
    const objective = sampleObjective(newId());
    const sample = just('session', sampleSession(newId()), { objectiveId: objective.id, serves: true });
    return { ...sample, given: [['objective', objective], ...sample.given] };
  },
  'schedule.fill': () => alone({ sessions: [sampleSession(newId())], tasks: [] }),
  'schedule.unfill': () => {
    const session = sampleSession(newId());
    return { given: [['session', session]], args: { ids: [session.id] } };
  },
  'task.add': () => {
    const session = sampleSession(newId());
    return { given: [['session', session]], args: task(session.id) };
  },
  'task.tick': () => just('task', task(newId()), { done: true }),
  'expense.add': ({ writer }) => alone(sampleExpense(newId(), writer)),
  'expense.edit': ({ other }) => on('expense', sampleExpense(newId(), other), { merchant: 'Kavárna' }),
  'expense.delete': ({ other }) => just('expense', sampleExpense(newId(), other), { at: instant }),
  'expense.restore': ({ other }) => just('expense', { ...sampleExpense(newId(), other), deletedAt: instant }),
  'receipt.add': ({ writer, other }) => {
    const expense = sampleExpense(newId(), other);
    return { given: [['expense', expense]], args: { ...file(writer), expenseId: expense.id, order: 'V' } };
  },
  'receipt.redraw': ({ other }) => {
    const expense = sampleExpense(newId(), other);
    const receipt = { ...file(other), expenseId: expense.id, order: 'V' };
    const changes = { blob: 'ef'.repeat(32), thumb: null, type: 'image/jpeg', size: 1 };
    return {
      given: [
        ['expense', expense],
        ['receipt', receipt],
      ],
      args: { id: receipt.id, changes },
    };
  },
  'budget.approve': () => alone({ id: newId(), category: 'meals', approved: 10000 }),
  'advance.record': () => alone({ id: newId(), amount: 10000, currency: 'EUR', receivedOn: '2026-05-01' }),
  'budget.remove': () => just('budgetLine', { id: newId(), category: 'travel', approved: 10000 }),
  'advance.remove': () => just('advance', { id: newId(), amount: 1, currency: 'EUR', receivedOn: '2026-05-01' }),
  'booking.add': ({ writer }) => alone(booking(writer)),
  'booking.edit': ({ other }) => on('booking', booking(other), { reference: 'ABC123' }),
  'booking.attach': ({ writer, other }) => {
    const row = booking(other);
    return { given: [['booking', row]], args: { ...file(writer), bookingId: row.id, order: 'V' } };
  },
  'booking.detach': ({ other }) => just('bookingFile', { ...file(other), bookingId: newId(), order: 'V' }),
  'expense.review': ({ writer, other }) => {
    const args = { ...said(writer), verdict: 'queried', words: 'For whom?', revision: 0 };
    return aboutExpense(sampleExpense(newId(), other), args);
  },
  'expense.answer': ({ writer, other }) => aboutExpense(sampleExpense(newId(), other), said(writer)),
  'expense.submit': ({ writer, other }) => {
    const details = { day: '2026-05-12', amount: 100, currency: 'EUR', category: 'meals', merchant: 'Kavárna' };
    const expense = { ...sampleExpense(newId(), other), ...details };
    const receipt = { ...file(other), expenseId: expense.id, order: 'V' };
    const args = { id: newId(), note: '', by: writer, at: instant, items: [{ expenseId: expense.id, revision: 0 }] };
    return { given: [['expense', expense], ['receipt', receipt]], args }; // biome-ignore format: two rows
  },
  'declaration.make': ({ writer, other }) => {
    const expense = sampleExpense(newId(), other);
    const args = { expenseId: expense.id, by: writer, at: instant, reason: 'Lost' };
    return { given: [['expense', expense]], args };
  },
  'declaration.confirm': ({ writer, other }) => {
    const declaration = { reason: 'Lost', by: other, side: 'nobody', at: instant, confirmed: null };
    const expense = { ...sampleExpense(newId(), other), declaration };
    return { given: [['expense', expense]], args: { expenseId: expense.id, by: writer, at: instant, revision: 0 } };
  },
  'slip.record': ({ writer }) => {
    const advance = { id: newId(), amount: 100, currency: 'EUR', receivedOn: '2026-05-01' };
    return { given: [['advance', advance]], args: slip(advance.id, writer) };
  },
  'slip.remove': ({ other }) => just('slip', slip(newId(), other)),
  'slip.attach': ({ writer, other }) => {
    const row = slip(newId(), other);
    return { given: [['slip', row]], args: { ...file(writer), slipId: row.id, order: 'V' } };
  },
  'report.review': ({ writer }) => alone({ ...said(writer), verdict: 'queried', texts: [] }),
  'report.answer': ({ writer }) => alone(said(writer)),
  'dayplan.add': () => alone(sampleDayPlan(newId())),
  'report.sign': ({ other }) => ({
    // What the cells before have left is signed as well: no required section of theirs is without words.
    given: [
      ['actionItem', action()],
      ['evidence', evidence(other)],
    ],
    args: async (rows) => {
      const content = await reportAtServer(rows);
      return { id: newId(), at: instant, hash: hashOfReport(content), content };
    },
  }),
  'feedback.give': () => alone({ id: newId(), words: 'Long forms', at: instant }),
  'report.return': () => alone({ id: newId(), hash: 'ab'.repeat(32), words: 'The dates are wrong.', at: instant }),
  'section.add': () => alone(sampleSection(newId())),
  'comment.add': () => {
    const section = sampleSection(newId());
    const args = {
      id: newId(),
      textId: section.id,
      anchor: null,
      todoFor: 'both',
      words: 'More figures?',
      at: instant,
    };
    return { given: [['section', section]], args };
  },
  'comment.reply': ({ other }) => {
    const about = comment(other);
    return { given: [['comment', about]], args: { id: newId(), commentId: about.id, words: 'Yes', at: instant } };
  },
  'comment.edit': ({ writer }) => on('comment', comment(writer), { words: 'Fewer?' }),
  'comment.resolve': ({ other }) => just('comment', comment(other), { at: instant }),
  'comment.reopen': ({ other }) => just('comment', comment(other)),
  'comment.remove': ({ writer }) => just('comment', comment(writer), { at: instant }),
  'comment.restore': ({ writer }) => just('comment', comment(writer)),
  'section.edit': () => on('section', sampleSection(newId()), { language: 'en' }),
  'translation.add': () => {
    const section = sampleSection(newId());
    const args = { id: translationId(section.id, 'uk'), sectionId: section.id, language: 'uk' };
    return { given: [['section', section]], args };
  },
  'translation.remove': () => {
    const sectionId = newId();
    return just('translation', { id: translationId(sectionId, 'uk'), sectionId, language: 'uk' });
  },
  'section.take': ({ writer }) => {
    const taken = { occasion: newId(), by: writer, at: instant, revert: 'AAA=' };
    const section = sampleSection(newId());
    return { given: [['section', section]], args: { id: section.id, block: 'schedule', revertId: newId(), ...taken } };
  },
  'section.release': ({ other }) => {
    const occasion = newId();
    const schedule = { occasion, by: other, at: instant, revert: 'AAA=' };
    const section = { ...sampleSection(newId()), taken: { schedule } };
    return { given: [['section', section]], args: { id: section.id, block: 'schedule', occasion } };
  },
  'text.edit': ({ writer }) => {
    const section = sampleSection(newId());
    // The smallest update of Yjs: of nothing.
    return {
      given: [['section', section]],
      args: { id: newId(), textId: section.id, update: 'AAA=', authorId: writer, at: instant },
    };
  },
  'version.keep': ({ writer }) => {
    const section = sampleSection(newId());
    const args = { id: newId(), textId: section.id, words: 'x', reason: 'restore', authorId: writer, at: instant };
    return { given: [['section', section]], args };
  },
  'action.add': () => alone(action()),
  'action.edit': () => on('actionItem', action(), { done: true }),
  'evidence.add': ({ writer }) => alone(evidence(writer)),
  'evidence.edit': ({ other }) => on('evidence', evidence(other), { caption: 'The room' }),
  'evidence.translate': ({ other }) => just('evidence', evidence(other), { language: 'uk', text: 'Кімната' }),
  'evidence.blur': ({ other }) => {
    const changes = { blob: 'ef'.repeat(32), thumb: null, type: 'image/jpeg', size: 1 };
    return on('evidence', evidence(other), changes);
  },
  'resource.add': ({ writer }) => alone(resource(writer)),
  'resource.edit': ({ other }) => on('resource', resource(other), { title: 'Another' }),
  'resource.remove': ({ other }) => just('resource', resource(other)),
  'note.add': ({ writer }) => alone(note(writer)),
  'note.edit': ({ other }) => on('note', note(other), { body: 'Other words' }),
};

type RowLike = Readonly<Record<string, unknown> & { id: string }>;

/** A write that needs nothing there. */
function alone(args: Args): Sample {
  return { args, given: [] };
}

/** An edit of a row. */
function on(kind: Kind, row: RowLike, changes: object): Sample {
  return { given: [[kind, row]], args: { id: row.id, changes } };
}

/** A write that names a row, and says more about it beside. */
function just(kind: Kind, row: RowLike, more: object = {}): Sample {
  return { given: [[kind, row]], args: { id: row.id, ...more } };
}

function aboutExpense(expense: RowLike, args: Args): Sample {
  return { given: [['expense', expense]], args: { ...args, expenseId: expense.id } };
}

function said(by: string) {
  return { id: newId(), words: 'Lunch for four', by, at: instant };
}

/** One that the writer may read, whatever their role. */
function checkInFor(reader: string, author: string) {
  return {
    id: newId(),
    participantId: author,
    feeling: 'help',
    words: '',
    at: instant,
    onlyFor: [author, reader, 'hub'],
  };
}

function booking(createdBy: string) {
  const open = {
    provider: '',
    reference: '',
    from: '',
    to: '',
    place: '',
    start: null,
    end: null,
    cost: null,
    note: '',
  };
  return {
    id: newId(),
    kind: 'travel',
    state: 'planned',
    personIds: [],
    ...open,
    override: null,
    createdBy,
    createdAt: instant,
  };
}

function material() {
  return { id: newId(), order: 'V', title: 'Guide', url: '', note: '' };
}

/** A call that the other side has proposed. */
function call({ exchangeId, role, other }: Place) {
  const side = role === 'mentor' ? 'mentee' : 'mentor';
  const proposal = { start: instant, link: '', proposedBy: other, side, acceptedBy: null };
  return { id: exchangeId, ...proposal, done: false, sequence: 0 };
}

function question() {
  return { id: newId(), order: 'V', text: 'How?', answered: false, answer: '' };
}

function task(sessionId: string) {
  return { id: newId(), sessionId, order: 'V', title: 'Print the forms', done: false };
}

function action() {
  return { id: newId(), order: 'V', what: 'Call', who: '', due: null, done: false, note: '' };
}

function note(createdBy: string) {
  return { id: newId(), body: 'Ask about the key', createdBy, createdAt: instant };
}

function comment(participantId: string) {
  return { id: newId(), textId: newId(), anchor: null, todoFor: null, words: 'Why?', participantId, at: instant };
}

function evidence(createdBy: string) {
  return { ...file(createdBy), sectionId: null, caption: '', licence: 'CC BY-SA 4.0' };
}

function resource(createdBy: string) {
  const shown = { kind: 'new-page', url: 'https://meta.wikimedia.org/wiki/A', title: '', publish: true };
  return { id: newId(), sectionId: null, ...shown, createdBy, createdAt: instant };
}

function file(createdBy: string) {
  const blob = { blob: 'ab'.repeat(32), thumb: null, type: 'image/jpeg', size: 4, name: 'a.jpg' };
  return { id: newId(), ...blob, createdBy, createdAt: instant };
}

function slip(advanceId: string, createdBy: string) {
  const money = { given: 100, got: 2400, currency: 'CZK', day: '2026-05-11', place: '' };
  return { id: newId(), advanceId, ...money, createdBy, createdAt: instant };
}

function person() {
  return { id: newId(), name: 'Ђорђе', role: 'mentor', community: '', username: '', lead: false } as const;
}
