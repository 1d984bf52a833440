import { codeOf, type ErrorCode } from '#domain/errors.ts';
import type { Exchange } from '#domain/exchange/schema.ts';
import type { Expense } from '#domain/expense/schema.ts';
import { orderBetween } from '#domain/order.ts';
import { type CapturedFile, captureFile, readAside } from '#store/capture.ts';
import { removeFromInbox } from '#store/inbox-database.ts';
import type { Aside } from '#store/picture/picked.ts';
import { getExchange } from '#store/queries/exchange.ts';
import { listReceipts } from '#store/queries/expense.ts';
import { getRow } from '#store/queries/rows.ts';
import type { Store, Write } from '#store/store.ts';

/** A picked file that could not be kept, and why. The file itself is untouched and can be tried again. */
export type CaptureFailure = { file: File; code: ErrorCode };

/**
 * Takes in the pages of one receipt. Each file is on the disk and read back, and its row written, before the
 * next is begun: a page killed halfway loses none of those before it. The first one makes the expense.
 *
 * @param expenseId an expense that exists, or the id of the one to make
 * @param onSaved   called after each file that is safe
 * @param waiting  the files that are in the inbox already; those put there are added
 * @returns the files that could not be kept
 */
export async function captureReceipts(
  store: Store,
  files: readonly File[],
  expenseId: string,
  onSaved: () => void = () => undefined,
  waiting: Waiting = new Map(),
): Promise<CaptureFailure[]> {
  const failures: CaptureFailure[] = [];
  for (const file of files) {
    const code = await captureWaiting(store, file, expenseId, waiting);
    if (code) failures.push({ file, code });
    else onSaved();
  }
  return failures;
}

/** The ids in the inbox of picked files. */
export type Waiting = Map<File, string>;

/** Failures of the file, not of the device: it stays where it was picked, and another try would end the same. */
const refusedForGood: ReadonlySet<ErrorCode> = new Set(['file_not_supported', 'file_incomplete', 'picture_too_large']);

/**
 * Decoding a picture may take more memory than the phone has, and the whole app with it; a photo that was just taken
 * may exist nowhere else. So it waits in the inbox meanwhile.
 */
async function captureWaiting(
  store: Store,
  file: File,
  expenseId: string,
  waiting: Waiting,
): Promise<ErrorCode | null> {
  const wasShared = waiting.has(file);
  const aside = wasShared || file.type.startsWith('image/') ? asideOf(store, file, expenseId, waiting) : null;
  const code = await captureReceipt(store, file, expenseId, aside, waiting);
  const id = waiting.get(file);
  if (id && (code === null || (!wasShared && refusedForGood.has(code))))
    await removeFromInbox([id]).catch(() => undefined);
  return code;
}

function asideOf(store: Store, file: File, expenseId: string, waiting: Waiting): Aside {
  const id = waiting.get(file) ?? store.newId();
  const { participantId } = store.context;
  return { id, name: file.name, type: file.type, addedAt: store.now(), participantId, expenseId };
}

async function captureReceipt(
  store: Store,
  file: File,
  expenseId: string,
  aside: Aside | null,
  waiting: Waiting,
): Promise<ErrorCode | null> {
  try {
    const picked = await readAside(store, file, aside);
    if (picked.aside !== null) waiting.set(file, picked.aside);
    const captured = await captureFile(store, file, file.name, 'receipt', picked);
    const rejection = await store.mutateAll(await writesFor(store, expenseId, captured));
    return rejection?.code ?? null;
  } catch (error) {
    return codeOf(error);
  }
}

async function writesFor(store: Store, expenseId: string, captured: CapturedFile): Promise<Write[]> {
  const expense = await getRow(store, 'expense', expenseId);
  const receipts = await listReceipts(store, expenseId);
  // A second try of a file whose row was written after all.
  if (receipts.some(({ blob }) => blob === captured.blob)) return [];
  const order = orderBetween(receipts.at(-1)?.order ?? '', '');
  const receipt: Write = { name: 'receipt.add', args: { id: store.newId(), expenseId, order, ...captured } };
  return expense ? [receipt] : [{ name: 'expense.add', args: await emptyExpense(store, expenseId) }, receipt];
}

/** An expense of this participant with everything still to fill in. */
export async function emptyExpense(store: Store, id: string): Promise<Expense> {
  return {
    id,
    day: null,
    amount: null,
    currency: null,
    rate: null,
    category: null,
    merchant: '',
    note: '',
    paidBy: sideOf(store, await getExchange(store)),
    createdBy: store.context.participantId,
    createdAt: store.instant(),
    deletedAt: null,
  };
}

/** Who paid is most often the side of the one who holds the receipt. */
function sideOf(store: Store, exchange: Exchange | undefined): Expense['paidBy'] {
  const traveller = exchange?.format === 'mentor-travels' ? 'mentor' : 'mentee';
  return store.context.role === traveller ? 'visitor' : 'host';
}
