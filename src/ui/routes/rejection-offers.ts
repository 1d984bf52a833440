import type { Rejection } from '#domain/errors.ts';
import type { Kind } from '#domain/kinds.ts';
import { type ArgsOf, isMutationName, type MutationName } from '#domain/mutators.ts';
import { addToText } from '#store/add-to-text.ts';
import type { StoredRejection } from '#store/db.ts';
import { getRow } from '#store/queries/rows.ts';
import { retryRejection } from '#store/rejections.ts';
import type { Store, Write } from '#store/store.ts';
import type { MessageKey } from '../i18n/i18n.ts';
import { draftOfBooking } from './booking-form-fields.ts';
import { draftOfAdvance, draftOfLine } from './budget-form-fields.ts';
import { draftOfChanges } from './expense-form-fields.ts';
import { emptyExpense } from './receipt-capture.ts';
import { wordsOfUpdate } from './rejection-values.ts';
import { draftOfSlip } from './slip-form-fields.ts';

/** What can be done with a refused write, beside trying it again as it was. */
export type Offer =
  /** Opens the form that it came from, with this draft in it. */
  | { by: 'form'; label: MessageKey; href: string; draft: object }
  /** Asks for other words in its place. */
  | { by: 'words'; label: MessageKey; field: MessageKey; words: string; writes: (words: string) => Write[] }
  /** Queues something else in its place at once. */
  | { by: 'now'; label: MessageKey; send: () => Promise<Rejection | undefined> };

type Fields = Readonly<Record<string, unknown>>;

/** How a refused write is edited; null: there is nothing to edit in it, or nothing left that it could be about. */
type Edit = (store: Store, args: Fields, rejection: StoredRejection) => Promise<Offer | null>;

/** A form in which rows of a kind are written. */
type Form = {
  kind: Kind;
  edit: (id: string) => string;
  add: string;
  /** What can be typed in it; a change of anything else was made elsewhere, by a tick or a button. */
  fields: readonly string[];
  /** How its draft keeps them, when not as they are. */
  draft?: (fields: Fields) => object;
};

const objective: Form = {
  kind: 'objective',
  edit: (id) => `/plan?objective=${id}`,
  add: '/plan?objective=new',
  fields: ['title', 'problem', 'difference', 'indicator', 'area'],
};
const question: Form = {
  kind: 'question',
  edit: (id) => `/plan?question=${id}`,
  add: '/plan?question=new',
  fields: ['text', 'answered', 'answer', 'answeredIn'],
};
const material: Form = {
  kind: 'material',
  edit: (id) => `/plan?material=${id}`,
  add: '/plan?material=new',
  fields: ['title', 'url', 'note', 'offline'],
};
const session: Form = {
  kind: 'session',
  edit: (id) => `/plan/schedule/${id}`,
  add: '/plan/schedule/new',
  fields: ['title', 'kind', 'day', 'start', 'end', 'place', 'leadId', 'attendeeIds', 'objectiveIds', 'note'],
};
const expense: Form = {
  kind: 'expense',
  edit: (id) => `/expenses/${id}`,
  add: '/expenses/new',
  fields: [
    'day',
    'amount',
    'currency',
    'rate',
    'category',
    'subcategory',
    'parts',
    'merchant',
    'note',
    'paidBy',
    'payerId',
    'attendeeIds',
    'guests',
    'sessionId',
    'explanation',
  ],
  draft: draftOfChanges,
};
const action: Form = {
  kind: 'actionItem',
  edit: (id) => `/report?action=${id}`,
  add: '/report?action=new',
  fields: ['what', 'who', 'due'],
};
const booking: Form = {
  kind: 'booking',
  edit: (id) => `/hub/exchange/bookings?booking=${id}`,
  add: '/hub/exchange/bookings?booking=new',
  fields: [
    'kind',
    'state',
    'personIds',
    'provider',
    'reference',
    'from',
    'to',
    'place',
    'start',
    'end',
    'cost',
    'note',
    'override',
  ],
  draft: draftOfBooking,
};
const evidence: Form = {
  kind: 'evidence',
  edit: (id) => `/report?evidence=${id}`,
  add: '/report',
  fields: ['language', 'creator', 'takenOn', 'place', 'licence', 'consent', 'publish'],
};
const resource: Form = {
  kind: 'resource',
  edit: (id) => `/report?resource=${id}`,
  add: '/report?resource=new',
  fields: ['kind', 'url', 'title', 'publish'],
};
const note: Form = { kind: 'note', edit: (id) => `/today?note=${id}`, add: '/today?note=new', fields: ['body'] };

