import * as Y from 'yjs';
import { bytesToBase64 } from '#domain/base64.ts';
import { codeOf, type ErrorCode } from '#domain/errors.ts';
import { isWhole, takeIn, textField } from '#domain/text.ts';
import { batchesOf } from '#domain/text-pieces.ts';
import { listTextRows } from '#store/queries/report.ts';
import type { Store } from '#store/store.ts';
import { appendText } from '#store/text.ts';
import { watch } from '#store/watch.ts';
import { openLeftover } from './joint-text-leftover.ts';

/** The least time between two writes while somebody types, in ms: a lost battery costs a letter or two. */
const gather = 100;

export type SaveState = { state: 'saved' | 'saving' } | { state: 'failed'; code: ErrorCode };

type TextRow = { id: string; update: string };

/** The origin of the transactions in which a person changes a joint text; what an undo takes back is of its manager's. */
export const typed = 'typed';

export type JointText = {
  /** The words with their formats; a change of them in a transaction of the origin `typed`, or an undo, is saved. */
  readonly text: Y.Text;
  /** While it is held, what arrives waits: an input method owns what it composes. */
  hold(): void;
  letGo(): void;
  /** The words as they read now, also when they could not be saved. */
  words(): string;
  /** Opens a text of which `onPart` was told that something is missing. */
  openAsItIs(): void;
  /** Writes what is gathered; resolves when it is on the disk or has failed (then `onSave` has said so). */
  flush(): Promise<void>;
  close(): void;
};

/**
 * A joint text, opened for writing: every update of the store goes into the document, and every change that
 * a person makes of it goes into the store.
 *
 * @param onOpen called once, when what the device has of the text is in the document
 * @param onSave what became of what was typed
 * @param onPart called in its place while what is here hangs on words that are not: a document that has not arrived
 */
export function openJointText(
  store: Store,
  textId: string,
  onOpen: () => void,
  onSave: (save: SaveState) => void,
  onPart: () => void = () => undefined,
): JointText {
  const doc = new Y.Doc();
  const text = doc.getText(textField);
  const seen = new Map<string, string>();
  /** What is typed and not yet on the disk, oldest first. */
  let unsaved: Uint8Array[] = [];
  let writing: Promise<void> | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isOpen = false;
  let isClosed = false;
  let isHeld = false;
  let isTakenAsItIs = false;
  let latest: TextRow[] = [];
  const leftover = openLeftover(`carnet-text/${store.context.participantId}/${store.context.exchangeId}/${textId}`);

  doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin !== typed && !(origin instanceof Y.UndoManager)) return;
    unsaved.push(update);
    onSave({ state: 'saving' });
    timer ??= setTimeout(() => void flush(), gather);
  });

  /** A queued update grows under its id until it is sent (store/text.ts): the same row comes again with more in it. */
  function receive(rows: TextRow[]): void {
    latest = rows;
    // An input method owns what it is composing: changing the text under it would write its letters twice.
    if (isHeld) return;
    const news = rows.filter(({ id, update }) => seen.get(id) !== update);
    takeIn(doc, updatesOf(news));
    // What came in parts may need the other parts beside it.
    if (!isWhole(doc)) takeIn(doc, updatesOf(rows));
    for (const { id, update } of news) seen.set(id, update);
    if (isOpen) return;
    if (!isWhole(doc) && !isTakenAsItIs) {
      onPart();
      return;
    }
    isOpen = true;
    // What could not be saved when the section was left is typed anew; what was saved after all changes nothing.
    for (const update of leftover.read()) Y.applyUpdate(doc, update, typed);
    onOpen();
  }

  /** One after the other: a second flush waits for the first and takes what has been typed meanwhile. */
  async function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    while (writing) await writing;
    if (unsaved.length === 0) return;
    writing = write().finally(() => {
      writing = undefined;
    });
    await writing;
  }

  async function write(): Promise<void> {
    try {
      while (unsaved.length > 0) {
        const [batch = []] = batchesOf(unsaved);
        const rejection = await appendText(store, textId, bytesToBase64(Y.mergeUpdates(batch)));
        if (rejection) return fail(rejection.code);
        unsaved = unsaved.slice(batch.length);
      }
      leftover.forget();
      window.removeEventListener('beforeunload', warn);
      onSave({ state: 'saved' });
    } catch (error) {
      fail(codeOf(error, 'storage_failed'));
    }
  }

  function fail(code: ErrorCode): void {
    keepLeftover();
    window.addEventListener('beforeunload', warn);
    onSave({ state: 'failed', code });
  }

  function keepLeftover(): void {
    const batches = batchesOf(unsaved).map((batch) => Y.mergeUpdates(batch));
    if (batches.length > 0) leftover.keep(batches);
  }

  /** Asks before the tab is closed over words that are not on the disk, also from another screen. */
  function warn(event: BeforeUnloadEvent): void {
    if (!isClosed || leftover.isKept()) event.preventDefault();
  }

  const endWatching = watch(
    () => listTextRows(store, textId),
    receive,
    () => onSave({ state: 'failed', code: 'storage_failed' }),
  );
  const flushNow = () => {
    // At once, while a killed page may cut the write to the disk short.
    keepLeftover();
    void flush();
  };
  const flushWhenHidden = () => document.visibilityState === 'hidden' && flushNow();
  window.addEventListener('pagehide', flushNow);
  document.addEventListener('visibilitychange', flushWhenHidden);

  return {
    text,
    hold() {
      isHeld = true;
    },
    letGo() {
      if (!isHeld) return;
      isHeld = false;
      receive(latest);
    },
    openAsItIs() {
      isTakenAsItIs = true;
      receive(latest);
    },
    words: () => text.toString(),
    flush,
    close() {
      endWatching();
      window.removeEventListener('pagehide', flushNow);
      document.removeEventListener('visibilitychange', flushWhenHidden);
      isClosed = true;
      flushNow();
    },
  };
}

const updatesOf = (rows: TextRow[]) => rows.map(({ update }) => update);
