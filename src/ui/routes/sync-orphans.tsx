import { countOrphans } from '#store/queries/waiting.ts';
import { ExportButton } from '../components/export-button.tsx';
import { Message } from '../components/message.tsx';
import { useMessages, useStore } from '../context.ts';
import { useLive } from '../hooks/use-live.ts';

/** Says that the server was set up again without some rows, which stand on this device and in every copy of it. */
export function Orphans() {
  const { t } = useMessages();
  const store = useStore();
  const count = useLive(() => countOrphans(store), [store]);
  if (!count) return null;
  return (
    <Message type="warning" title={t('sync-orphans-title', count)}>
      <p>{t('sync-orphans-text')}</p>
      <ExportButton />
    </Message>
  );
}
