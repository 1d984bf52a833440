import '../styles/check-in.css';
import { cdxIconHelp, cdxIconSuccess } from '@wikimedia/codex-icons';
import { useEffect, useState } from 'preact/hooks';
import * as z from 'zod/mini';
import { type CheckIn, feelings } from '#domain/check-in/schema.ts';
import { proseLimit } from '#domain/scalars.ts';
import { readCheckIns } from '#store/queries/check-in.ts';
import { Button } from '../components/button.tsx';
import { Card } from '../components/card.tsx';
import { Field } from '../components/field.tsx';
import { TextArea } from '../components/text-input.tsx';
import { useMessages, useStore } from '../context.ts';
import { useDraft } from '../hooks/use-draft.ts';
import { useLive } from '../hooks/use-live.ts';
import { CheckInThreads } from './check-in-thread.tsx';
import { SaveOutcome, useSaving } from './plan-save.tsx';
import type { OnReady } from './today-late-parts.ts';
import { WayOut } from './way-out.tsx';

const draftSchema = z.object({
  feeling: z.optional(z.enum(feelings)),
  words: z.optional(z.string()),
});
const blank: { feeling?: CheckIn['feeling']; words: string } = { words: '' };

/** Midway: how does it go? Two taps, a line if one likes, and what the Hub answered. */
export function CheckInCard({ phase, onReady }: { phase: 'ask' | 'read'; onReady?: OnReady }) {
  const { t } = useMessages();
  const store = useStore();
  const known = useLive(() => readCheckIns(store), [store]);
  const [again, setAgain] = useState(false);
  const isKnown = known !== undefined;
  useEffect(() => {
    if (isKnown) onReady?.();
  }, [isKnown, onReady]);
  if (!known || (phase === 'read' && known.threads.length === 0)) return null;
  const asks = phase === 'ask' && (known.threads.length === 0 || again);
  return (
    <Card level={2} title={t('today-check-in')}>
      <p class="subtle small">{t('check-in-private')}</p>
      {known.threads.length > 0 && <CheckInThreads known={known} />}
      {asks && <CheckInForm onSent={() => setAgain(false)} />}
      {phase === 'ask' && !asks && (
        <div class="actions">
          <Button onClick={() => setAgain(true)}>{t('check-in-again')}</Button>
        </div>
      )}
    </Card>
  );
}

function CheckInForm({ onSent }: { onSent: () => void }) {
  const { t } = useMessages();
  const store = useStore();
  const saving = useSaving();
  const draft = useDraft('check-in/new', draftSchema, blank);
  if (!draft.value) return null;
  const { feeling, words } = draft.value;

  async function send(chosen: CheckIn['feeling']): Promise<void> {
    const args = { id: store.newId(), feeling: chosen, words, at: store.instant() };
    if (!(await saving.save(() => store.mutate('checkin.send', args)))) return;
    await draft.finish();
    onSent();
  }

  const icons = { well: cdxIconSuccess, help: cdxIconHelp };
  return (
    <>
      <fieldset class="check-in-choices">
        <legend>{t('check-in-question')}</legend>
        {feelings.map((one) => (
          <Button
            key={one}
            icon={icons[one]}
            weight={feeling === one ? 'primary' : 'normal'}
            aria-pressed={feeling === one}
            onClick={() => draft.change({ feeling: one })}
          >
            {t(`check-in-${one}`)}
          </Button>
        ))}
      </fieldset>
      {feeling && (
        <>
          <Field label={t('check-in-words')} optional>
            <TextArea
              value={words}
              rows={2}
              maxLength={proseLimit}
              onInput={(typed) => draft.change({ words: typed })}
            />
          </Field>
          <div class="actions">
            <Button weight="primary" disabled={saving.state === 'saving'} onClick={() => void send(feeling)}>
              {t('check-in-send')}
            </Button>
            <WayOut state={saving.state} words={[words]} />
          </div>
        </>
      )}
      <SaveOutcome state={saving.state === 'saved' ? 'idle' : saving.state} />
    </>
  );
}
