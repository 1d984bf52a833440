import { useState } from 'preact/hooks';
import * as z from 'zod/mini';
import { proseLimit } from '#domain/scalars.ts';
import type { Write } from '#store/store.ts';
import { Button } from '../components/button.tsx';
import { Field } from '../components/field.tsx';
import { Message } from '../components/message.tsx';
import { TextArea } from '../components/text-input.tsx';
import { useMessages, useStore } from '../context.ts';
import { useDraft } from '../hooks/use-draft.ts';
import { useRefusal } from '../hooks/use-refusal.ts';
import { reasonKey } from '../i18n/reason-key.ts';
import { RestoredNotice } from './plan-save.tsx';
import { isOfTheDevice, WayOut } from './way-out.tsx';

const draftSchema = z.object({ words: z.optional(z.string()) });
const blank: { words: string } = { words: '' };

/** What the answer says, who gives it, and when. */
export type Said = { id: string; words: string; by: string; at: string };

type AnswerProps = {
  /** The expense, or the exchange for its report: its draft is kept under it. */
  aboutId: string;
  write: (said: Said) => Write;
};

/** A participant's answer to what the Hub has asked or rejected; kept while it is typed. */
export function ReviewAnswer({ aboutId, write }: AnswerProps) {
  const { t } = useMessages();
  const store = useStore();
  const draft = useDraft(`answer/${aboutId}`, draftSchema, blank);
  const { refusal, run } = useRefusal();
  const [wordless, setWordless] = useState(false);
  const words = draft.value?.words ?? '';

  async function send(): Promise<void> {
    setWordless(words.trim() === '');
    if (words.trim() === '') return;
    const said = { id: store.newId(), words: words.trim(), by: store.context.participantId, at: store.instant() };
    if (await run(() => store.mutateAll([write(said)]))) await draft.finish({ words });
  }

  // A form that shows before its draft is known would swallow the first letters.
  if (!draft.value) return null;
  return (
    <form
      class="answer-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <RestoredNotice edits={draft} />
      <Field
        label={t('review-answer')}
        error={wordless && words.trim() === '' ? t('review-answer-missing') : undefined}
      >
        <TextArea value={words} rows={2} maxLength={proseLimit} onInput={(text) => draft.change({ words: text })} />
      </Field>
      <div class="actions">
        <Button type="submit">{t('review-answer-send')}</Button>
        <WayOut state={refusal && isOfTheDevice(refusal.code) ? refusal.code : null} words={[words]} />
      </div>
      {refusal && (
        <Message type="error" announce>
          {t(reasonKey(refusal))}
        </Message>
      )}
    </form>
  );
}
