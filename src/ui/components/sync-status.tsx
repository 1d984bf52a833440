import { cdxIconAlert, cdxIconNetworkOff, cdxIconSuccess, cdxIconUpdate } from '@wikimedia/codex-icons';
import type { SyncState } from '#store/queries/sync.ts';
import { useMessages } from '../context.ts';
import { useNow } from '../hooks/use-now.ts';
import type { Translate } from '../i18n/i18n.ts';
import { Icon } from './icon.tsx';

type Look = 'synced' | 'waiting' | 'offline' | 'attention';

const icons = { synced: cdxIconSuccess, waiting: cdxIconUpdate, offline: cdxIconNetworkOff, attention: cdxIconAlert };

/** Failures that no waiting mends: the person has to do something. */
const needPerson: ReadonlySet<string | null> = new Set([
  'unauthorized',
  'protocol_unsupported',
  'storage_full',
  'storage_failed',
]);

/** How many things ask for the person: what was refused, and what stops sync for good. */
export function attentionCount(state: SyncState): number {
  return state.attention + (needPerson.has(state.error) ? 1 : 0);
}

/** The one line of sync state (UX, “Offline behaviour”); it leads to what stands behind it. */
export function SyncStatus({ state }: { state: SyncState | undefined }) {
  const { t } = useMessages();
  const look = state ? lookOf(state) : 'synced';
  return (
    // Without words while the device's data can't be read (S11), and a link needs a name then too.
    <a class={`sync sync-${look}`} href="/more/sync" aria-label={state ? undefined : t('sync-title')}>
      {state && <Icon icon={icons[look]} size="small" />}
      {/* Always here, so that a screen reader notices a change of its words and not its arrival. */}
      <span role="status">{state && wordsOf(state, t)}</span>
      {state && look === 'synced' && <SyncAge syncedAt={state.syncedAt} />}
    </a>
  );
}

/** How long ago: a clock would be the phone's, beside the host's on Today. A fresh one goes without saying. */
function SyncAge({ syncedAt }: Pick<SyncState, 'syncedAt'>) {
  const { format } = useMessages();
  const now = useNow();
  if (syncedAt === null || now - syncedAt < 60_000) return null;
  return <time dateTime={new Date(syncedAt).toISOString()}>{format.ago(syncedAt, now, 'short')}</time>;
}

function lookOf(state: SyncState): Look {
  if (attentionCount(state) > 0) return 'attention';
  if (!state.reachable) return 'offline';
  return state.waiting > 0 ? 'waiting' : 'synced';
}

function wordsOf(state: SyncState, t: Translate): string {
  const attention = attentionCount(state);
  if (attention > 0) return t('sync-attention', attention);
  if (!state.reachable) return state.waiting > 0 ? t('sync-offline-waiting', state.waiting) : t('sync-offline');
  return state.waiting > 0 ? t('sync-waiting', state.waiting) : t('sync-synced');
}
