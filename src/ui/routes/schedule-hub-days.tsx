import { type Assignment, usualAssignment } from '#domain/day-plan/fill.ts';
import type { DayPlan } from '#domain/day-plan/schema.ts';
import { listInOrder } from '#store/queries/rows.ts';
import { Field } from '../components/field.tsx';
import { List, ListItem } from '../components/list.tsx';
import { Section } from '../components/section.tsx';
import { Select } from '../components/select.tsx';
import { useMessages, useStore } from '../context.ts';
import { useLive } from '../hooks/use-live.ts';

/** The Hub's days on the dates of the visit. */
export type HubChoice = { readonly plans: readonly DayPlan[]; readonly assignment: readonly Assignment[] };

type HubDaysProps = { visit: { firstDay: string; lastDay: string }; onChoose: (choice: HubChoice) => void };

/** The days that the Hub's template gave this exchange; nothing when it gave none. */
export function HubDays({ visit, onChoose }: HubDaysProps) {
  const { t } = useMessages();
  const store = useStore();
  const plans = useLive(() => listInOrder(store, 'dayPlan'), [store]);
  if (!plans || plans.length === 0) return null;
  return (
    <Section title={t('template-hub')}>
      <List>
        <ListItem
          title={t('template-hub-title')}
          detail={<span dir="auto">{plans.map(({ name }) => name).join(' · ')}</span>}
          onClick={() => onChoose({ plans, assignment: usualAssignment(plans, visit) })}
        />
      </List>
    </Section>
  );
}

type HubAssignmentProps = { choice: HubChoice; onChange: (choice: HubChoice) => void };

/** Which of the days goes on which date. */
export function HubAssignment({ choice: { plans, assignment }, onChange }: HubAssignmentProps) {
  const { t, format } = useMessages();
  const options = [
    { value: '', label: t('template-hub-nothing') },
    ...plans.map(({ id, name }) => ({ value: id, label: name })),
  ];
  const choose = (day: string, planId: string) =>
    onChange({
      plans,
      assignment: assignment.map((each) => (each.day === day ? { day, planId: planId || null } : each)),
    });
  return (
    <fieldset class="plain-fieldset">
      <legend>{t('template-hub-assign')}</legend>
      {assignment.map(({ day, planId }) => (
        <Field key={day} label={format.day(day)}>
          <Select value={planId ?? ''} options={options} onChange={(chosen) => choose(day, chosen)} />
        </Field>
      ))}
    </fieldset>
  );
}
