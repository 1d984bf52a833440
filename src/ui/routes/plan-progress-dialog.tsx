import * as z from 'zod/mini';
import { type Objective, type ObjectiveStep, objectiveStates } from '#domain/plan/schema.ts';
import { proseLimit } from '#domain/scalars.ts';
import { Field } from '../components/field.tsx';
import { Select } from '../components/select.tsx';
import { TextArea } from '../components/text-input.tsx';
import { useMessages, useStore } from '../context.ts';
import { useCorrection } from '../hooks/use-correction.ts';
import { useEdits, useLast } from './plan-edits.tsx';
import { FormDialog } from './plan-form-dialog.tsx';
import { ProgressSteps } from './plan-progress-steps.tsx';
import type { Saving } from './plan-save.tsx';
import { WayOut } from './way-out.tsx';

const draftSchema = z.partial(z.object({ state: z.enum(objectiveStates), note: z.string() }));

type ProgressDialogProps = {
  objective: Objective;
  steps: readonly ObjectiveStep[];
  saving: Saving;
  onClose: () => void;
};

/** Says what an objective has come to, with a note; what was said before stays below. */
export function ProgressDialog({ objective, steps, saving, onClose }: ProgressDialogProps) {
  const { t } = useMessages();
  const store = useStore();
  const correction = useCorrection();
  const { id: objectiveId } = objective;
  const usual = `progress/${objectiveId}`;
  const start = correction.pending ? undefined : { state: objective.state, note: '' };
  const edits = useEdits(correction.key(usual), draftSchema, start);
  const value = useLast(edits.value);
  const leave = () => correction.leave(onClose);
  if (!value) return null;
  const { state, note } = value;

  async function save(): Promise<void> {
    const args = { id: store.newId(), objectiveId, state, note, at: store.instant() };
    const isNew = Object.keys(edits.changed).length > 0;
    const write = () => correction.write(isNew ? [{ name: 'objective.progress', args }] : []);
    if (!(await saving.save(write))) return;
    if (await edits.finish({ state, note }, correction.heir(usual))) leave();
  }

  return (
    <FormDialog
      title={t('objective-progress')}
      edits={edits}
      correction={correction}
      saving={saving}
      onSubmit={() => void save()}
      onClose={leave}
      extra={<WayOut state={saving.state} words={[note]} />}
    >
      <p>
        <strong dir="auto">{objective.title}</strong>
      </p>
      <Field label={t('objective-state')}>
        <Select
          value={state}
          options={objectiveStates.map((value) => ({ value, label: t(`objective-state-${value}`) }))}
          onChange={(chosen) => edits.change({ state: chosen })}
        />
      </Field>
      <Field label={t('objective-progress-note')} description={t('objective-progress-help')} optional>
        <TextArea value={note} maxLength={proseLimit} onInput={(words) => edits.change({ note: words })} />
      </Field>
      {steps.length > 0 && <ProgressSteps steps={steps} />}
    </FormDialog>
  );
}
