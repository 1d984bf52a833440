import { cdxIconDownload, cdxIconReload } from '@wikimedia/codex-icons';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ErrorCode } from '#domain/errors.ts';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { Message } from '../components/message.tsx';
import { LowStorage } from '../components/storage-banner.tsx';
import { useApp, useMessages, useStore } from '../context.ts';
import { type Room, useStorage } from '../hooks/use-storage.ts';
import { errorKey } from '../i18n/message-keys.ts';
import { type CaptureFailure, captureReceipts, type Waiting } from './receipt-capture.ts';
import { useAskBeforeClosing, useBackGuard } from './receipt-capture-guard.ts';

type ReceiptCaptureProps = {
  files: readonly File[];
  /** The expense that the files belong to, or the id of the one to make. */
  expenseId: string;
  /** The ids of those that wait in the inbox. */
  waiting?: Waiting;
  /** Everything that can be saved is saved; `saved` counts the files. */
  onDone: (saved: number) => void;
};

/** Failures of the device, not of the file: the picture may exist nowhere else, so it is offered for keeping. */
const deviceFailures: ReadonlySet<ErrorCode> = new Set(['storage_full', 'storage_failed', 'app_outdated', 'internal']);
const worthRetrying: ReadonlySet<ErrorCode> = new Set([...deviceFailures, 'file_unreadable']);

/** Saves picked files while it says so, and stays for those that could not be saved. */
export function ReceiptCapture({ files, expenseId, waiting, onDone }: ReceiptCaptureProps) {
  const { t } = useMessages();
  const store = useStore();
  const { room } = useStorage();
  const [saved, setSaved] = useState(0);
  const [failures, setFailures] = useState<readonly CaptureFailure[] | null>(null);
  const [kept, setKept] = useState<ReadonlySet<File>>(new Set());
  const [warned, setWarned] = useState(false);
  const count = useRef(0);
  const inbox = useRef<Waiting>(waiting ?? new Map());
  const homeless = failures?.some(({ file, code }) => deviceFailures.has(code) && !kept.has(file)) ?? false;
  const [endangered, setEndangered] = useState(false);
  const release = useBackGuard(endangered, () => close(false));
  useAskBeforeClosing(homeless || failures === null);

  async function run(batch: readonly File[]): Promise<void> {
    setFailures(null);
    const onSaved = () => {
      count.current += 1;
      setSaved(count.current);
    };
    const failed = await captureReceipts(store, batch, expenseId, onSaved, inbox.current);
    if (failed.length === 0) return leave();
    setFailures(failed);
    if (failed.some(({ code }) => deviceFailures.has(code))) setEndangered(true);
  }

  async function leave(): Promise<void> {
    await release();
    onDone(count.current);
  }

  /** A tap beside the dialog, or Back, must not throw away the only copy of a photo. */
  function close(mayDiscard: boolean): void {
    if (!failures) return;
    if (homeless && !(warned && mayDiscard)) setWarned(true);
    else void leave();
  }

  // The files that were picked are taken in once.
  useEffect(() => void run(files), []);

  if (!failures) return <Saving saved={saved} total={files.length} room={room} />;

  const retry = failures.filter(({ code }) => worthRetrying.has(code)).map(({ file }) => file);
  const closing = homeless && warned ? 'receipt-discard' : saved > 0 ? 'receipt-continue' : 'dialog-close';
  const actions = (
    <>
      {retry.length > 0 && (
        <Button weight="primary" icon={cdxIconReload} onClick={() => void run(retry)}>
          {t('try-again')}
        </Button>
      )}
      <Button action={homeless && warned ? 'destructive' : 'default'} onClick={() => close(true)}>
        {t(closing)}
      </Button>
    </>
  );
  return (
    <Dialog open title={t('receipt-failed-title', failures.length)} onClose={() => close(true)} actions={actions}>
      {saved > 0 && <p>{t('receipt-failed-others', saved)}</p>}
      {room?.isLow && <LowStorage free={room.free} />}
      {failures.map((failure) => (
        <Failure
          key={failure.file.name}
          failure={failure}
          onKept={() => setKept((before) => new Set([...before, failure.file]))}
        />
      ))}
      <div aria-live="polite">{homeless && warned && <Message type="warning">{t('receipt-not-kept')}</Message>}</div>
    </Dialog>
  );
}

function Saving({ saved, total, room }: { saved: number; total: number; room: Room | null }) {
  const { t } = useMessages();
  return (
    <Dialog open title={t('receipt-saving', total)} onClose={() => undefined}>
      <p class="capture-progress" aria-live="polite">
        {total > 1 ? t('receipt-saving-count', Math.min(saved + 1, total), total) : t('receipt-saving-text')}
      </p>
      {room?.isLow && <LowStorage free={room.free} />}
    </Dialog>
  );
}

/** One file that is not safe: its name, what went wrong, what to do. */
export function Failure({ failure, onKept }: { failure: CaptureFailure; onKept: () => void }) {
  const { t } = useMessages();
  const { device } = useApp();
  const { file, code } = failure;
  const words =
    code === 'storage_full'
      ? 'receipt-storage-full'
      : code === 'storage_failed'
        ? 'receipt-storage-failed'
        : errorKey(code);
  return (
    <Message type="error" title={file.name} announce>
      <p>{t(words)}</p>
      {deviceFailures.has(code) && (
        // A share sheet that was closed again kept nothing: then the button simply stays.
        <Button
          icon={cdxIconDownload}
          onClick={() => void device.saveFile(file, file.name).then(onKept, () => undefined)}
        >
          {t('receipt-save-file')}
        </Button>
      )}
    </Message>
  );
}
