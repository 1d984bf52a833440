import { cdxIconAlert, cdxIconArticle } from '@wikimedia/codex-icons';
import type { BlobRecord, OutboxEntry } from '#store/db.ts';
import { Icon } from '../components/icon.tsx';
import { List, ListItem } from '../components/list.tsx';
import { Photo } from '../components/photo.tsx';
import { ProgressBar } from '../components/progress-bar.tsx';
import { useMessages } from '../context.ts';
import { useNow } from '../hooks/use-now.ts';
import { errorKey } from '../i18n/message-keys.ts';
import { type Subject, subjectWords, writeWords } from './write-subject.ts';

type WaitingListProps = {
  entries: readonly OutboxEntry[];
  blobs: readonly BlobRecord[];
  /** By the id of the entry. */
  subjects: ReadonlyMap<string, Subject>;
};

/** Everything that so far stands on this device only, oldest first: first the words, then the files. */
export function WaitingList({ entries, blobs, subjects }: WaitingListProps) {
  const { t } = useMessages();
  return (
    <List label={t('sync-waiting-title')}>
      {entries.map((entry) => (
        <WaitingWrite key={entry.id} entry={entry} subject={subjectWords(t, subjects.get(entry.id))} />
      ))}
      {blobs.map((blob) => (
        <WaitingFile key={blob.hash} blob={blob} />
      ))}
    </List>
  );
}

function WaitingWrite({ entry, subject }: { entry: OutboxEntry; subject: string }) {
  const { t, format } = useMessages();
  const age = format.relative(entry.queuedAt, useNow());
  return (
    <ListItem
      title={writeWords(t, entry.name)}
      detail={
        <>
          {subject && (
            <span class="sync-subject" dir="auto">
              {subject}
            </span>
          )}
          {/* What was sent may have arrived although its answer was lost: until that is known it is not confirmed. */}
          <span class="sync-line">
            {t(entry.sentAt === null ? 'sync-entry-unsent' : 'sync-entry-unconfirmed', age)}
          </span>
        </>
      }
    />
  );
}

function WaitingFile({ blob }: { blob: BlobRecord }) {
  const { t, format } = useMessages();
  const { hash, type, size, storedAt, sentBytes, lastError } = blob;
  const age = format.relative(storedAt, useNow());
  const isPdf = type === 'application/pdf';
  return (
    <ListItem
      start={
        <span class="sync-thumb">{isPdf ? <Icon icon={cdxIconArticle} /> : <Photo hash={hash} alt="" lazy />}</span>
      }
      title={t(isPdf ? 'sync-pdf' : 'sync-photo', format.bytes(size))}
      detail={
        <>
          <span class="sync-line">
            {sentBytes > 0 ? t('sync-file-part', age, format.percent(sentBytes / size)) : t('sync-entry-unsent', age)}
          </span>
          {sentBytes > 0 && <ProgressBar label={t('sync-uploading')} value={sentBytes} max={size} />}
          {lastError && lastError !== 'offline' && (
            <span class="sync-error">
              <Icon icon={cdxIconAlert} size="small" />
              <span>{t(errorKey(lastError))}</span>
            </span>
          )}
        </>
      }
    />
  );
}
