import { cdxIconUpdate } from '@wikimedia/codex-icons';
import type { ComponentChildren } from 'preact';
import * as z from 'zod/mini';
import type { CheckIn } from '#domain/check-in/schema.ts';
import { proseLimit } from '#domain/scalars.ts';
import type { CheckInThread, readCheckIns } from '#store/queries/check-in.ts';
import { Button } from '../components/button.tsx';
import { Chip } from '../components/chip.tsx';
import { Field } from '../components/field.tsx';
import { Icon } from '../components/icon.tsx';
import { TextArea } from '../components/text-input.tsx';
import { useMessages, useStore } from '../context.ts';
import { useDraft } from '../hooks/use-draft.ts';
import { useMay } from '../hooks/use-may.ts';
import { useNow } from '../hooks/use-now.ts';
import { SaveOutcome, useSaving } from './plan-save.tsx';
import { WayOut } from './way-out.tsx';

type Known = Awaited<ReturnType<typeof readCheckIns>>;

/** What was said, and what was answered: the same for its author and for the Hub. */
export function CheckInThreads({ known }: { known: Known }) {
  return (
    <ol class="check-ins">
      {known.threads.map((thread) => (
        <Thread key={thread.checkIn.id} thread={thread} known={known} />
      ))}
    </ol>
  );
}

function Thread({ thread: { checkIn, replies }, known }: { thread: CheckInThread; known: Known }) {
  const { t } = useMessages();
  const mayReply = useMay('checkin.reply');
  return (
    <li class="check-in">
      <Said row={checkIn} known={known}>
        <Chip tone={checkIn.feeling === 'well' ? 'success' : 'warning'}>{t(`check-in-${checkIn.feeling}`)}</Chip>
      </Said>
      {replies.map((reply) => (
        <Said key={reply.id} row={reply} known={known} />
      ))}
      {mayReply && <ReplyForm checkInId={checkIn.id} />}
    </li>
  );
}

type SaidProps = {
  row: Pick<CheckIn, 'id' | 'words' | 'participantId' | 'at'>;
  known: Known;
  children?: ComponentChildren;
};

function Said({ row: { id, words, participantId, at }, known, children }: SaidProps) {
  const { t, format } = useMessages();
  const now = useNow();
  const name = known.people.get(participantId)?.name ?? t('role-hub');
  return (
    <div class="check-in-said">
      <p class="row">
        {children}
        <span class="subtle small">
          {name} · {format.ago(Date.parse(at), now)}
        </span>
      </p>
      {words.trim() !== '' && (
        <p class="prose" dir="auto">
          {words}
        </p>
      )}
      {known.pending.has(id) && (
        <p class="unsent">
          <Icon icon={cdxIconUpdate} size="x-small" />
          <span>{t('check-in-waits')}</span>
        </p>
      )}
    </div>
  );
}

const draftSchema = z.partial(z.object({ words: z.string() }));

function ReplyForm({ checkInId }: { checkInId: string }) {
  const { t } = useMessages();
  const store = useStore();
  const saving = useSaving();
  const draft = useDraft(`check-in-reply/${checkInId}`, draftSchema, { words: '' });
  const words = draft.value?.words ?? '';

  async function send(): Promise<void> {
    const args = { id: store.newId(), checkInId, words, at: store.instant() };
    if (await saving.save(() => store.mutate('checkin.reply', args))) await draft.discard();
  }

  if (!draft.value) return null;
  return (
    <>
      <Field label={t('check-in-reply')}>
        <TextArea value={words} rows={2} maxLength={proseLimit} onInput={(typed) => draft.change({ words: typed })} />
      </Field>
      {words.trim() !== '' && (
        <div class="actions">
          <Button action="progressive" onClick={() => void send()}>
            {t('check-in-send')}
          </Button>
          <WayOut state={saving.state} words={[words]} />
        </div>
      )}
      <SaveOutcome state={saving.state === 'saved' ? 'idle' : saving.state} />
    </>
  );
}
