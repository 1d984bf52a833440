import { isRemoved } from '#domain/comment/threads.ts';
import type { Kind, Row } from '#domain/kinds.ts';
import { isShown } from '#domain/report/translations.ts';
import { textOf } from '#domain/text.ts';
import type { Store } from '../store.ts';
import { isDownloaded } from './exchange.ts';
import { listRows } from './rows.ts';

/** The kinds that a search finds; what hangs on one of them (a task, a step, a joint text, a comment) is found with it. */
const kinds = [
  'objective',
  'question',
  'material',
  'practicalities',
  'session',
  'expense',
  'section',
  'actionItem',
  'evidence',
  'note',
  'callNote',
  'checkIn',
  'booking',
  'participant',
] as const satisfies readonly Kind[];
type SearchKind = (typeof kinds)[number];

/** A row that can be found, and the words of other rows that belong to it. */
export type Findable = { [K in SearchKind]: { kind: K; row: Row<K>; words: readonly string[] } }[SearchKind];

/**
 * Everything of the exchange that a person may look for, as it is on this device. What is private to others never came
 * here, so nothing has to be left out; only deleted expenses are.
 */
export async function readFindable(store: Store): Promise<{ downloaded: boolean; rows: Findable[] }> {
  const [downloaded, words, ...lists] = await Promise.all([
    isDownloaded(store),
    readHanging(store),
    ...kinds.map((kind) => listRows(store, kind)),
  ]);
  const rows = kinds.flatMap((kind, at) =>
    // listRows of a kind gives its rows, in the order of `kinds`; a type can't say so of both at once.
    (lists[at] ?? []).map((row) => ({ kind, row, words: words.get(row.id) ?? [] }) as Findable),
  );
  return { downloaded, rows: rows.filter(({ kind, row }) => kind !== 'expense' || row.deletedAt === null) };
}

/** By the id of a row the words that hang on it. */
async function readHanging(store: Store): Promise<Map<string, string[]>> {
  const [texts, tasks, steps, receipts, reviews, replies, comments, answers, translations] = await Promise.all([
    listRows(store, 'textUpdate'),
    listRows(store, 'task'),
    listRows(store, 'objectiveStep'),
    listRows(store, 'receipt'),
    listRows(store, 'reviewEntry'),
    listRows(store, 'checkInReply'),
    listRows(store, 'comment'),
    listRows(store, 'commentReply'),
    listRows(store, 'translation'),
  ]);
  const words = new Map<string, string[]>();
  // A text in a further language is found with its section.
  const sections = new Map(translations.filter(isShown).map(({ id, sectionId }) => [id, sectionId]));
  const hang = (owner: string, text: string) => {
    if (text.trim() === '') return;
    const id = sections.get(owner) ?? owner;
    const known = words.get(id);
    if (known) known.push(text);
    else words.set(id, [text]);
  };
  for (const [textId, updates] of Map.groupBy(texts, (update) => update.textId))
    hang(textId, textOf(updates.map(({ update }) => update)));
  for (const task of tasks) hang(task.sessionId, task.title);
  for (const step of steps) hang(step.objectiveId, step.note);
  for (const receipt of receipts) hang(receipt.expenseId, receipt.name);
  for (const entry of reviews) hang(entry.aboutId, entry.words);
  for (const reply of replies) hang(reply.checkInId, reply.words);
  const textIds = new Map(comments.map(({ id, textId }) => [id, textId]));
  for (const remark of [...comments, ...answers]) {
    const textId = 'textId' in remark ? String(remark.textId) : textIds.get(String(remark.commentId));
    if (textId && !isRemoved(remark)) hang(textId, remark.words);
  }
  return words;
}
