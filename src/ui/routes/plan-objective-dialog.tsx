import { useState } from 'preact/hooks';
import * as z from 'zod/mini';
import { orderBetween } from '#domain/order.ts';
import { type Objective, objectiveSchema } from '#domain/plan/schema.ts';
import type { Session } from '#domain/schedule/schema.ts';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { Field } from '../components/field.tsx';
import { Select } from '../components/select.tsx';
import { TextArea, TextInput } from '../components/text-input.tsx';
import { useMessages, useStore } from '../context.ts';
import { useEdits, useLast } from './plan-edits.tsx';
import { beginHere, FormDialog } from './plan-form-dialog.tsx';
import type { Saving } from './plan-save.tsx';

const states = objectiveSchema.shape.state.options;
const formSchema = z.object({
  title: z.string(),
  problem: z.string(),
  indicator: z.string(),
  state: objectiveSchema.shape.state,
});
const draftSchema = z.partial(formSchema);
const blank: z.infer<typeof formSchema> = { title: '', problem: '', indicator: '', state: 'planned' };

type ObjectiveDialogProps = {
  /** An objective's id, or `new`. */
  which: string;
  objectives: readonly Objective[];
  sessions: readonly Session[];
  saving: Saving;
  onClose: () => void;
};

/** Writes an objective or changes one; only what was changed is sent. */
export function ObjectiveDialog({ which, objectives, sessions, saving, onClose }: ObjectiveDialogProps) {
  const { t } = useMessages();
  const store = useStore();
  const row = useLast(objectives.find(({ id }) => id === which));
  const edits = useEdits(`objective/${which}`, draftSchema, row ?? blank);
  const [checked, setChecked] = useState(false);
  const [removing, setRemoving] = useState(false);
  const value = edits.value ?? blank;
  const untitled = value.title.trim() === '';

  async function write() {
    if (row) {
      return Object.keys(edits.changed).length > 0
        ? store.mutate('objective.edit', { id: row.id, changes: edits.changed })
        : undefined;
    }
    const order = orderBetween(objectives.at(-1)?.order ?? '', '');
    return store.mutate('objective.add', { id: store.newId(), order, ...value });
  }

  async function save(): Promise<void> {
    setChecked(true);
    if (untitled || !(await saving.save(write))) return;
    await edits.finish();
    onClose();
  }

  // A form that shows before its draft is known would swallow the first letters.
  if (!edits.value || (!row && which !== 'new')) return null;
  if (row && removing) {
    const close = () => setRemoving(false);
    return <RemoveDialog {...{ objective: row, sessions, saving, onClose: close, onRemoved: onClose }} />;
  }
  return (
    <FormDialog
      title={t(row ? 'objective-edit' : 'objective-new')}
      edits={edits}
      saving={saving}
      onSubmit={() => void save()}
      onClose={onClose}
      extra={
        row && (
          <Button weight="quiet" action="destructive" onClick={() => setRemoving(true)}>
            {t('objective-remove')}
          </Button>
        )
      }
    >
      <Field
        label={t('objective-title')}
        description={t('objective-title-help')}
        error={checked && untitled ? t('objective-title-missing') : undefined}
      >
        <TextInput
          value={value.title}
          maxLength={500}
          {...(!row && { inputRef: beginHere })}
          onInput={(title) => edits.change({ title })}
        />
      </Field>
      <Field label={t('objective-problem')}>
        <TextArea value={value.problem} maxLength={20_000} onInput={(problem) => edits.change({ problem })} />
      </Field>
      <Field label={t('objective-indicator')}>
        <TextArea value={value.indicator} maxLength={20_000} onInput={(indicator) => edits.change({ indicator })} />
      </Field>
      {row && (
        <Field label={t('objective-state')}>
          <Select
            value={value.state}
            options={states.map((state) => ({ value: state, label: t(`objective-state-${state}`) }))}
            onChange={(state) => edits.change({ state })}
          />
        </Field>
      )}
    </FormDialog>
  );
}

type RemoveDialogProps = {
  objective: Objective;
  sessions: readonly Session[];
  saving: Saving;
  onClose: () => void;
  onRemoved: () => void;
};

/** Asks first, and says what else changes. */
function RemoveDialog({ objective, sessions, saving, onClose, onRemoved }: RemoveDialogProps) {
  const { t } = useMessages();
  const store = useStore();
  const serving = sessions.filter(({ objectiveIds }) => objectiveIds.includes(objective.id)).length;

  async function remove(): Promise<void> {
    if (await saving.save(() => store.mutate('objective.remove', { id: objective.id }))) onRemoved();
  }

  const actions = (
    <>
      <Button weight="primary" action="destructive" onClick={() => void remove()}>
        {t('objective-remove-confirm')}
      </Button>
      <Button onClick={onClose}>{t('objective-keep')}</Button>
    </>
  );
  return (
    <Dialog open title={t('objective-remove-question')} onClose={onClose} actions={actions}>
      <p>
        <strong>{objective.title}</strong>
      </p>
      <p>{serving > 0 ? t('objective-remove-sessions', serving) : t('objective-remove-alone')}</p>
    </Dialog>
  );
}
