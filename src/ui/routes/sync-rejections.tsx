import { cdxIconCopy, cdxIconError, cdxIconReload, cdxIconTrash } from '@wikimedia/codex-icons';
import { useEffect, useRef, useState } from 'preact/hooks';
import { codeOf, type ErrorCode } from '#domain/errors.ts';
import type { StoredRejection } from '#store/db.ts';
import { discardRejection, retryRejection } from '#store/rejections.ts';
import { Button } from '../components/button.tsx';
import { Icon } from '../components/icon.tsx';
import { Message } from '../components/message.tsx';
import { Saved } from '../components/saved.tsx';
import { Section } from '../components/section.tsx';
import { useMessages, useStore } from '../context.ts';
import { useNow } from '../hooks/use-now.ts';
import { errorKey } from '../i18n/message-keys.ts';
import { valuesOf } from './rejection-values.ts';
import { DiscardDialog } from './sync-discard.tsx';
import { type Subject, subjectWords, writeWords } from './write-subject.ts';

type RejectionsProps = { rejections: readonly StoredRejection[] /** By id. */; subjects: ReadonlyMap<string, Subject> };

/** What the server refused. A card that was dealt with is gone, so what came of it is said here. */
export function Rejections({ rejections, subjects }: RejectionsProps) {
  const { t } = useMessages();
  const [outcome, setOutcome] = useState<string | null>(null);
  const region = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The button that was pressed went with its card: the keyboard goes on from here.
    if (outcome) region.current?.focus({ preventScroll: true });
  }, [outcome]);
  const cards = rejections.map((rejection) => (
    <RejectionCard
      key={rejection.id}
      rejection={rejection}
      subject={subjectWords(t, subjects.get(rejection.id))}
      onDone={setOutcome}
    />
  ));
  return (
    <>
      {cards.length > 0 && <Section title={t('sync-attention-title')}>{cards}</Section>}
      <div ref={region} class="save-outcome" aria-live="polite" tabIndex={-1}>
        {outcome && <Saved>{outcome}</Saved>}
      </div>
    </>
  );
}

type RejectionCardProps = { rejection: StoredRejection; subject: string; onDone: (words: string) => void };

/** A write that was refused: the reason, what was typed, and what can be done with it. */
function RejectionCard({ rejection, subject, onDone }: RejectionCardProps) {
  const { t, format } = useMessages();
  const store = useStore();
  const now = useNow();
  const { id, name, args, code, queuedAt, rejectedAt } = rejection;
  const values = valuesOf(name, args, t);
  const [failure, setFailure] = useState<ErrorCode | null>(null);
  const [copied, setCopied] = useState<boolean | null>(null);
  const [discarding, setDiscarding] = useState(false);
  const what = [writeWords(t, name), subject].filter(Boolean).join(': ');

  async function retry(): Promise<void> {
    const refused = await retryRejection(store, rejection).then((reason) => reason?.code, codeOf);
    if (refused) setFailure(refused);
    else onDone(t('sync-requeued', what));
  }

  async function discard(): Promise<void> {
    await discardRejection(store, id).then(
      () => onDone(t('sync-discarded', what)),
      (error) => setFailure(codeOf(error)),
    );
    setDiscarding(false);
  }

  const copy = () =>
    navigator.clipboard.writeText(values.join('\n')).then(
      () => setCopied(true),
      () => setCopied(false),
    );

  return (
    <article class="rejection" aria-labelledby={`rejection-${id}`}>
      <h3 id={`rejection-${id}`} dir="auto">
        {what}
      </h3>
      <p class="sync-error">
        <Icon icon={cdxIconError} size="small" />
        <span>{t(errorKey(code))}</span>
      </p>
      {values.length > 0 && (
        <blockquote class="rejection-values" aria-label={t('sync-typed')}>
          {values.map((value) => (
            <p key={value} class="prose" dir="auto">
              {value}
            </p>
          ))}
        </blockquote>
      )}
      <p class="subtle small">{t('sync-refused', format.relative(queuedAt, now), format.relative(rejectedAt, now))}</p>
      <div class="actions">
        <Button icon={cdxIconReload} onClick={() => void retry()}>
          {t('sync-retry')}
        </Button>
        {values.length > 0 && (
          <Button icon={cdxIconCopy} onClick={() => void copy()}>
            {t('sync-copy')}
          </Button>
        )}
        <Button weight="quiet" action="destructive" icon={cdxIconTrash} onClick={() => setDiscarding(true)}>
          {t('sync-discard')}
        </Button>
      </div>
      <div class="save-outcome" aria-live="polite">
        {copied && <Saved>{t('sync-copied')}</Saved>}
        {copied === false && <p>{t('sync-copy-failed')}</p>}
        {failure && (
          <Message type="warning" title={t('sync-still-refused')}>
            {t(errorKey(failure))}
          </Message>
        )}
      </div>
      <DiscardDialog
        open={discarding}
        what={what}
        values={values}
        onDiscard={() => void discard()}
        onClose={() => setDiscarding(false)}
      />
    </article>
  );
}
