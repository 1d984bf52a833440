import { cdxIconReload } from '@wikimedia/codex-icons';
import { useState } from 'preact/hooks';
import type { ErrorCode } from '#domain/errors.ts';
import { isMutationName } from '#domain/mutators.ts';
import type { BlobRecord, OutboxEntry, StoredRejection } from '#store/db.ts';
import { listRejections, listWaiting } from '#store/queries/sync.ts';
import { discardRejection, retryRejection } from '#store/rejections.ts';
import { Button } from '../components/button.tsx';
import { Card } from '../components/card.tsx';
import { List, ListItem } from '../components/list.tsx';
import { Loading } from '../components/loading.tsx';
import { Message } from '../components/message.tsx';
import { Page } from '../components/page.tsx';
import { ProgressBar } from '../components/progress-bar.tsx';
import { Section } from '../components/section.tsx';
import { useApp, useMessages, useStore } from '../context.ts';
import { useLive } from '../hooks/use-live.ts';
import { useSyncState } from '../hooks/use-sync-state.ts';
import { errorKey, mutationKey } from '../i18n/message-keys.ts';
import { valuesOf } from './rejection-values.ts';

/** What waits on this phone, and what the server could not accept, with ways to go on. */
export function SyncPage() {
  const { t } = useMessages();
  const { syncNow } = useApp();
  const store = useStore();
  const lists = useLive(
    async () => ({ ...(await listWaiting(store)), rejections: await listRejections(store) }),
    [store],
  );
  const back = { href: '/more', label: t('nav-more') };
  if (!lists) return <Page title={t('sync-title')} back={back} children={<Loading />} />;
  const { entries, blobs, rejections } = lists;
  return (
    <Page title={t('sync-title')} back={back}>
      <Trouble />
      <Button icon={cdxIconReload} onClick={syncNow}>
        {t('sync-now')}
      </Button>
      {rejections.length > 0 && (
        <Section title={t('sync-attention-title')}>
          {rejections.map((rejection) => (
            <RejectionCard key={rejection.id} rejection={rejection} />
          ))}
        </Section>
      )}
      <Section title={t('sync-waiting-title')}>
        {entries.length + blobs.length === 0 ? (
          <p class="subtle">{t('sync-nothing-waits')}</p>
        ) : (
          <Waiting entries={entries} blobs={blobs} />
        )}
      </Section>
    </Page>
  );
}

/** Why the last attempt failed, in words. Being offline is no trouble: it is where Carnet is at home. */
function Trouble() {
  const { t } = useMessages();
  const error = useSyncState()?.error;
  if (!error || error === 'offline') return null;
  return <Message type="warning">{t(errorKey(error))}</Message>;
}

function Waiting({ entries, blobs }: { entries: OutboxEntry[]; blobs: BlobRecord[] }) {
  const { t, format } = useMessages();
  const { now } = useApp();
  return (
    <List>
      {entries.map((entry) => (
        <ListItem
          key={entry.id}
          title={nameOf(t, entry.name)}
          detail={t('sync-queued', format.relative(entry.queuedAt, now()))}
        />
      ))}
      {blobs.map((blob) => (
        <ListItem
          key={blob.hash}
          title={t('sync-file', format.bytes(blob.size))}
          detail={
            <>
              {blob.lastError ? t(errorKey(blob.lastError)) : t('sync-queued', format.relative(blob.storedAt, now()))}
              {blob.sentBytes > 0 && <ProgressBar label={t('sync-uploading')} value={blob.sentBytes} max={blob.size} />}
            </>
          }
        />
      ))}
    </List>
  );
}

function nameOf(t: ReturnType<typeof useMessages>['t'], name: string): string {
  return isMutationName(name) ? t(mutationKey(name)) : name;
}

/** A write that was refused: the reason, what was typed, and what can be done with it. */
function RejectionCard({ rejection }: { rejection: StoredRejection }) {
  const { t, format } = useMessages();
  const store = useStore();
  const values = valuesOf(rejection.name, rejection.args);
  const [again, setAgain] = useState<ErrorCode | null>(null);
  const copy = () => navigator.clipboard.writeText(values.join('\n'));
  return (
    <Card title={nameOf(t, rejection.name)} level={3}>
      <p aria-live="polite">{t(errorKey(again ?? rejection.code))}</p>
      <p class="subtle">{t('sync-written', format.time(rejection.queuedAt))}</p>
      {values.length > 0 && <blockquote class="rejection-values">{values.join(' · ')}</blockquote>}
      <div class="row">
        <Button onClick={() => void retryRejection(store, rejection).then((reason) => setAgain(reason?.code ?? null))}>
          {t('sync-retry')}
        </Button>
        <Button onClick={() => void copy()}>{t('sync-copy')}</Button>
        <Button action="destructive" weight="quiet" onClick={() => void discardRejection(store, rejection.id)}>
          {t('sync-discard')}
        </Button>
      </div>
    </Card>
  );
}
