import { cdxIconAlert, cdxIconArticle, cdxIconUpload } from '@wikimedia/codex-icons';
import { isRefused } from '#store/blobs.ts';
import type { BlobRecord, OutboxEntry } from '#store/db.ts';
import { Button } from '../components/button.tsx';
import { Icon } from '../components/icon.tsx';
import { List, ListItem } from '../components/list.tsx';
import { Message } from '../components/message.tsx';
import { Photo } from '../components/photo.tsx';
import { ProgressBar } from '../components/progress-bar.tsx';
import { useMessages } from '../context.ts';
import { useNow } from '../hooks/use-now.ts';
import { usePhotoPolicy, useWantFiles } from '../hooks/use-photo-policy.ts';
import { errorKey } from '../i18n/message-keys.ts';
import { ShowAll, useFirst } from './sync-show-all.tsx';
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
  // One clock for all rows, however many.
  const now = useNow();
  const policy = usePhotoPolicy();
  const { first, rest, showAll } = useFirst<OutboxEntry | BlobRecord>([...entries, ...blobs]);
  const isHeld = (blob: BlobRecord) => policy !== undefined && !isRefused(blob) && !policy.maySend(blob);
  const held = blobs.filter(isHeld);
  return (
    <div class="stack-tight">
      {held.length > 0 && <HeldPhotos held={held} />}
      <List label={t('sync-waiting-title')}>
        {first.map((item) =>
          'hash' in item ? (
            <WaitingFile key={item.hash} blob={item} isHeld={isHeld(item)} now={now} />
          ) : (
            <WaitingWrite key={item.id} entry={item} subject={subjectWords(t, subjects.get(item.id))} now={now} />
          ),
        )}
      </List>
      <ShowAll count={entries.length + blobs.length} rest={rest} onShow={showAll} />
    </div>
  );
}

/** Photos that the person's own setting keeps back, with the way to send them all the same. */
function HeldPhotos({ held }: { held: readonly BlobRecord[] }) {
  const { t, format } = useMessages();
  const want = useWantFiles();
  const bytes = held.reduce((sum, { size, sentBytes }) => sum + size - sentBytes, 0);
  return (
    <Message>
      <p>{t('sync-held-photos', held.length, format.bytes(bytes))}</p>
      <Button icon={cdxIconUpload} onClick={() => void want(held.map(({ hash }) => hash))}>
        {t('sync-send-all')}
      </Button>
    </Message>
  );
}

type WaitingWriteProps = { entry: OutboxEntry; subject: string; now: number };

function WaitingWrite({ entry, subject, now }: WaitingWriteProps) {
  const { t, format } = useMessages();
  const age = format.ago(entry.queuedAt, now);
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
            {' · '}
            <span class="sync-size">{format.bytes(bytesOf(entry))}</span>
          </span>
        </>
      }
    />
  );
}

/** The size of a write in bytes, as it is sent. */
function bytesOf({ id, seq, name, args }: OutboxEntry): number {
  return new TextEncoder().encode(JSON.stringify({ id, seq, name, args })).length;
}

type WaitingFileProps = { blob: BlobRecord; isHeld: boolean; now: number };

function WaitingFile({ blob, isHeld, now }: WaitingFileProps) {
  const { t, format } = useMessages();
  const want = useWantFiles();
  const { hash, type, size, storedAt, sentBytes, lastError } = blob;
  const isPdf = type === 'application/pdf';
  return (
    <ListItem
      start={
        <span class="sync-thumb">{isPdf ? <Icon icon={cdxIconArticle} /> : <Photo hash={hash} alt="" lazy />}</span>
      }
      title={t(isPdf ? 'sync-pdf' : 'sync-photo', format.bytes(size))}
      detail={
        <>
          <span class="sync-line">{stateWords()}</span>
          {sentBytes > 0 && <ProgressBar label={t('sync-uploading')} value={sentBytes} max={size} />}
          {lastError && lastError !== 'offline' && (
            <span class="sync-error">
              <Icon icon={cdxIconAlert} size="small" />
              <span>{t(errorKey(lastError))}</span>
            </span>
          )}
        </>
      }
      end={isHeld && <Button onClick={() => void want([hash])}>{t('sync-send-now')}</Button>}
    />
  );

  function stateWords(): string {
    const age = format.ago(storedAt, now);
    if (isRefused(blob)) return t('sync-file-refused', age);
    if (isHeld) return t('sync-file-held', age);
    return sentBytes > 0 ? t('sync-file-part', age, format.percent(sentBytes / size)) : t('sync-entry-unsent', age);
  }
}
