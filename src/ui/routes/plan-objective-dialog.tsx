import { useState } from 'preact/hooks';
import * as z from 'zod/mini';
import { orderBetween } from '#domain/order.ts';
import { areaSchema, areas, type Objective } from '#domain/plan/schema.ts';
import { lineLimit, proseLimit } from '#domain/scalars.ts';
import type { Session } from '#domain/schedule/schema.ts';
import { Button } from '../components/button.tsx';
import { Field } from '../components/field.tsx';
import { Select } from '../components/select.tsx';
import { TextArea, TextInput } from '../components/text-input.tsx';
import { useMessages, useStore } from '../context.ts';
import { useCorrection } from '../hooks/use-correction.ts';
import { useEdits, useLast } from './plan-edits.tsx';
import { beginHere, FormDialog } from './plan-form-dialog.tsx';
import { ObjectiveAdvice } from './plan-objective-advice.tsx';
import { ObjectiveRemoveDialog } from './plan-objective-remove.tsx';
import type { Saving } from './plan-save.tsx';
import { WayOut } from './way-out.tsx';

const formSchema = z.object({
  title: z.string(),
  problem: z.string(),
  difference: z.string(),
  indicator: z.string(),
  area: z.nullable(areaSchema),
});
type Form = z.infer<typeof formSchema>;
const draftSchema = z.partial(formSchema);
const blank: Form = { title: '', problem: '', difference: '', indicator: '', area: null };

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
  const correction = useCorrection();
  const existing = useLast(objectives.find(({ id }) => id === which));
  // Gone on the other phone while its form was open: from then on this is the form of a new one.
  const [gone, setGone] = useState(false);
  const row = gone ? undefined : existing;
  const usual = `objective/${which}`;
  const start = correction.pending ? undefined : row ? formOf(row) : blank;
  const edits = useEdits(gone ? 'objective/new' : correction.key(usual), draftSchema, start);
  const [checked, setChecked] = useState(false);
  const [removing, setRemoving] = useState(false);
  const value = useLast(edits.value) ?? blank;
  const untitled = value.title.trim() === '';
  const leave = () => correction.leave(onClose);

  async function edit(id: string) {
    const isChanged = Object.keys(edits.changed).length > 0;
    const refused = await correction.write(
      isChanged ? [{ name: 'objective.edit', args: { id, changes: edits.changed } }] : [],
    );
    // In the form of a new one its words are found again, whatever happens to this page.
    if (refused?.code === 'not_found' && (await edits.moveTo('objective/new', value))) setGone(true);
    return refused;
  }

  async function save(): Promise<void> {
    setChecked(true);
    if (untitled) return;
    const id = row?.id ?? correction.addedId ?? store.newId();
    const order = orderBetween(objectives.at(-1)?.order ?? '', '');
    const add = () => correction.write([{ name: 'objective.add', args: { id, order, ...value, state: 'planned' } }]);
    if (!(await saving.save(() => (row ? edit(id) : add())))) return;
    if (await edits.finish(value, row ? correction.heir(usual) : `objective/${id}`)) leave();
  }

  // A form that shows before its draft is known would swallow the first letters. Without an objective it shows only
  // when words wait for one that is gone: they can become a new one.
  if ((!edits.value && !gone) || (!row && which !== 'new' && !edits.restored && !gone)) return null;
  if (row && removing) {
    const close = () => setRemoving(false);
    const removed = () => {
      void edits.discard();
      onClose();
    };
    return <ObjectiveRemoveDialog {...{ objective: row, sessions, saving, onClose: close, onRemoved: removed }} />;
  }
  return (
    <FormDialog
      title={t(row ? 'objective-edit' : 'objective-new')}
      edits={edits}
      correction={correction}
      saving={saving}
      onSubmit={() => void save()}
      onClose={leave}
      extra={
        <>
          <WayOut state={saving.state} words={[value.title, value.problem, value.difference, value.indicator]} />
          {gone && <Button onClick={() => void save()}>{t('objective-add-as-new')}</Button>}
          {row && (
            <Button weight="quiet" action="destructive" onClick={() => setRemoving(true)}>
              {t('objective-remove')}
            </Button>
          )}
        </>
      }
    >
      <Field
        label={t('objective-title')}
        description={t('objective-title-help')}
        error={checked && untitled ? t('objective-title-missing') : undefined}
      >
        <TextInput
          value={value.title}
          maxLength={lineLimit}
          {...(!row && { inputRef: beginHere })}
          onInput={(title) => edits.change({ title })}
        />
      </Field>
      <Field label={t('objective-problem')}>
        <TextArea value={value.problem} maxLength={proseLimit} onInput={(problem) => edits.change({ problem })} />
      </Field>
      <Field label={t('objective-difference')}>
        <TextArea
          value={value.difference}
          rows={2}
          maxLength={proseLimit}
          onInput={(difference) => edits.change({ difference })}
        />
      </Field>
      <Field label={t('objective-indicator')}>
        <TextArea value={value.indicator} maxLength={proseLimit} onInput={(indicator) => edits.change({ indicator })} />
      </Field>
      <Field label={t('objective-area')} optional>
        <Select
          value={value.area ?? ''}
          options={[
            { value: '' as const, label: t('objective-area-none') },
            ...areas.map((area) => ({ value: area, label: t(`area-${area}`) })),
          ]}
          onChange={(area) => edits.change({ area: area === '' ? null : area })}
        />
      </Field>
      {value.title.trim() !== '' && <ObjectiveAdvice objective={value} />}
    </FormDialog>
  );
}

/** A row of an older app has not all of it. */
function formOf({ title, problem, difference = '', indicator, area = null }: Objective): Form {
  return { title, problem, difference, indicator, area };
}
