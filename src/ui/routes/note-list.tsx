import { useState } from 'preact/hooks';
import type { Note } from '#domain/evidence/schema.ts';
import type { Participant } from '#domain/exchange/schema.ts';
import { Button } from '../components/button.tsx';
import { Section } from '../components/section.tsx';
import { UnsentMark } from '../components/unsent-mark.tsx';
import { useMessages } from '../context.ts';
import { useMay } from '../hooks/use-may.ts';

const shownAtFirst = 3;

type NoteListProps = {
  notes: readonly Note[];
  people: ReadonlyMap<string, Participant>;
  /** The ids of what still waits on this device. */
  unsent: ReadonlySet<string>;
  now: number;
};

/** The latest notes of the pair; nothing at all before the first one. */
export function NoteList({ notes, people, unsent, now }: NoteListProps) {
  const { t, format } = useMessages();
  const mayEdit = useMay('note.edit');
  const [all, setAll] = useState(false);
  if (notes.length === 0) return null;
  const latest = notes.toSorted((a, b) => (a.createdAt < b.createdAt ? 1 : -1));
  const shown = all ? latest : latest.slice(0, shownAtFirst);
  return (
    <Section title={t('note-list')}>
      <ul class="list">
        {shown.map(({ id, body, createdBy, createdAt }) => (
          <li key={id} class="list-item note">
            <p class="prose">{body}</p>
            <p class="note-foot subtle small">
              <span>
                {people.get(createdBy)?.name} · {format.ago(Date.parse(createdAt), now)}{' '}
                <UnsentMark shown={unsent.has(id)} />
              </span>
              {mayEdit && (
                <a class="note-edit" href={`/today?note=${id}`}>
                  {t('note-edit-link')}
                </a>
              )}
            </p>
          </li>
        ))}
      </ul>
      {latest.length > shownAtFirst && !all && (
        <div class="actions">
          <Button onClick={() => setAll(true)}>{t('note-show-all', latest.length)}</Button>
        </div>
      )}
    </Section>
  );
}
