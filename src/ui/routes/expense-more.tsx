import { lineLimit, proseLimit } from '#domain/scalars.ts';
import { Checkbox } from '../components/checkbox.tsx';
import { Field } from '../components/field.tsx';
import { Select } from '../components/select.tsx';
import { TextArea, TextInput } from '../components/text-input.tsx';
import { useMessages } from '../context.ts';
import type { ExpenseData } from './expense-data.ts';
import type { ControlsProps } from './expense-form-parts.ts';

/** Asked for where something is to be explained, and shown where something has been. */
export function ExplanationField({ fields, expense, data, onChange }: ControlsProps) {
  const { t } = useMessages();
  const asks = (data.checks.get(expense.id) ?? []).some(
    ({ tone, code }) => tone === 'amber' || code === 'outside-visit',
  );
  if (!asks && fields.explanation === '') return null;
  return (
    <Field label={t('checks-explanation')} description={t('checks-explain-hint')}>
      <TextArea
        value={fields.explanation}
        rows={2}
        maxLength={proseLimit}
        onInput={(explanation) => onChange({ explanation })}
      />
    </Field>
  );
}

/** Who took part, and the session: at once for a meal, else behind a line. */
export function ExpenseMore(props: ControlsProps) {
  const { t } = useMessages();
  const { fields } = props;
  const isMeal = fields.category === 'meals' || fields.parts.some(({ category }) => category === 'meals');
  return (
    <details class="more-fields" open={isMeal || fields.attendeeIds.length > 0}>
      <summary>{t('expense-more')}</summary>
      <div class="stack">
        <Attendees {...props} />
        <Field label={t('expense-session')} optional>
          <Select
            value={fields.sessionId}
            options={useSessionChoices(props.data, fields.day, fields.sessionId)}
            onChange={(sessionId) => props.onChange({ sessionId })}
          />
        </Field>
      </div>
    </details>
  );
}

function Attendees({ fields, expense, data, onChange }: ControlsProps) {
  const { t } = useMessages();
  const { attendeeIds, guests } = fields;
  const people = [...data.people.values()].filter(({ role, id }) => role !== 'hub' || attendeeIds.includes(id));
  const isPrefilled = expense.attendeeIds === undefined && attendeeIds.length > 0;
  return (
    <fieldset class="cdx-field">
      <legend class="cdx-label">
        <span class="cdx-label__label__text">{t('expense-attendees')}</span>
      </legend>
      {isPrefilled && <p class="cdx-field__help-text">{t('expense-attendees-prefilled')}</p>}
      {people.map(({ id, name }) => (
        <Checkbox
          key={id}
          checked={attendeeIds.includes(id)}
          onChange={(isThere) =>
            onChange({ attendeeIds: isThere ? [...attendeeIds, id] : attendeeIds.filter((other) => other !== id) })
          }
        >
          <bdi>{name}</bdi>
        </Checkbox>
      ))}
      <Field label={t('attendee-guests')} optional>
        <TextInput
          value={guests}
          maxLength={lineLimit}
          autoComplete="off"
          onInput={(text) => onChange({ guests: text })}
        />
      </Field>
    </fieldset>
  );
}

/** The sessions of the day, and the one that is chosen. */
function useSessionChoices({ sessions }: ExpenseData, day: string, chosen: string): { value: string; label: string }[] {
  const { t } = useMessages();
  const own = sessions.filter((session) => session.id === chosen || session.day === day);
  return [
    { value: '', label: t('expense-session-none') },
    ...own.map(({ id, start, title }) => ({ value: id, label: `${start} ${title}` })),
  ];
}
