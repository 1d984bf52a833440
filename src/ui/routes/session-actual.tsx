import { useState } from 'preact/hooks';
import * as z from 'zod/mini';
import type { Session } from '#domain/schedule/schema.ts';
import { Button } from '../components/button.tsx';
import { Field } from '../components/field.tsx';
import { Section } from '../components/section.tsx';
import { TimeInput } from '../components/text-input.tsx';
import { useMessages, useStore } from '../context.ts';
import { useEdits } from './plan-edits.tsx';
import { SaveOutcome, useSaving } from './plan-save.tsx';
import { markWrite } from './session-writes.ts';
import { WayOut } from './way-out.tsx';

const draftSchema = z.partial(z.object({ start: z.string(), end: z.string() }));

/** From when to when a session really took place: as planned, until somebody says otherwise. */
export function SessionActual({ session }: { session: Session }) {
  const { t } = useMessages();
  const store = useStore();
  const saving = useSaving();
  const [base, setBase] = useState({ start: '', end: '' });
  const row = session.actual ?? session;
  // The same object as long as the times are the same: the draft is compared with it.
  if (base.start !== row.start || base.end !== row.end) setBase({ start: row.start, end: row.end });
  const edits = useEdits(`actual/${session.id}`, draftSchema, base);
  const { value } = edits;
  if (!value) return null;
  const isWrong = value.start !== '' && value.end !== '' && value.end < value.start;
  const isWhole = value.start !== '' && value.end !== '' && !isWrong;

  async function save(times: { start: string; end: string }): Promise<void> {
    if (await saving.save(() => store.mutateAll([markWrite(store, session.id, 'done', times)]))) edits.settle(times);
  }

  return (
    <Section title={t('session-actual')}>
      <p class="subtle small">{t('session-actual-help')}</p>
      <form
        class="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (isWhole) void save(value);
        }}
      >
        <div class="form-row form-row--times">
          <Field label={t('session-actual-start')}>
            <TimeInput value={value.start} onInput={(start) => edits.change({ start })} />
          </Field>
          <Field label={t('session-actual-end')} error={isWrong ? t('session-actual-wrong') : undefined}>
            <TimeInput value={value.end} onInput={(end) => edits.change({ end })} />
          </Field>
        </div>
        <div class="actions">
          <Button type="submit" disabled={!isWhole || saving.state === 'saving'}>
            {t('session-actual-save')}
          </Button>
          <WayOut state={saving.state} words={[value.start, value.end]} />
        </div>
        <SaveOutcome state={saving.state} />
      </form>
    </Section>
  );
}
