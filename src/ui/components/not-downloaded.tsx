import { cdxIconDownload } from '@wikimedia/codex-icons';
import { useApp, useMessages } from '../context.ts';
import { useSyncState } from '../hooks/use-sync-state.ts';
import { Button } from './button.tsx';
import { EmptyState } from './empty-state.tsx';

/** Stands where content will be once it has come: it must never look as if there were none. */
export function NotDownloaded() {
  const { t } = useMessages();
  const { syncNow } = useApp();
  const state = useSyncState();
  const offline = state ? !state.reachable : false;
  return (
    <EmptyState
      icon={cdxIconDownload}
      title={t('not-downloaded-title')}
      action={<Button onClick={syncNow}>{t('not-downloaded-action')}</Button>}
    >
      {t(offline ? 'not-downloaded-offline' : 'not-downloaded-text')}
    </EmptyState>
  );
}
