import { useRef, useState } from 'preact/hooks';
import * as z from 'zod/mini';
import { type Anchor, anchorSchema, type TodoSide, todoSides } from '#domain/comment/schema.ts';
import type { Thread } from '#domain/comment/threads.ts';
import { proseLimit } from '#domain/scalars.ts';
import type { Write } from '#store/store.ts';
import { Field } from '../components/field.tsx';
import { Select } from '../components/select.tsx';
import { TextArea } from '../components/text-input.tsx';
import { useMessages, useStore } from '../context.ts';
import type { CommentForm } from './joint-text-comments-form.ts';
import { useEdits, useLast } from './plan-edits.tsx';
import { beginHere, FormDialog } from './plan-form-dialog.tsx';
import type { Saving } from './plan-save.tsx';
import { WayOut } from './way-out.tsx';

type Form = { words: string; todoFor: TodoSide | null; anchor: Anchor | null };
const draftSchema = z.partial(
  z.object({ words: z.string(), todoFor: z.nullable(z.enum(todoSides)), anchor: z.nullable(anchorSchema) }),
);

type DialogProps = {
  form: CommentForm;
  textId: string;
  threads: readonly Thread[];
  /** The passage that a new thread is about; a draft that has come back knows its own. */
  anchor: Anchor | null;
  saving: Saving;
  /** Puts what is typed in the text on the disk first: a comment never comes before the words that it is about. */
  flush: () => Promise<void>;
  onClose: () => void;
};

/** Writes a comment, an answer, or one's own again; what is typed is kept until it is saved. */
export function CommentDialog({ form, textId, threads, anchor, saving, flush, onClose }: DialogProps) {
  const { t } = useMessages();
  const store = useStore();
  const row = useLast(rowOf(form, threads));
  const blank: Form = { words: '', todoFor: null, anchor: null };
  const base: Form = row ? { ...blank, words: row.words, todoFor: row.todoFor ?? null } : blank;
  const edits = useEdits(draftKey(form, textId), draftSchema, base);
  const [checked, setChecked] = useState(false);
  const [newId] = useState(store.newId);
  const isSaving = useRef(false);
  const value = edits.value ?? blank;
  const about = anchor ?? value.anchor;
  const isEmpty = value.words.trim() === '';
  const hasKind = form.by === 'new' || (form.by === 'edit' && row?.todoFor !== undefined);
  // The passage is kept with the first letter: what was typed about it comes back with it.
  const change = (changes: Partial<Form>) => edits.change(form.by === 'new' ? { anchor: about, ...changes } : changes);

  function writes(): Write[] {
    const { words, todoFor } = value;
    const fresh = { id: newId, words: words.trim(), at: store.instant() };
    if (form.by === 'new') return [{ name: 'comment.add', args: { ...fresh, textId, anchor: about, todoFor } }];
    if (form.by === 'reply') return [{ name: 'comment.reply', args: { ...fresh, commentId: form.commentId } }];
    const { anchor: _, ...changes } = edits.changed;
    return Object.keys(changes).length > 0 ? [{ name: 'comment.edit', args: { id: form.id, changes } }] : [];
  }

  async function save(): Promise<void> {
    setChecked(true);
    // Two presses in one tick both come before the button is disabled.
    if (isEmpty || isSaving.current) return;
    isSaving.current = true;
    const saved = await saving.save(async () => {
      await flush();
      const wanted = writes();
      return wanted.length > 0 ? store.mutateAll(wanted) : undefined;
    });
    isSaving.current = false;
    if (saved && (await edits.finish(value, form.by === 'new' ? `comment/${newId}` : undefined).catch(() => true)))
      onClose();
  }

  // A form that shows before its draft is known would swallow the first letters.
  if (!edits.value || (form.by === 'edit' && !row)) return null;
  return (
    <FormDialog
      title={t(form.by === 'new' ? 'comment-new' : form.by === 'reply' ? 'comment-reply' : 'comment-edit')}
      edits={edits}
      correction={{ rejection: undefined }}
      saving={saving}
      onSubmit={() => void save()}
      onClose={onClose}
      extra={<WayOut state={saving.state} words={[value.words]} />}
    >
      {form.by === 'new' && (
        <p class="comment-quote" dir="auto">
          {about ? about.quote : t('comment-all')}
        </p>
      )}
      <Field
        label={t('comment-words')}
        description={form.by === 'new' ? t('comment-private') : undefined}
        error={checked && isEmpty ? t('comment-empty') : undefined}
      >
        <TextArea
          value={value.words}
          rows={3}
          maxLength={proseLimit}
          {...(form.by !== 'edit' && { areaRef: beginHere })}
          onInput={(words) => change({ words })}
        />
      </Field>
      {hasKind && <KindField value={value.todoFor} onChange={(todoFor) => change({ todoFor })} />}
    </FormDialog>
  );
}

function KindField({ value, onChange }: { value: TodoSide | null; onChange: (todoFor: TodoSide | null) => void }) {
  const { t } = useMessages();
  const options = (['none', ...todoSides] as const).map((kind) => ({ value: kind, label: t(`comment-kind-${kind}`) }));
  return (
    <Field label={t('comment-kind')}>
      <Select value={value ?? 'none'} options={options} onChange={(kind) => onChange(kind === 'none' ? null : kind)} />
    </Field>
  );
}

type Own = { words: string; todoFor?: TodoSide | null };

function rowOf(form: CommentForm, threads: readonly Thread[]): Own | undefined {
  if (form.by !== 'edit') return undefined;
  const isIt = ({ id }: { id: string }) => id === form.id;
  const comment = threads.find((thread) => isIt(thread.comment))?.comment;
  if (comment) return { words: comment.words, todoFor: comment.todoFor };
  const reply = threads.flatMap(({ replies }) => replies).find(isIt);
  return reply && { words: reply.words };
}

function draftKey(form: CommentForm, textId: string): string {
  if (form.by === 'new') return `comment/new/${textId}`;
  return form.by === 'reply' ? `comment-reply/${form.commentId}` : `comment/${form.id}`;
}
