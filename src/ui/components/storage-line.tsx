import { useEffect, useState } from 'preact/hooks';
import { type StorageState, useApp, useMessages } from '../context.ts';

/** How much Carnet keeps on this device, and whether the browser may clear it. */
export function StorageLine() {
  const { device } = useApp();
  const { t, format } = useMessages();
  const [storage, setStorage] = useState<StorageState | null>(null);
  useEffect(() => {
    // A browser that gives no estimate leaves the line as it is.
    device.storage().then(setStorage, () => undefined);
  }, [device]);
  if (!storage) return <>{t('device-sync-text')}</>;
  const used = format.bytes(storage.used);
  return <>{t(storage.persisted ? 'storage-protected' : 'storage-unprotected', used)}</>;
}
