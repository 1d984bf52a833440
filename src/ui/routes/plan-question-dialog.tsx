import { useState } from 'preact/hooks';
import * as z from 'zod/mini';
import { orderBetween } from '#domain/order.ts';
import type { Question } from '#domain/plan/schema.ts';
import { lineLimit, proseLimit } from '#domain/scalars.ts';
import type { Write } from '#store/store.ts';
import { Checkbox } from '../components/checkbox.tsx';
import { Field } from '../components/field.tsx';
import { TextArea } from '../components/text-input.tsx';
import { useMessages, useStore } from '../context.ts';
import { useCorrection } from '../hooks/use-correction.ts';
import { useEdits, useLast } from './plan-edits.tsx';
import { beginHere, FormDialog } from './plan-form-dialog.tsx';
import type { Saving } from './plan-save.tsx';
import { WayOut } from './way-out.tsx';

const formSchema = z.object({ text: z.string(), answered: z.boolean(), answer: z.string() });
const draftSchema = z.partial(formSchema);
const blank: z.infer<typeof formSchema> = { text: '', answered: false, answer: '' };

type QuestionDialogProps = {
  /** A question's id, or `new`. */
  which: string;
  questions: readonly Question[];
  saving: Saving;
  onClose: () => void;
};

/** Writes a question, or changes it and its answer; only what was changed is sent. */
export function QuestionDialog({ which, questions, saving, onClose }: QuestionDialogProps) {
  const { t } = useMessages();
  const store = useStore();
  const row = useLast(questions.find(({ id }) => id === which));
  const correction = useCorrection();
  const usual = `question/${which}`;
  const edits = useEdits(correction.key(usual), draftSchema, correction.pending ? undefined : (row ?? blank));
  const [checked, setChecked] = useState(false);
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

  // A form that shows before its draft is known would swallow the first letters. Without a question it shows only
  // when words wait for one that is gone: they can become a new one.
  if (!edits.value || (!row && which !== 'new' && !edits.restored)) return null;
  return (
    <FormDialog
      title={t(row ? 'question-edit' : 'question-new')}
      edits={edits}
      correction={correction}
      saving={saving}
      onSubmit={() => void save()}
      onClose={leave}
      extra={<WayOut state={saving.state} words={[value.text, value.answer]} />}
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
          <Checkbox checked={value.answered} onChange={(answered) => edits.change({ answered })}>
            {t('question-answered')}
          </Checkbox>
        </>
      )}
    </FormDialog>
  );
}
