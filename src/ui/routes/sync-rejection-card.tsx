import { cdxIconEdit, cdxIconError, cdxIconReload } from '@wikimedia/codex-icons';
import { useState } from 'preact/hooks';
import { codeOf, type ErrorCode, type Rejection } from '#domain/errors.ts';
import type { StoredRejection } from '#store/db.ts';
import { discardRejection, retryRejection } from '#store/rejections.ts';
import { Button } from '../components/button.tsx';
import { Icon } from '../components/icon.tsx';
import { Message } from '../components/message.tsx';
import { Saved } from '../components/saved.tsx';
import { useApp, useMessages, useStore } from '../context.ts';
import { useNow } from '../hooks/use-now.ts';
import { errorKey } from '../i18n/message-keys.ts';
import { reasonKey } from '../i18n/reason-key.ts';
import { rejectionFile } from './rejection-file.ts';
import type { Offer } from './rejection-offers.ts';
import { valuesOf } from './rejection-values.ts';
import { DiscardDialog } from './sync-discard.tsx';
import { EditWords, useOpenForm } from './sync-edit.tsx';
import { writeWords } from './write-subject.ts';

type RejectionCardProps = {
  rejection: StoredRejection;
  subject: string;
  /** How it can be edited, if it can. */
  offer: Offer | undefined;
  onDone: (words: string) => void;
};

/** A write that was refused: the reason, what was typed, and what can be done with it. */
export function RejectionCard({ rejection, subject, offer, onDone }: RejectionCardProps) {
  const { t } = useMessages();
  const store = useStore();
  const openForm = useOpenForm(rejection.id);
  const { id, name, args } = rejection;
  const values = valuesOf(name, args, t);
  const [failure, setFailure] = useState<ErrorCode | null>(null);
  const [dialog, setDialog] = useState<'discard' | 'words' | null>(null);
  const what = [writeWords(t, name), subject].filter(Boolean).join(': ');

  /** Queues something in its place. */
  async function send(queue: () => Promise<Rejection | undefined>): Promise<void> {
    const refused = await queue().then((reason) => reason?.code, codeOf);
    if (refused) setFailure(refused);
    else onDone(t('sync-requeued', what));
  }

  async function discard(): Promise<void> {
    await discardRejection(store, id).then(
      () => onDone(t('sync-discarded', what)),
      (error) => setFailure(codeOf(error)),
    );
    setDialog(null);
  }

  function take(chosen: Offer): void {
    if (chosen.by === 'words') setDialog('words');
    else if (chosen.by === 'now') void send(chosen.send);
    else openForm(chosen).catch((error: unknown) => setFailure(codeOf(error, 'storage_failed')));
  }

  return (
    <article class="rejection" aria-labelledby={`rejection-${id}`}>
      <h3 id={`rejection-${id}`} dir="auto">
        {what}
      </h3>
      <p class="sync-error">
        <Icon icon={cdxIconError} size="small" />
        <span>{t(reasonKey(rejection))}</span>
      </p>
      <TypedValues values={values} />
      <Ages rejection={rejection} />
      <div class="actions">
        {offer && (
          <Button icon={cdxIconEdit} action="progressive" onClick={() => take(offer)}>
            {t(offer.label)}
          </Button>
        )}
        <Button icon={cdxIconReload} onClick={() => void send(() => retryRejection(store, rejection))}>
          {t('sync-retry')}
        </Button>
      </div>
      <KeepActions rejection={rejection} what={what} values={values} onDiscard={() => setDialog('discard')} />
      <div aria-live="polite">
        {failure && (
          <Message type="warning" title={t('sync-still-refused')}>
            {t(errorKey(failure))}
          </Message>
        )}
      </div>
      <DiscardDialog
        open={dialog === 'discard'}
        what={what}
        values={values}
        onDiscard={() => void discard()}
        onClose={() => setDialog(null)}
      />
      {dialog === 'words' && offer?.by === 'words' && (
        <EditWords
          rejection={rejection}
          offer={offer}
          onSent={() => onDone(t('sync-requeued', what))}
          onClose={() => setDialog(null)}
        />
      )}
    </article>
  );
}

function TypedValues({ values }: { values: readonly string[] }) {
  const { t } = useMessages();
  if (values.length === 0) return null;
  return (
    <blockquote class="rejection-values" aria-label={t('sync-typed')}>
      {values.map((value) => (
        <p key={value} class="prose" dir="auto">
          {value}
        </p>
      ))}
    </blockquote>
  );
}

function Ages({ rejection: { queuedAt, rejectedAt } }: { rejection: StoredRejection }) {
  const { t, format } = useMessages();
  const now = useNow();
  return <p class="subtle small">{t('sync-refused', format.ago(queuedAt, now), format.ago(rejectedAt, now))}</p>;
}

type KeepActionsProps = {
  rejection: StoredRejection;
  what: string;
  values: readonly string[];
  onDiscard: () => void;
};

/** What takes it out of Carnet: the clipboard, a file, or for good. */
function KeepActions({ rejection, what, values, onDiscard }: KeepActionsProps) {
  const { t } = useMessages();
  const { device } = useApp();
  const [copied, setCopied] = useState<boolean | null>(null);
  const copy = () =>
    navigator.clipboard.writeText(values.join('\n')).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  const { file, name } = rejectionFile(rejection, what, values);
  return (
    <>
      <div class="actions rejection-keep">
        {values.length > 0 && (
          <Button weight="quiet" onClick={() => void copy()}>
            {t('sync-copy')}
          </Button>
        )}
        {/* Closing the share sheet is no failure: the button simply stays. */}
        <Button weight="quiet" onClick={() => void device.saveFile(file(), name).catch(() => undefined)}>
          {t('sync-save-file')}
        </Button>
        <Button weight="quiet" action="destructive" onClick={onDiscard}>
          {t('sync-discard')}
        </Button>
      </div>
      <div class="save-outcome" aria-live="polite">
        {copied && <Saved>{t('sync-copied')}</Saved>}
        {copied === false && <p>{t('sync-copy-failed')}</p>}
      </div>
    </>
  );
}
