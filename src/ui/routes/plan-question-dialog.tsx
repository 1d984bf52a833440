import { useState } from 'preact/hooks';
import * as z from 'zod/mini';
import { orderBetween } from '#domain/order.ts';
import type { Question } from '#domain/plan/schema.ts';
import { idSchema, lineLimit, proseLimit } from '#domain/scalars.ts';
import type { Session } from '#domain/schedule/schema.ts';
import type { Write } from '#store/store.ts';
import { Button } from '../components/button.tsx';
import { Checkbox } from '../components/checkbox.tsx';
import { Field } from '../components/field.tsx';
import { Select } from '../components/select.tsx';
import { TextArea } from '../components/text-input.tsx';
import { useMessages, useStore } from '../context.ts';
import { useCorrection } from '../hooks/use-correction.ts';
import { useEdits, useLast } from './plan-edits.tsx';
import { beginHere, FormDialog } from './plan-form-dialog.tsx';
import { RemoveDialog } from './plan-remove-dialog.tsx';
import type { Saving } from './plan-save.tsx';
import { WayOut } from './way-out.tsx';

const formSchema = z.object({
  text: z.string(),
  answered: z.boolean(),
  answer: z.string(),
  answeredIn: z.nullable(idSchema),
});
type Form = z.infer<typeof formSchema>;
const draftSchema = z.partial(formSchema);
const blank: Form = { text: '', answered: false, answer: '', answeredIn: null };

type QuestionDialogProps = {
  /** A question's id, or `new`. */
  which: string;
  questions: readonly Question[];
  /** In the order of the schedule. */
  sessions: readonly Session[];
  saving: Saving;
  onClose: () => void;
};

/** Writes a question, or changes it and its answer; only what was changed is sent. */
export function QuestionDialog({ which, questions, sessions, saving, onClose }: QuestionDialogProps) {
  const { t, format } = useMessages();
  const store = useStore();
  const row = useLast(questions.find(({ id }) => id === which));
  const correction = useCorrection();
  const usual = `question/${which}`;
  const edits = useEdits(
    correction.key(usual),
    draftSchema,
    correction.pending ? undefined : row ? formOf(row) : blank,
  );
  const [checked, setChecked] = useState(false);
  const [removing, setRemoving] = useState(false);
  const value = edits.value ?? blank;
  const isEmpty = value.text.trim() === '';
  const leave = () => correction.leave(onClose);

  function writes(id: string): Write[] {
    const { changed } = edits;
    if (row) return Object.keys(changed).length > 0 ? [{ name: 'question.edit', args: { id, changes: changed } }] : [];
    const order = orderBetween(questions.at(-1)?.order ?? '', '');
    return [{ name: 'question.add', args: { id, order, ...value } }];
  }

  async function save(): Promise<void> {
    setChecked(true);
    const id = row?.id ?? correction.addedId ?? store.newId();
    if (isEmpty || !(await saving.save(() => correction.write(writes(id))))) return;
    if (await edits.finish(value, row ? correction.heir(usual) : `question/${id}`)) leave();
  }

  async function remove(question: Question): Promise<void> {
    const { id } = question;
    const back = () => store.mutate('question.add', question);
    if (!(await saving.save(() => store.mutate('question.remove', { id }), back))) return;
    await edits.discard();
    onClose();
  }

  // A form that shows before its draft is known would swallow the first letters. Without a question it shows only
  // when words wait for one that is gone: they can become a new one.
  if (!edits.value || (!row && which !== 'new' && !edits.restored)) return null;
  if (row && removing) {
    return (
      <RemoveDialog
        question={t('question-remove-question')}
        name={row.text}
        consequence={t('question-remove-both')}
        saving={saving}
        onRemove={() => remove(row)}
        onClose={() => setRemoving(false)}
      />
    );
  }
  return (
    <FormDialog
      title={t(row ? 'question-edit' : 'question-new')}
      edits={edits}
      correction={correction}
      saving={saving}
      onSubmit={() => void save()}
      onClose={leave}
      extra={
        <>
          <WayOut state={saving.state} words={[value.text, value.answer]} />
          {row && (
            <Button weight="quiet" action="destructive" onClick={() => setRemoving(true)}>
              {t('question-remove')}
            </Button>
          )}
        </>
      }
    >
      <Field label={t('question-text')} error={checked && isEmpty ? t('question-text-missing') : undefined}>
        <TextArea
          value={value.text}
          rows={2}
          maxLength={lineLimit}
          {...(!row && { areaRef: beginHere })}
          onInput={(text) => edits.change({ text })}
        />
      </Field>
      {row && (
        <>
          <Field label={t('question-answer')}>
            <TextArea value={value.answer} maxLength={proseLimit} onInput={(answer) => edits.change({ answer })} />
          </Field>
          <Field label={t('question-answered-in')} optional>
            <Select
              value={value.answeredIn ?? ''}
              options={[
                { value: '', label: t('question-answered-in-none') },
                ...sessions.map(({ id, day, start, title }) => ({
                  value: id,
                  label: `${format.day(day, 'short')}, ${start} · ${title}`,
                })),
              ]}
              onChange={(id) => edits.change({ answeredIn: id === '' ? null : id })}
            />
          </Field>
          <Checkbox checked={value.answered} onChange={(answered) => edits.change({ answered })}>
            {t('question-answered')}
          </Checkbox>
        </>
      )}
    </FormDialog>
  );
}

/** A row of an older app has not all of it. */
function formOf({ text, answered, answer, answeredIn = null }: Question): Form {
  return { text, answered, answer, answeredIn };
}
