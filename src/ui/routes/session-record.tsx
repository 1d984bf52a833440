import type { Session } from '#domain/schedule/schema.ts';
import { listRows } from '#store/queries/rows.ts';
import { Section } from '../components/section.tsx';
import { useMessages, useStore } from '../context.ts';
import { useLive } from '../hooks/use-live.ts';
import { JointTextEditor } from './joint-text-editor.tsx';
import { EvidenceGallery } from './report-evidence.tsx';

/** What is kept of a session while it takes place: the notes of both sides, and photos. */
export function SessionRecord({ session: { id, title } }: { session: Session }) {
  const { t } = useMessages();
  const store = useStore();
  const photos = useLive(
    async () => (await listRows(store, 'evidence')).filter(({ sessionId }) => sessionId === id),
    [store, id],
  );
  return (
    <>
      <Section title={t('session-notes')}>
        <div class="session-notes">
          <JointTextEditor
            textId={id}
            label={t('session-notes-label', title)}
            guidance={t('session-notes-help')}
            rows={5}
            evidence={photos ?? []}
          />
        </div>
      </Section>
      {photos && <EvidenceGallery sectionId={null} sessionId={id} evidence={photos} />}
    </>
  );
}
