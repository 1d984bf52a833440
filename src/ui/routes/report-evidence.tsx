import { cdxIconCamera } from '@wikimedia/codex-icons';
import { useRef, useState } from 'preact/hooks';
import * as z from 'zod/mini';
import type { Evidence } from '#domain/evidence/schema.ts';
import { Button } from '../components/button.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { Message } from '../components/message.tsx';
import { Photo } from '../components/photo.tsx';
import { Saved } from '../components/saved.tsx';
import { Section } from '../components/section.tsx';
import { TextArea } from '../components/text-input.tsx';
import { useMessages, useStore } from '../context.ts';
import { useDraft } from '../hooks/use-draft.ts';
import { useIsPair } from '../hooks/use-is-pair.ts';
import { errorKey } from '../i18n/message-keys.ts';
import { addEvidence, type EvidenceOutcome } from './add-evidence.ts';

const captionSchema = z.object({ caption: z.string() });

type GalleryProps = { sectionId: string | null; evidence: readonly Evidence[] };

/** The photos that show what was done, with the words under each. */
export function EvidenceGallery({ sectionId, evidence }: GalleryProps) {
  const { t } = useMessages();
  const isPair = useIsPair();
  return (
    <Section title={t('evidence-title')} action={isPair && <AddPhoto sectionId={sectionId} />}>
      {evidence.length === 0 ? (
        <EmptyState icon={cdxIconCamera} title={t('evidence-empty-title')}>
          {t('evidence-empty-text')}
        </EmptyState>
      ) : (
        // biome-ignore lint/a11y/noRedundantRoles: Safari drops the list role from a list without bullets
        <ul class="evidence-gallery" role="list">
          {evidence.map((photo) => (
            <EvidenceFigure key={photo.id} photo={photo} />
          ))}
        </ul>
      )}
    </Section>
  );
}

/** Picks photos; says what became of each that could not be kept. */
function AddPhoto({ sectionId }: { sectionId: string | null }) {
  const { t } = useMessages();
  const store = useStore();
  const input = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [outcomes, setOutcomes] = useState<EvidenceOutcome[]>([]);
  const label = t(busy ? 'evidence-saving' : 'evidence-add');

  async function take(files: FileList | null): Promise<void> {
    if (!files || files.length === 0) return;
    setBusy(true);
    setOutcomes(await addEvidence(store, [...files], sectionId));
    setBusy(false);
    if (input.current) input.current.value = '';
  }

  const failed = outcomes.filter(({ code }) => code !== null);
  const saved = outcomes.length - failed.length;
  return (
    <div class="evidence-add">
      <input
        ref={input}
        class="visually-hidden"
        type="file"
        accept="image/jpeg,image/png,image/webp"
        multiple
        tabIndex={-1}
        aria-label={t('evidence-choose')}
        onChange={(event) => void take(event.currentTarget.files)}
      />
      <Button icon={cdxIconCamera} disabled={busy} onClick={() => input.current?.click()}>
        {label}
      </Button>
      <div class="save-outcome" aria-live="polite">
        {saved > 0 && <Saved>{t('evidence-saved', saved)}</Saved>}
      </div>
      {failed.map(({ name, code }) => (
        <Message key={name} type="error" title={t('evidence-failed', name)} announce>
          {code && t(errorKey(code))}
        </Message>
      ))}
    </div>
  );
}

function EvidenceFigure({ photo }: { photo: Evidence }) {
  const { t } = useMessages();
  const isPair = useIsPair();
  return (
    <li>
      <figure class="evidence-figure">
        <Photo hash={photo.thumb ?? photo.blob} alt={photo.caption || t('evidence-no-caption')} />
        <figcaption class="small">{isPair ? <CaptionEditor photo={photo} /> : photo.caption}</figcaption>
      </figure>
    </li>
  );
}

/** The caption is edited where it stands, and saved when one leaves it. */
function CaptionEditor({ photo }: { photo: Evidence }) {
  const { t } = useMessages();
  const store = useStore();
  const { value, change, finish } = useDraft(`caption/${photo.id}`, captionSchema, { caption: photo.caption });
  const caption = value?.caption ?? photo.caption;

  async function keep(): Promise<void> {
    if (caption !== photo.caption && (await store.mutate('evidence.edit', { id: photo.id, changes: { caption } })))
      return;
    await finish();
  }

  return (
    <div class="evidence-caption">
      <TextArea
        aria-label={t('evidence-caption')}
        placeholder={t('evidence-caption-add')}
        rows={1}
        value={caption}
        onInput={(typed) => change({ caption: typed })}
        onBlur={() => void keep()}
      />
    </div>
  );
}