const exchange: Form = {
  kind: 'exchange',
  edit: () => '/hub/details',
  add: '/hub/details',
  fields: [
    'topic',
    'format',
    'menteeCommunity',
    'mentorCommunity',
    'hostCity',
    'hostZone',
    'firstDay',
    'lastDay',
    'currency',
    'venue',
    'address',
  ],
};
const participant: Form = {
  kind: 'participant',
  edit: (id) => `/hub/details?person=${id}`,
  add: '/hub/details?person=new',
  fields: ['name', 'role', 'community', 'username', 'lead'],
};

/** Nothing was typed in it: it is tried again as it was, or discarded. */
const asItWas: Edit = async () => null;

/** How each write is edited when it was refused. A new kind of write says so here. */
const edits: Record<MutationName, Edit> = {
  'exchange.create': asItWas,
  'exchange.edit': change(exchange),
  'exchange.close': async (_store, args) => {
    // Args of this name, whose reason alone was typed.
    const close = args as ArgsOf<'exchange.close'>;
    if (!close.why) return null;
    return inWords('closing-why', close.why, (why) => ({ name: 'exchange.close', args: { ...close, why } }));
  },
  'exchange.cancel': async (_store, args) => {
    const cancel = args as ArgsOf<'exchange.cancel'>;
    return inWords('closing-why', cancel.why, (why) => ({ name: 'exchange.cancel', args: { ...cancel, why } }));
  },
  'exchange.reopen': asItWas,
  'participant.add': add(participant),
  'participant.edit': change(participant),
  'objective.add': add(objective),
  'objective.edit': change(objective),
  'objective.remove': asItWas,
  'objective.progress': async (store, { objectiveId, state, note }) => {
    const id = String(objectiveId);
    if (!(await getRow(store, 'objective', id))) return null;
    return { by: 'form', label: 'sync-edit', href: `/plan?progress=${id}`, draft: { state, note } };
  },
  'question.add': add(question),
  'question.edit': change(question),
  'question.remove': asItWas,
  // A file keeps the name that it came with; its bytes are no words to be typed anew.
  'material.add': async (store, args, rejection) =>
    args.blob === undefined ? add(material)(store, args, rejection) : null,
  'material.edit': change(material),
  'material.remove': asItWas,
  'practicalities.edit': async (_store, { changes }) => ({
    by: 'form',
    label: 'sync-edit',
    href: '/plan?practicalities=edit',
    draft: fieldsOf(changes),
  }),
  // Agreeing again needs another look at the plan first.
  'plan.agree': asItWas,
  'checkin.send': said('check-in-words', (args, words) => ({
    name: 'checkin.send',
    // Args of this name, whose words alone were typed.
    args: { ...(args as ArgsOf<'checkin.send'>), words },
  })),
  'checkin.reply': said('check-in-words', (args, words) => ({
    name: 'checkin.reply',
    args: { ...(args as ArgsOf<'checkin.reply'>), words },
  })),
  // The refused time is what its form begins with, by the clock of this phone.
  'call.propose': async () => ({ by: 'form', label: 'sync-edit', href: '/plan/call', draft: {} }),
  // Another time than the one that was accepted has to be seen first.
  'call.accept': asItWas,
  'call.mark': asItWas,
  'callnote.add': said('call-note', (args, words) => ({
    name: 'callnote.add',
    args: { ...(args as ArgsOf<'callnote.add'>), words },
  })),
  'callnote.edit': said('call-note', (args, words) => ({
    name: 'callnote.edit',
    args: { ...(args as ArgsOf<'callnote.edit'>), words },
  })),
  'session.add': add(session),
  'session.edit': change(session),
  'session.move': change(session),
  'session.mark': asItWas,
  'session.serve': asItWas,
  // What is in a template or a file is there still: nothing of it was typed.
  'schedule.fill': asItWas,
  'schedule.unfill': asItWas,
  'task.add': async (store, args) => {
    // Args of this name, whose title alone was typed.
    const task = args as ArgsOf<'task.add'>;
    if (!(await getRow(store, 'session', String(task.sessionId)))) return null;
    return inWords('session-task-new', task.title, (title) => ({ name: 'task.add', args: { ...task, title } }));
  },
  'task.tick': asItWas,
  // What it was to be is what its form begins with.
  'expense.add': async () => ({ by: 'form', label: 'sync-edit', href: expense.add, draft: {} }),
  'expense.edit': change(expense),
  'expense.delete': asItWas,
  'expense.restore': asItWas,
  'receipt.add': async (store, { expenseId }, rejection) => {
    const id = String(expenseId);
    if (await getRow(store, 'expense', id)) return null;
    const again = { name: rejection.name, args: rejection.args };
    const send = async () =>
      retryRejection(store, rejection, [{ name: 'expense.add', args: await emptyExpense(store, id) }, again]);
    return { by: 'now', label: 'sync-add-expense', send };
  },
  'receipt.redraw': asItWas,
  'budget.approve': async (_store, { category, approved }) => ({
    by: 'form',
    label: 'sync-edit',
    href: `/hub/exchange/budget?line=${category}`,
    draft: draftOfLine(approved),
  }),
  'budget.remove': asItWas,
  'advance.record': async (store, args) => {
    const isThere = (await getRow(store, 'advance', String(args.id))) !== undefined;
    const href = `/hub/exchange/budget?advance=${isThere ? args.id : 'new'}`;
    return { by: 'form', label: 'sync-edit', href, draft: draftOfAdvance(args) };
  },
  'advance.remove': asItWas,
  'section.add': asItWas,
  'section.edit': asItWas,
  'translation.add': asItWas,
  'translation.remove': asItWas,
  'section.take': asItWas,
  'section.release': asItWas,
  'dayplan.add': asItWas,
  'text.edit': async (store, { textId, update }, rejection) => {
    const words = wordsOfUpdate(update);
    const id = String(textId);
    if (words.trim() === '' || !(await hasText(store, id))) return null;
    return { by: 'now', label: 'sync-add-text', send: () => addToText(store, rejection, id, words) };
  },
  'comment.add': said('comment-words', (args, words) => ({
    name: 'comment.add',
    // Args of this name, whose words alone were typed.
    args: { ...(args as ArgsOf<'comment.add'>), words },
  })),
  'comment.reply': said('comment-words', (args, words) => ({
    name: 'comment.reply',
    args: { ...(args as ArgsOf<'comment.reply'>), words },
  })),
  'comment.edit': async (_store, args) => {
    const { id, changes } = args as ArgsOf<'comment.edit'>;
    if (changes.words === undefined) return null;
    return inWords('comment-words', changes.words, (words) => ({
      name: 'comment.edit',
      args: { id, changes: { ...changes, words } },
    }));
  },
  'comment.resolve': asItWas,
  'comment.reopen': asItWas,
  'comment.remove': asItWas,
  'comment.restore': asItWas,
  'version.keep': asItWas,
  'action.add': add(action),
  'action.edit': change(action),
  'evidence.add': asItWas,
  'evidence.edit': async (store, { id, changes }) => {
    const { caption, ...others } = fieldsOf(changes);
    const evidenceId = String(id);
    if (!(await getRow(store, 'evidence', evidenceId))) return null;
    if (typeof caption !== 'string') return openForm(evidence, evidence.edit(evidenceId), 'sync-edit', others);
    return inWords('evidence-caption', caption, (words) => ({
      name: 'evidence.edit',
      args: { id: evidenceId, changes: { ...others, caption: words } },
    }));
  },
  'evidence.translate': async (store, args) => {
    // Args of this name, whose text alone was typed.
    const caption = args as ArgsOf<'evidence.translate'>;
    if (!(await getRow(store, 'evidence', caption.id))) return null;
    return inWords('evidence-caption', caption.text, (text) => ({
      name: 'evidence.translate',
      args: { ...caption, text },
    }));
  },
  'evidence.blur': asItWas,
  'resource.add': add(resource),
  'resource.edit': change(resource),
  'resource.remove': asItWas,
  'note.add': add(note),
  'note.edit': change(note),
  'booking.add': add(booking),
  'booking.edit': change(booking),
  'booking.attach': asItWas,
  'booking.detach': asItWas,
  // Looked at again, and decided again: the expense may be another than the one that was decided about.
  'expense.review': async (store, { expenseId, words }) => {
    if (!(await getRow(store, 'expense', String(expenseId)))) return null;
    return { by: 'form', label: 'sync-edit', href: `/hub/exchange/expenses/${expenseId}`, draft: { words } };
  },
  'expense.answer': async (store, args) => {
    // Args of this name, whose words alone were typed.
    const answer = args as ArgsOf<'expense.answer'>;
    if (!(await getRow(store, 'expense', answer.expenseId))) return null;
    return inWords('review-answer', answer.words, (words) => ({ name: 'expense.answer', args: { ...answer, words } }));
  },
  'report.review': async (_store, { words }) => ({
    by: 'form',
    label: 'sync-edit',
    href: '/hub/exchange/report',
    draft: { words },
  }),
  // What was ready then is looked at again, and the note comes with it.
  'expense.submit': async (_store, { note: words }) => ({
    by: 'form',
    label: 'sync-edit',
    href: '/expenses/submit',
    draft: { note: words },
  }),
  'declaration.make': async (store, args) => {
    // Args of this name, whose reason alone was typed.
    const declaration = args as ArgsOf<'declaration.make'>;
    if (!(await getRow(store, 'expense', declaration.expenseId))) return null;
    return inWords('declaration-reason', declaration.reason, (reason) => ({
      name: 'declaration.make',
      args: { ...declaration, reason },
    }));
  },
  'declaration.confirm': asItWas,
  'slip.record': async (store, args) => {
    const isThere = (await getRow(store, 'slip', String(args.id))) !== undefined;
    const href = `/expenses/settlement?slip=${isThere ? args.id : 'new'}`;
    return { by: 'form', label: 'sync-edit', href, draft: draftOfSlip(args) };
  },
  'slip.remove': asItWas,
  'slip.attach': asItWas,
  // Signing again needs another look at the report first.
  'report.sign': asItWas,
  'feedback.give': said('section-feedback', (args, words) => ({
    name: 'feedback.give',
    // Args of this name, whose words alone were typed.
    args: { ...(args as ArgsOf<'feedback.give'>), words },
  })),
  'report.return': said('sign-return-words', (args, words) => ({
    name: 'report.return',
    // Args of this name, whose words alone were typed.
    args: { ...(args as ArgsOf<'report.return'>), words },
  })),
  'report.answer': async (_store, args) => {
    const answer = args as ArgsOf<'report.answer'>;
    return inWords('review-answer', answer.words, (words) => ({ name: 'report.answer', args: { ...answer, words } }));
  },
};

