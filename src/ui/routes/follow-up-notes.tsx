import { cdxIconUpdate } from '@wikimedia/codex-icons';
import * as z from 'zod/mini';
import type { Participant } from '#domain/exchange/schema.ts';
import type { CallNote } from '#domain/follow-up/schema.ts';
import { proseLimit } from '#domain/scalars.ts';
import { Button } from '../components/button.tsx';
import { Field } from '../components/field.tsx';
import { Icon } from '../components/icon.tsx';
import { Section } from '../components/section.tsx';
import { TextArea } from '../components/text-input.tsx';
import { useMessages, useStore } from '../context.ts';
import { useDraft } from '../hooks/use-draft.ts';
import { useNow } from '../hooks/use-now.ts';
import { SaveOutcome, useSaving } from './plan-save.tsx';
import { WayOut } from './way-out.tsx';

const draftSchema = z.partial(z.object({ words: z.string() }));

type CallNotesProps = {
  notes: readonly CallNote[];
  people: ReadonlyMap<string, Participant>;
  pending: ReadonlySet<string>;
  canWrite: boolean;
};

/** What was said in the call, by both sides. */
export function CallNotes({ notes, people, pending, canWrite }: CallNotesProps) {
  const { t, format } = useMessages();
  const now = useNow();
  const inOrder = notes.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return (
    <Section title={t('call-notes')}>
      {inOrder.length > 0 && (
        <ul class="list">
          {inOrder.map(({ id, words, participantId, at }) => (
            <li key={id} class="list-item plan-item">
              <p class="prose" dir="auto">
                {words}
              </p>
              <p class="subtle small">
                {[people.get(participantId)?.name, format.relative(Date.parse(at), now)].filter(Boolean).join(' · ')}
                {pending.has(id) && <Icon icon={cdxIconUpdate} size="x-small" label={t('unsent')} />}
              </p>
            </li>
          ))}
        </ul>
      )}
      {inOrder.length === 0 && !canWrite && <p class="subtle">{t('call-notes-none')}</p>}
      {canWrite && <NoteForm />}
    </Section>
  );
}

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
