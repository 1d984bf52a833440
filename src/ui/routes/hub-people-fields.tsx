import { cdxIconAdd, cdxIconTrash } from '@wikimedia/codex-icons';
import { maxPeople, type PersonFields } from '#domain/creation/new-exchange.ts';
import { lineLimit } from '#domain/scalars.ts';
import { Button, IconButton } from '../components/button.tsx';
import { Field } from '../components/field.tsx';
import { Select } from '../components/select.tsx';
import { TextInput } from '../components/text-input.tsx';
import { useMessages } from '../context.ts';

type PeopleFieldsetProps = { people: readonly PersonFields[]; onChange: (people: PersonFields[]) => void };

/** The people with whom an exchange begins. A line without a name is nobody. */
export function PeopleFieldset({ people, onChange }: PeopleFieldsetProps) {
  const { t } = useMessages();
  const put = (index: number, changes: Partial<PersonFields>) =>
    onChange(people.map((person, at) => (at === index ? { ...person, ...changes } : person)));
  // The side that has fewer so far is probably the one that is missing.
  const mentees = people.filter(({ role }) => role === 'mentee').length;
  const next = mentees > people.length - mentees ? 'mentor' : 'mentee';
  return (
    <fieldset class="plain-fieldset stack">
      <legend>{t('hub-people-legend')}</legend>
      <p class="small subtle">{t('hub-people-hint')}</p>
      {people.map((person, index) => (
        <div key={index} class="hub-person">
          <Field label={t('hub-person-name')}>
            <TextInput value={person.name} maxLength={lineLimit} onInput={(name) => put(index, { name })} />
          </Field>
          <Field label={t('hub-person-role')}>
            <Select
              value={person.role}
              options={(['mentee', 'mentor'] as const).map((role) => ({ value: role, label: t(`role-${role}`) }))}
              onChange={(role) => put(index, { role })}
            />
          </Field>
          <Field label={t('hub-person-username')} optional>
            <TextInput value={person.username} maxLength={lineLimit} onInput={(username) => put(index, { username })} />
          </Field>
          <IconButton
            icon={cdxIconTrash}
            label={t('hub-person-remove', person.name.trim() || t('hub-person-this'))}
            onClick={() => onChange(people.filter((_, at) => at !== index))}
          />
        </div>
      ))}
      {people.length < maxPeople - 1 && (
        <div>
          <Button icon={cdxIconAdd} onClick={() => onChange([...people, { name: '', role: next, username: '' }])}>
            {t('hub-person-add')}
          </Button>
        </div>
      )}
    </fieldset>
  );
}
