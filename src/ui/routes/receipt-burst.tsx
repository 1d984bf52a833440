import { cdxIconCamera } from '@wikimedia/codex-icons';
import { useRef, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { FileButton } from '../components/file-capture.tsx';
import { useMessages, useStore } from '../context.ts';
import { type CaptureFailure, captureReceipts } from './receipt-capture.ts';
import { Failure } from './receipt-capture-dialog.tsx';
import { useAskBeforeClosing } from './receipt-capture-guard.ts';

type Burst = { taken: number; saved: number; failures: readonly CaptureFailure[] };
const nothing: Burst = { taken: 0, saved: 0, failures: [] };

/**
 * Several receipts in a row: after each the camera is one tap away again, while the one before is being saved. Each
 * becomes an expense of its own; the details follow later.
 */
export function ReceiptBurst() {
  const { t } = useMessages();
  const store = useStore();
  const { route } = useLocation();
  const [burst, setBurst] = useState<Burst>(nothing);
  const last = useRef<Promise<unknown>>(Promise.resolve());
  const saving = burst.taken - burst.saved - burst.failures.length;
  useAskBeforeClosing(saving > 0);

  /** One after the other, in the order in which they were taken. */
  function take(files: File[]): void {
    setBurst((before) => ({ ...before, taken: before.taken + files.length }));
    last.current = last.current.then(async () => {
      const failed = await captureReceipts(store, files, store.newId());
      setBurst((before) => ({
        ...before,
        saved: before.saved + files.length - failed.length,
        failures: [...before.failures, ...failed],
      }));
    });
  }

  async function finish(): Promise<void> {
    await last.current;
    setBurst(nothing);
    route('/expenses');
  }

  return (
    <>
      <FileButton from="camera" icon={cdxIconCamera} wide label={t('burst-start')} onPick={take} />
      <Dialog
        open={burst.taken > 0}
        title={t('burst-title')}
        onClose={() => void finish()}
        actions={
          <>
            <FileButton from="camera" weight="primary" icon={cdxIconCamera} label={t('burst-next')} onPick={take} />
            <Button onClick={() => void finish()}>{t('burst-done')}</Button>
          </>
        }
      >
        <div aria-live="polite">
          <p>{t('burst-saved', burst.saved)}</p>
          {saving > 0 && <p class="subtle">{t('burst-saving', saving)}</p>}
        </div>
        {burst.failures.map((failure) => (
          <Failure
            key={`${failure.file.name} ${failure.file.lastModified}`}
            failure={failure}
            onKept={() => undefined}
          />
        ))}
      </Dialog>
    </>
  );
}
