import { cdxIconReload } from '@wikimedia/codex-icons';
import { useEffect, useState } from 'preact/hooks';
import { Button } from '../components/button.tsx';
import { Message } from '../components/message.tsx';
import { Saved } from '../components/saved.tsx';
import { useApp, useMessages } from '../context.ts';
import { useNow } from '../hooks/use-now.ts';
import { useSyncState } from '../hooks/use-sync-state.ts';
import { errorKey } from '../i18n/message-keys.ts';

/** When this device last exchanged everything, what keeps it from doing so, and the button that tries now. */
export function SyncSummary() {
  const { t, format } = useMessages();
  const now = useNow(10_000);
  const state = useSyncState();
  if (!state) return null;
  const { error, reachable, syncedAt } = state;
  return (
    <div class="stack">
      {/* Being offline is no trouble: it is where Carnet is at home. */}
      {error && error !== 'offline' && <Message type="warning">{t(errorKey(error))}</Message>}
      <div class="stack-tight">
        {!reachable && (!error || error === 'offline') && <p>{t('sync-offline-text')}</p>}
        <p class="subtle">{syncedAt === null ? t('sync-never') : t('sync-last', format.ago(syncedAt, now))}</p>
      </div>
      <SyncNow working={state.working} syncedAt={syncedAt} />
    </div>
  );
}

/** Shorter than this (ms) the word “Syncing…” would only flicker. */
const shownFor = 800;

/** Tries now, and says so, also when there was nothing to do. */
function SyncNow({ working, syncedAt }: { working: boolean; syncedAt: number | null }) {
  const { t } = useMessages();
  const { now, syncNow } = useApp();
  const [asked, setAsked] = useState<number | null>(null);
  const [settled, setSettled] = useState(true);
  useEffect(() => {
    if (asked === null) return undefined;
    setSettled(false);
    const timer = setTimeout(() => setSettled(true), shownFor);
    return () => clearTimeout(timer);
  }, [asked]);

  const busy = asked !== null && (!settled || working);
  const done = asked !== null && !busy && syncedAt !== null && syncedAt >= asked;
  function ask(): void {
    setAsked(now());
    syncNow();
  }

  return (
    <div class="stack-tight">
      <div class="actions">
        <Button icon={cdxIconReload} onClick={ask}>
          {t(busy ? 'sync-working' : 'sync-now')}
        </Button>
      </div>
      <div class="save-outcome" aria-live="polite">
        {done && <Saved>{t('sync-done')}</Saved>}
      </div>
    </div>
  );
}
