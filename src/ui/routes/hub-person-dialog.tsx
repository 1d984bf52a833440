import { useState } from 'preact/hooks';
import * as z from 'zod/mini';
import type { Exchange, Participant } from '#domain/exchange/schema.ts';
import { lineLimit, roleSchema } from '#domain/scalars.ts';
import type { Write } from '#store/store.ts';
import { Checkbox } from '../components/checkbox.tsx';
import { Field } from '../components/field.tsx';
import { Select } from '../components/select.tsx';
import { TextInput } from '../components/text-input.tsx';
import { useMessages, useStore } from '../context.ts';
import { useCorrection } from '../hooks/use-correction.ts';
import { useEdits, useLast } from './plan-edits.tsx';
import { beginHere, FormDialog } from './plan-form-dialog.tsx';
import type { Saving } from './plan-save.tsx';
import { WayOut } from './way-out.tsx';

const formSchema = z.object({
  name: z.string(),
  role: roleSchema,
  community: z.string(),
  username: z.string(),
  lead: z.boolean(),
});
type PersonForm = z.infer<typeof formSchema>;
const draftSchema = z.partial(formSchema);
const blank: PersonForm = { name: '', role: 'mentee', community: '', username: '', lead: false };

type PersonDialogProps = {
  /** A participant's id, or `new`. */
  which: string;
  exchange: Exchange;
  people: readonly Participant[];
  saving: Saving;
  onClose: () => void;
};

/** Adds a participant, or corrects one; only what was changed is sent. */
export function PersonDialog({ which, exchange, people, saving, onClose }: PersonDialogProps) {
  const { t } = useMessages();
  const store = useStore();
  const row = useLast(people.find(({ id }) => id === which));
  const correction = useCorrection();
  const usual = `participant/${which}`;
  const edits = useEdits<PersonForm>(
    correction.key(usual),
    draftSchema,
    correction.pending ? undefined : row ? formSchema.parse(row) : blank,
  );
  const [checked, setChecked] = useState(false);
  const value = edits.value ?? blank;
  const isEmpty = value.name.trim() === '';
  const leave = () => correction.leave(onClose);

  function writes(id: string): Write[] {
    const { role: _role, ...changes } = edits.changed;
    if (row) return Object.keys(changes).length > 0 ? [{ name: 'participant.edit', args: { id, changes } }] : [];
    const community = value.community.trim() || communityOf(exchange, value.role);
    return [{ name: 'participant.add', args: { id, ...value, community } }];
  }

  async function save(): Promise<void> {
    setChecked(true);
    const id = row?.id ?? correction.addedId ?? store.newId();
    if (isEmpty || !(await saving.save(() => correction.write(writes(id))))) return;
    if (await edits.finish(value, row ? correction.heir(usual) : `participant/${id}`)) leave();
  }

  // As in the other dialogs: without a row it shows only for a new one, or for words that wait for one that is gone.
  if (!edits.value || (!row && which !== 'new' && !edits.restored)) return null;
  return (
    <FormDialog
      title={t(row ? 'hub-person-edit' : 'hub-person-new')}
      edits={edits}
      correction={correction}
      saving={saving}
      onSubmit={() => void save()}
      onClose={leave}
      extra={<WayOut state={saving.state} words={[value.name, value.community, value.username]} />}
    >
      <Field label={t('hub-person-name')} error={checked && isEmpty ? t('hub-person-missing') : undefined}>
        <TextInput
          value={value.name}
          maxLength={lineLimit}
          {...(!row && { inputRef: beginHere })}
          onInput={(name) => edits.change({ name })}
        />
      </Field>
      {!row && (
        <Field label={t('hub-person-role')}>
          <Select
            value={value.role}
            options={(['mentee', 'mentor'] as const).map((role) => ({ value: role, label: t(`role-${role}`) }))}
            onChange={(role) => edits.change({ role })}
          />
        </Field>
      )}
      <Field label={t('hub-person-community')} optional>
        <TextInput
          value={value.community}
          maxLength={lineLimit}
          placeholder={row ? '' : communityOf(exchange, value.role)}
          onInput={(community) => edits.change({ community })}
        />
      </Field>
      <Field label={t('hub-person-username')} optional>
        <TextInput value={value.username} maxLength={lineLimit} onInput={(username) => edits.change({ username })} />
      </Field>
      {value.role !== 'hub' && (
        <Checkbox checked={value.lead} onChange={(lead) => edits.change({ lead })}>
          {t('hub-person-lead')}
        </Checkbox>
      )}
    </FormDialog>
  );
}

function communityOf({ menteeCommunity, mentorCommunity }: Exchange, role: Participant['role']): string {
  return role === 'mentee' ? menteeCommunity : mentorCommunity;
}
