import { cdxIconEdit } from '@wikimedia/codex-icons';
import * as z from 'zod/mini';
import type { Participant } from '#domain/exchange/schema.ts';
import type { CallNote } from '#domain/follow-up/schema.ts';
import { proseLimit } from '#domain/scalars.ts';
import { Button, IconButton } from '../components/button.tsx';
import { Field } from '../components/field.tsx';
import { Section } from '../components/section.tsx';
import { TextArea } from '../components/text-input.tsx';
import { UnsentMark } from '../components/unsent-mark.tsx';
import { useMessages, useStore } from '../context.ts';
import { useDraft } from '../hooks/use-draft.ts';
import { useNow } from '../hooks/use-now.ts';
import { NoteDialog } from './follow-up-note-dialog.tsx';
import { SaveOutcome, useSaving } from './plan-save.tsx';
import { WayOut } from './way-out.tsx';

const draftSchema = z.partial(z.object({ words: z.string() }));

type CallNotesProps = {
  notes: readonly CallNote[];
  people: ReadonlyMap<string, Participant>;
  pending: ReadonlySet<string>;
  canWrite: boolean;
  /** The own note in the form, or none. */
  editing: string | undefined;
  onEdit: (id: string) => void;
  onClose: () => void;
};

/** What was said in the call, by both sides. */
export function CallNotes({ notes, people, pending, canWrite, editing, onEdit, onClose }: CallNotesProps) {
  const { t } = useMessages();
  const { context } = useStore();
  const saving = useSaving();
  const own = notes.filter(({ participantId }) => participantId === context.participantId);
  const inOrder = notes.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return (
    <Section title={t('call-notes')}>
      {inOrder.length > 0 && (
        <ul class="list">
          {inOrder.map((note) => (
            <NoteItem
              key={note.id}
              note={note}
              author={people.get(note.participantId)?.name}
              isPending={pending.has(note.id)}
              {...(canWrite && note.participantId === context.participantId && { onEdit: () => onEdit(note.id) })}
            />
          ))}
        </ul>
      )}
      {inOrder.length === 0 && !canWrite && <p class="subtle">{t('call-notes-none')}</p>}
      {canWrite && editing && <NoteDialog key={editing} which={editing} {...{ own, saving, onClose }} />}
      {canWrite && <NoteForm />}
      <SaveOutcome state={editing ? 'idle' : saving.state} />
    </Section>
  );
}

type NoteItemProps = {
  note: CallNote;
  author: string | undefined;
  isPending: boolean;
  /** For who wrote it. */
  onEdit?: () => void;
};

function NoteItem({ note: { words, at }, author, isPending, onEdit }: NoteItemProps) {
  const { t, format } = useMessages();
  const now = useNow();
  return (
    <li class="list-item plan-item">
      <div class="plan-item-head">
        <p class="prose" dir="auto">
          {words}
        </p>
        {onEdit && <IconButton icon={cdxIconEdit} label={t('call-note-edit-one', words)} onClick={onEdit} />}
      </div>
      <p class="subtle small">
        {[author, format.ago(Date.parse(at), now)].filter(Boolean).join(' · ')} <UnsentMark shown={isPending} />
      </p>
    </li>
  );
}

/** One more note, written on the page itself: during a call nobody opens a dialog for it. */
function NoteForm() {
  const { t } = useMessages();
  const store = useStore();
  const saving = useSaving();
  const draft = useDraft('call-note/new', draftSchema, { words: '' });
  if (!draft.value) return null;
  const words = draft.value.words ?? '';

  async function save(): Promise<void> {
    const args = { id: store.newId(), words, at: store.instant() };
    if (await saving.save(() => store.mutate('callnote.add', args))) await draft.discard();
  }

  return (
    <>
      <Field label={t('call-note')}>
        <TextArea value={words} maxLength={proseLimit} onInput={(typed) => draft.change({ words: typed })} />
      </Field>
      <div class="actions">
        <Button disabled={words.trim() === '' || saving.state === 'saving'} onClick={() => void save()}>
          {t('plan-save')}
        </Button>
        <WayOut state={saving.state} words={[words]} />
      </div>
      <SaveOutcome state={saving.state} />
    </>
  );
}
