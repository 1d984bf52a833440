import { cdxIconLock } from '@wikimedia/codex-icons';
import { useEffect, useState } from 'preact/hooks';
import { Button } from '../components/button.tsx';
import { ExportButton } from '../components/export-button.tsx';
import { Section } from '../components/section.tsx';
import { type StorageState, useApp, useMessages } from '../context.ts';

/** What Carnet keeps on this device, whether the browser may clear it, and a copy to take away. */
export function StorageSection() {
  const { t, format } = useMessages();
  const { device } = useApp();
  const [storage, setStorage] = useState<StorageState | null>(null);
  const [refused, setRefused] = useState(false);
  useEffect(() => {
    // A browser that gives no estimate leaves the figures out.
    device.storage().then(setStorage, () => undefined);
  }, [device]);

  async function protect(): Promise<void> {
    const persisted = await device.persistStorage().catch(() => false);
    setRefused(!persisted);
    if (storage) setStorage({ ...storage, persisted });
  }

  return (
    <Section title={t('storage-title')}>
      {storage && (
        <>
          <p>
            {t(storage.persisted ? 'storage-protected' : 'storage-unprotected', format.bytes(storage.used))}
            {storage.quota > storage.used && ` · ${t('storage-free', format.bytes(storage.quota - storage.used))}`}
          </p>
          {!storage.persisted && <p class="subtle small">{t('storage-may-clear')}</p>}
        </>
      )}
      <div class="actions">
        {storage && !storage.persisted && (
          <Button icon={cdxIconLock} onClick={() => void protect()}>
            {t('storage-protect')}
          </Button>
        )}
        <ExportButton />
      </div>
      <div class="save-outcome" aria-live="polite">
        {refused && <p>{t('storage-refused')}</p>}
      </div>
      <p class="small subtle">{t('export-text')}</p>
    </Section>
  );
}
