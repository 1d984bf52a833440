import * as z from 'zod/mini';
import { proseLimit } from '#domain/scalars.ts';
import { textOf } from '#domain/text.ts';
import { participantsById } from '#store/queries/exchange.ts';
import { listTextUpdates } from '#store/queries/report.ts';
import { listRows } from '#store/queries/rows.ts';
import { Button } from '../components/button.tsx';
import { Field } from '../components/field.tsx';
import { Section } from '../components/section.tsx';
import { TextArea } from '../components/text-input.tsx';
import { UnsentMark } from '../components/unsent-mark.tsx';
import { useMessages, useStore } from '../context.ts';
import { useDraft } from '../hooks/use-draft.ts';
import { useLive } from '../hooks/use-live.ts';
import { useMay } from '../hooks/use-may.ts';
import { useNow } from '../hooks/use-now.ts';
import { useUnsent } from '../hooks/use-unsent.ts';
import { SaveOutcome, useSaving } from './plan-save.tsx';
import { WayOut } from './way-out.tsx';

const draftSchema = z.object({ words: z.optional(z.string()) });
const blank: { words: string } = { words: '' };

/** What the reader's side has told the Hub (all of it, for the Hub), and a form for more. */
export function PrivateFeedback() {
  const { t, format } = useMessages();
  const store = useStore();
  const mayGive = useMay('feedback.give');
  const now = useNow();
  const unsent = useUnsent();
  const read = useLive(
    async () => ({ given: await listRows(store, 'feedback'), people: await participantsById(store) }),
    [store],
  );
  if (!read) return null;
  const given = read.given.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return (
    <>
      <p class="subtle">{t('feedback-private')}</p>
      {given.length > 0 && (
        <ul class="list">
          {given.map(({ id, words, participantId, side, at }) => (
            <li key={id} class="list-item plan-item">
              <p class="prose" dir="auto">
                {words}
              </p>
              <p class="subtle small">
                {[read.people.get(participantId)?.name ?? t(`role-${side}`), format.ago(Date.parse(at), now)].join(
                  ' · ',
                )}{' '}
                <UnsentMark shown={unsent.has(id)} />
              </p>
            </li>
          ))}
        </ul>
      )}
      {given.length === 0 && !mayGive && <p class="subtle">{t('feedback-none')}</p>}
      {mayGive && <FeedbackForm />}
    </>
  );
}

/**
 * What was written here when both sides still read it stays as it is, for both and the Hub: a row that others hold can't
 * be made private.
 */
export function SharedFeedback({ textId }: { textId: string }) {
  const { t } = useMessages();
  const store = useStore();
  const words = useLive(async () => textOf(await listTextUpdates(store, textId)), [store, textId]);
  if (!words?.trim()) return null;
  return (
    <Section title={t('feedback-shared')} action={<a href={`/report/${textId}/history`}>{t('history-title')}</a>}>
      <p class="prose" dir="auto">
        {words}
      </p>
    </Section>
  );
}

/** Kept while it is typed. */
function FeedbackForm() {
  const { t } = useMessages();
  const store = useStore();
  const saving = useSaving();
  const draft = useDraft('feedback/new', draftSchema, blank);
  if (!draft.value) return null;
  const { words = '' } = draft.value;

  async function give(): Promise<void> {
    const args = { id: store.newId(), words: words.trim(), at: store.instant() };
    if (await saving.save(() => store.mutate('feedback.give', args))) await draft.finish({ words });
  }

  return (
    <>
      <Field label={t('section-feedback')} description={t('section-guidance-feedback')}>
        <TextArea value={words} rows={5} maxLength={proseLimit} onInput={(typed) => draft.change({ words: typed })} />
      </Field>
      <div class="actions">
        <Button
          weight="primary"
          disabled={words.trim() === '' || saving.state === 'saving'}
          onClick={() => void give()}
        >
          {t('feedback-give')}
        </Button>
        <WayOut state={saving.state} words={[words]} />
      </div>
      <SaveOutcome state={saving.state} />
    </>
  );
}
