import { cdxIconTrash } from '@wikimedia/codex-icons';
import { useCallback, useEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import { takingIn } from '#store/evidence-capture.ts';
import { type InboxFile, listInbox } from '#store/inbox.ts';
import { removeFromInbox } from '#store/inbox-database.ts';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { Message } from '../components/message.tsx';
import { useMessages, useStore } from '../context.ts';
import { useIsPair } from '../hooks/use-is-pair.ts';
import { ReceiptCapture } from './receipt-capture-dialog.tsx';

/**
 * Files that wait on this phone to become receipts: shared from another app, or picked when the app was closed in the
 * middle of taking them in. They stay here until they are safe, or the person throws them away.
 */
export function ReceiptInbox() {
  const { t, format } = useMessages();
  const isPair = useIsPair();
  const [files, refresh] = useInbox();
  const [capturing, setCapturing] = useState<readonly Batch[]>([]);
  const [discarding, setDiscarding] = useState(false);
  const store = useStore();
  if (!isPair || files.length + capturing.length === 0) return null;

  const asOne = () => setCapturing(batchesOf(files, store.newId()));
  const asMany = () =>
    setCapturing(files.map((file) => ({ files: [file], expenseId: file.expenseId ?? store.newId() })));
  return (
    <>
      <Message title={t('inbox-title', files.length)} announce>
        <ul class="bullets">
          {files.map((file) => (
            <li key={file.id}>
              {file.name || t('inbox-nameless')} <span class="subtle">{format.bytes(file.bytes.byteLength)}</span>
            </li>
          ))}
        </ul>
        <div class="actions">
          <Button weight="primary" onClick={asOne}>
            {t(files.length === 1 ? 'inbox-take' : 'inbox-take-pages')}
          </Button>
          {files.length > 1 && <Button onClick={asMany}>{t('inbox-take-each')}</Button>}
          <Button weight="quiet" action="destructive" icon={cdxIconTrash} onClick={() => setDiscarding(true)}>
            {t('inbox-discard')}
          </Button>
        </div>
      </Message>
      <Batches key={capturing.length} batches={capturing} onEnd={() => setCapturing([])} onChange={refresh} />
      <DiscardDialog open={discarding} files={files} onClose={() => setDiscarding(false)} onDone={refresh} />
    </>
  );
}

type Batch = { files: readonly InboxFile[]; expenseId: string };

/** What was begun goes on where it was; the rest becomes the pages of one new expense. */
function batchesOf(files: readonly InboxFile[], newId: string): Batch[] {
  const byExpense = Map.groupBy(files, ({ expenseId }) => expenseId ?? newId);
  return [...byExpense].map(([expenseId, pages]) => ({ files: pages, expenseId }));
}

type BatchesProps = { batches: readonly Batch[]; onEnd: () => void; onChange: () => void };

/** One receipt after the other; then the only one is opened, or the list of all. */
function Batches({ batches, onEnd, onChange }: BatchesProps) {
  const { route } = useLocation();
  const [at, setAt] = useState(0);
  const batch = batches[at];
  if (!batch) return null;

  function next(saved: number): void {
    onChange();
    setAt(at + 1);
    if (at + 1 < batches.length) return;
    onEnd();
    if (saved > 0) route(batches.length === 1 && batch ? `/expenses/${batch.expenseId}` : '/expenses');
  }

  const waiting = new Map(batch.files.map(({ bytes, name, type, id }) => [new File([bytes], name, { type }), id]));
  const { expenseId } = batch;
  return (
    <ReceiptCapture key={expenseId} files={[...waiting.keys()]} waiting={waiting} expenseId={expenseId} onDone={next} />
  );
}

type DiscardProps = { open: boolean; files: readonly InboxFile[]; onClose: () => void; onDone: () => void };

function DiscardDialog({ open, files, onClose, onDone }: DiscardProps) {
  const { t } = useMessages();

  async function discard(): Promise<void> {
    await removeFromInbox(files.map(({ id }) => id));
    onClose();
    onDone();
  }

  const actions = (
    <>
      <Button weight="primary" action="destructive" onClick={() => void discard()}>
        {t('inbox-discard-yes', files.length)}
      </Button>
      <Button onClick={onClose}>{t('dialog-cancel')}</Button>
    </>
  );
  return (
    <Dialog open={open} title={t('inbox-discard-title', files.length)} onClose={onClose} actions={actions}>
      <p>{t('inbox-discard-text')}</p>
    </Dialog>
  );
}

const lookEvery = 30_000;

/** What waits, looked up again when the app comes to the front: a share may have brought more. */
function useInbox(): [readonly InboxFile[], () => void] {
  const { context, now } = useStore();
  const { participantId } = context;
  const [files, setFiles] = useState<readonly InboxFile[]>([]);
  const refresh = useCallback(() => {
    // A browser that can't look shows the screen all the same; the files stay.
    listInbox(participantId).then(
      (all) => setFiles(all.filter((file) => isWaiting(file, now()))),
      () => undefined,
    );
  }, [participantId, now]);
  useEffect(() => {
    refresh();
    const look = () => document.visibilityState === 'visible' && refresh();
    document.addEventListener('visibilitychange', look);
    const timer = setInterval(refresh, lookEvery);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [refresh]);
  return [files, refresh];
}

/** Evidence goes on by itself. */
function isWaiting({ evidence, expenseId, addedAt }: InboxFile, now: number): boolean {
  return !evidence && (expenseId === null || now - addedAt > takingIn);
}