/** What each of these can be edited into, by the rejection's id; only those that can. */
export async function offersOf(store: Store, rejections: readonly StoredRejection[]): Promise<Map<string, Offer>> {
  const offers = rejections.map(async (rejection) => [rejection.id, await offerOf(store, rejection)] as const);
  return new Map((await Promise.all(offers)).flatMap(([id, offer]) => (offer ? [[id, offer]] : [])));
}

export async function offerOf(store: Store, rejection: StoredRejection): Promise<Offer | null> {
  const { name, args } = rejection;
  // A name that only another version of the app knows, or args that were never sent, leave nothing to edit.
  if (!isMutationName(name) || typeof args !== 'object' || args === null) return null;
  return edits[name](store, fieldsOf(args), rejection);
}

function add(form: Form): Edit {
  return async (_store, args) => openForm(form, form.add, 'sync-edit', args);
}

/** A row that somebody has removed meanwhile can be added anew, with what was typed in it. */
function change(form: Form): Edit {
  return async (store, { id, changes, ...rest }) => {
    const isThere = (await getRow(store, form.kind, String(id))) !== undefined;
    const given = changes === undefined ? rest : fieldsOf(changes);
    if (isThere) return openForm(form, form.edit(String(id)), 'sync-edit', given);
    return openForm(form, form.add, 'sync-add-anew', given);
  };
}

function openForm(form: Form, href: string, label: MessageKey, given: Fields): Offer | null {
  const typed = Object.entries(given).filter(([field]) => form.fields.includes(field));
  if (typed.length === 0) return null;
  const fields = Object.fromEntries(typed);
  return { by: 'form', label, href, draft: form.draft?.(fields) ?? fields };
}

/** Words that were said: others may be said in their place. */
function said(field: MessageKey, write: (args: Fields, words: string) => Write): Edit {
  return async (_store, args) => {
    const words = String(args.words ?? '');
    return words.trim() === '' ? null : inWords(field, words, (typed) => write(args, typed));
  };
}

/** A joint text is that of a section of the report, of its translation, or of a session. */
async function hasText(store: Store, id: string): Promise<boolean> {
  const owners = await Promise.all(
    (['section', 'translation', 'session'] as const).map((kind) => getRow(store, kind, id)),
  );
  return owners.some((owner) => owner !== undefined);
}

function inWords(field: MessageKey, words: string, write: (words: string) => Write): Offer {
  return { by: 'words', label: 'sync-edit', field, words, writes: (typed) => [write(typed)] };
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
