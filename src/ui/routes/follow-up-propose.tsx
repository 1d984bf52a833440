import { useState } from 'preact/hooks';
import * as z from 'zod/mini';
import { wallClock } from '#domain/days.ts';
import type { Exchange } from '#domain/exchange/schema.ts';
import type { FollowUp } from '#domain/follow-up/schema.ts';
import { instantSchema, lineLimit } from '#domain/scalars.ts';
import { instantOf } from '#domain/schedule/host-clock.ts';
import { Button } from '../components/button.tsx';
import { Field } from '../components/field.tsx';
import { Section } from '../components/section.tsx';
import { DateInput, TextInput, TimeInput } from '../components/text-input.tsx';
import { useApp, useMessages } from '../context.ts';
import { useCorrection } from '../hooks/use-correction.ts';
import { useFocusError } from '../hooks/use-focus-error.ts';
import { cityOf } from './booking-words.ts';
import { FormNotice } from './correction-notice.tsx';
import { inBothZones } from './follow-up-words.ts';
import { useEdits } from './plan-edits.tsx';
import { SaveOutcome, useSaving } from './plan-save.tsx';
import { WayOut } from './way-out.tsx';

const draftSchema = z.partial(z.object({ day: z.string(), time: z.string(), link: z.string() }));

/** What a refused proposal said. */
const refusedSchema = z.object({ start: instantSchema, link: z.string() });

type ProposeProps = { call: FollowUp | undefined; exchange: Exchange };

/** Proposes a time as the own clock shows it, and says what the host's clock shows then. */
export function ProposeCall({ call, exchange }: ProposeProps) {
  const { t, format } = useMessages();
  const { device } = useApp();
  const saving = useSaving();
  const { form, focusError } = useFocusError();
  const [checked, setChecked] = useState(false);
  const zone = device.zone();
  const correction = useCorrection();
  const refused = refusedSchema.safeParse(correction.rejection?.args).data;
  const shown = refused ?? call;
  const set = shown ? wallClock(Date.parse(shown.start), zone) : { day: '', time: '' };
  const base = correction.pending ? undefined : { ...set, link: shown?.link ?? '' };
  const edits = useEdits(correction.key('call/propose'), draftSchema, base);
  const { value } = edits;
  if (!value) return null;
  const { day, time, link } = value;
  const instant = day && time ? instantOf({ day, time }, zone) : Number.NaN;
  const isWhole = !Number.isNaN(instant);
  // A refused time may be proposed again as it was.
  const isChanged = refused !== undefined || Object.keys(edits.changed).length > 0;

  async function propose(): Promise<void> {
    setChecked(true);
    if (!isWhole || !isChanged) return;
    const args = { start: new Date(instant).toISOString(), link: link.trim() };
    if (!(await saving.save(() => correction.write([{ name: 'call.propose', args }])))) return;
    if (await edits.finish({ day, time, link }, correction.heir('call/propose'))) correction.leave(() => undefined);
  }

  return (
    <Section title={t(call ? 'call-propose-other' : 'call-propose-title')}>
      <FormNotice correction={correction} edits={edits} />
      <form
        ref={form}
        class="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void propose();
          focusError();
        }}
      >
        <p class="subtle small">{t('call-own-time', cityOf(zone))}</p>
        <Field label={t('call-day')} error={checked && !day ? t('call-day-missing') : undefined}>
          <DateInput value={day} min={exchange.lastDay} onInput={(typed) => edits.change({ day: typed })} />
        </Field>
        <Field label={t('call-time')} error={checked && !time ? t('session-time-missing') : undefined}>
          <TimeInput value={time} onInput={(typed) => edits.change({ time: typed })} />
        </Field>
        <Field label={t('call-link')} optional>
          <TextInput value={link} maxLength={lineLimit} onInput={(typed) => edits.change({ link: typed })} />
        </Field>
        {isWhole && (
          <p class="subtle" aria-live="polite">
            {inBothZones(instant, zone, exchange.hostZone, format)
              .map((line) => t('call-in-zone', line.day, line.time, line.city))
              .join(' · ')}
          </p>
        )}
        <div class="actions">
          <Button type="submit" weight={call ? 'normal' : 'primary'} disabled={saving.state === 'saving'}>
            {t('call-propose')}
          </Button>
          <WayOut state={saving.state} words={[day, time, link]} />
        </div>
      </form>
      <SaveOutcome state={saving.state} />
    </Section>
  );
}
