import { cdxIconLock, cdxIconTrash } from '@wikimedia/codex-icons';
import { useState } from 'preact/hooks';
import { codeOf, type ErrorCode } from '#domain/errors.ts';
import { type Clearable, clearReceived, countClearable } from '#store/clear-blobs.ts';
import { durably } from '#store/durable.ts';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { ExportButton } from '../components/export-button.tsx';
import { Message } from '../components/message.tsx';
import { RestoreButton } from '../components/restore-button.tsx';
import { Saved } from '../components/saved.tsx';
import { Section } from '../components/section.tsx';
import { LowStorage } from '../components/storage-banner.tsx';
import { useMessages, useStore } from '../context.ts';
import { useLive } from '../hooks/use-live.ts';
import { useStorage } from '../hooks/use-storage.ts';
import { errorKey } from '../i18n/message-keys.ts';
import { StorageParts } from './sync-parts.tsx';

/** What Carnet keeps on this device, whether the browser may clear it, and a copy to take away. */
export function StorageSection() {
  const { t, format } = useMessages();
  const { room, protect } = useStorage();
  const [refused, setRefused] = useState(false);
  return (
    <Section title={t('storage-title')}>
      {room && (
        <>
          {room.isLow && <LowStorage free={room.free} />}
          <p>
            {t(room.persisted ? 'storage-protected' : 'storage-unprotected', format.bytes(room.used))}
            {room.quota > room.used && ` · ${t('storage-free', format.bytes(room.free))}`}
          </p>
          <StorageParts used={room.used} />
          {!room.persisted && <p class="subtle small">{t('storage-may-clear')}</p>}
        </>
      )}
      <FreeRoom />
      <div class="actions">
        {room && !room.persisted && (
          <Button icon={cdxIconLock} onClick={() => void protect().then((granted) => setRefused(!granted))}>
            {t('storage-protect')}
          </Button>
        )}
        <ExportButton />
        <RestoreButton />
      </div>
      <div class="save-outcome" aria-live="polite">
        {refused && <p>{t('storage-refused')}</p>}
      </div>
      <p class="small subtle">{t('export-text')}</p>
    </Section>
  );
}

/** Removes the originals of others, which can be fetched again; never what only stands here. */
function FreeRoom() {
  const { t, format } = useMessages();
  const store = useStore();
  const clearable = useLive(() => countClearable(store), [store]);
  const [asking, setAsking] = useState(false);
  const [freed, setFreed] = useState<number | null>(null);
  const [failure, setFailure] = useState<ErrorCode | null>(null);

  async function clear(): Promise<void> {
    try {
      setFreed((await durably(() => clearReceived(store))).bytes);
      setFailure(null);
    } catch (error) {
      setFailure(codeOf(error));
    }
  }

  return (
    <div class="stack-tight">
      {clearable && clearable.files > 0 && (
        <>
          <div class="actions">
            <Button icon={cdxIconTrash} onClick={() => setAsking(true)}>
              {t('storage-clear', format.bytes(clearable.bytes))}
            </Button>
          </div>
          <p class="small subtle">{t('storage-clear-text', clearable.files)}</p>
          <ClearDialog
            open={asking}
            clearable={clearable}
            onClear={() => void clear().then(() => setAsking(false))}
            onClose={() => setAsking(false)}
          />
        </>
      )}
      <div class="save-outcome" aria-live="polite">
        {freed !== null && <Saved>{t('storage-cleared', format.bytes(freed))}</Saved>}
        {failure && <Message type="error">{t(errorKey(failure))}</Message>}
      </div>
    </div>
  );
}

type ClearDialogProps = { open: boolean; clearable: Clearable; onClear: () => void; onClose: () => void };

/** Says what goes, by what it is known to be safe, and what brings it back; there is nothing to undo. */
function ClearDialog({ open, clearable, onClear, onClose }: ClearDialogProps) {
  const { t, format } = useMessages();
  const actions = (
    <>
      <Button weight="primary" onClick={onClear}>
        {t('storage-clear', format.bytes(clearable.bytes))}
      </Button>
      <Button onClick={onClose}>{t('dialog-cancel')}</Button>
    </>
  );
  return (
    <Dialog open={open} title={t('storage-clear-ask')} onClose={onClose} actions={actions}>
      <p>{t('storage-clear-proof', clearable.files)}</p>
      <p>{t('storage-clear-text', clearable.files)}</p>
      <p>{t('storage-clear-keeps')}</p>
    </Dialog>
  );
}
