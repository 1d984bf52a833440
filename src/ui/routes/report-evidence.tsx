import { cdxIconCamera } from '@wikimedia/codex-icons';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import * as z from 'zod/mini';
import { hindranceOf } from '#domain/evidence/publishing.ts';
import type { Evidence } from '#domain/evidence/schema.ts';
import { proseLimit } from '#domain/scalars.ts';
import { blobRecords, pendingRowIds } from '#store/queries/sync.ts';
import { Button, LinkButton } from '../components/button.tsx';
import { Chip } from '../components/chip.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { FileButton } from '../components/file-capture.tsx';
import { Photo } from '../components/photo.tsx';
import { PhotoViewer } from '../components/photo-viewer.tsx';
import { Saved } from '../components/saved.tsx';
import { Section } from '../components/section.tsx';
import { TextArea } from '../components/text-input.tsx';
import { useMessages, useStore } from '../context.ts';
import { useDraft } from '../hooks/use-draft.ts';
import { useLive } from '../hooks/use-live.ts';
import { useMay } from '../hooks/use-may.ts';
import { usePhotoPolicy } from '../hooks/use-photo-policy.ts';
import { usePrinting } from '../hooks/use-printing.ts';
import { addEvidence } from './add-evidence.ts';
import { CustodyTrail } from './custody-trail.tsx';
import { type PhotoFailure, PhotoFailures } from './photo-failures.tsx';
import { SaveOutcome, type Saving, useSaving } from './plan-save.tsx';
import { AskConsent } from './report-evidence-consent.tsx';
import { EvidenceDialog } from './report-evidence-dialog.tsx';
import { EvidenceItem } from './report-evidence-item.tsx';
import { WayOut } from './way-out.tsx';

const captionSchema = z.object({ caption: z.optional(z.string()) });
const untouched: z.infer<typeof captionSchema> = {};

type GalleryProps = {
  /** The section of the report that new photos go into. */
  sectionId: string | null;
  /** The session that new photos are of. */
  sessionId?: string;
  evidence: readonly Evidence[];
};

/** The photos that show what was done, with the words under each. */
export function EvidenceGallery({ sectionId, sessionId, evidence }: GalleryProps) {
  const { t } = useMessages();
  const store = useStore();
  const mayAdd = useMay('evidence.add');
  const mayEdit = useMay('evidence.edit');
  const records = useLive(() => blobRecords(store), [store]);
  const pending = useLive(() => pendingRowIds(store), [store]);
  const policy = usePhotoPolicy();
  const printing = usePrinting();
  const [open, setOpen] = useState<number | null>(null);
  // The open form stands in the address, so that a reload or a killed page brings it back.
  const { path, query, route } = useLocation();
  const described = mayEdit ? evidence.find(({ id }) => id === query.evidence) : undefined;
  return (
    <Section title={t('evidence-title')} action={mayAdd && <AddPhoto sectionId={sectionId} sessionId={sessionId} />}>
      {evidence.length === 0 ? (
        <EmptyState icon={cdxIconCamera} title={t('evidence-empty-title')}>
          {t('evidence-empty-text')}
        </EmptyState>
      ) : (
        // biome-ignore lint/a11y/noRedundantRoles: Safari drops the list role from a list without bullets
        <ul class="evidence-gallery" role="list">
          {evidence.map((photo, index) => (
            <EvidenceItem
              key={photo.id}
              label={photo.caption || t('evidence-no-caption')}
              index={index}
              printing={printing}
            >
              <EvidenceFigure photo={photo} lazy={!printing} onOpen={() => setOpen(index)}>
                <EvidenceState photo={photo} onDescribe={() => route(`${path}?evidence=${photo.id}`, true)} />
                {records && pending && (
                  <CustodyTrail file={photo} records={records} pending={pending.has(photo.id)} policy={policy} />
                )}
              </EvidenceFigure>
            </EvidenceItem>
          ))}
        </ul>
      )}
      <PhotoViewer
        photos={evidence.map((photo) => ({ ...photo, alt: photo.caption || t('evidence-no-caption') }))}
        at={open}
        onMove={setOpen}
      />
      {described && <EvidenceDialog key={described.id} photo={described} onClose={() => route(path, true)} />}
    </Section>
  );
}

/** Whether it will be published, or what it waits for; and the way to the form that decides. */
function EvidenceState({ photo, onDescribe }: { photo: Evidence; onDescribe: () => void }) {
  const { t } = useMessages();
  const mayEdit = useMay('evidence.edit');
  const { consent = 'not-asked', publish, type } = photo;
  // What nobody has decided yet waits for an answer; what somebody keeps private does not.
  const isOpen = consent === 'not-asked' && publish === undefined && type !== 'application/pdf';
  const hindrance = isOpen ? 'consent' : hindranceOf(photo);
  const words = {
    private: 'evidence-private',
    consent: 'evidence-unasked',
    type: 'evidence-is-file',
  } as const;
  return (
    <div class="row evidence-state">
      <Chip tone={hindrance === undefined ? 'success' : hindrance === 'consent' ? 'warning' : 'notice'}>
        {t(hindrance === undefined ? 'evidence-published' : words[hindrance])}
      </Chip>
      {photo.unblurred && <Chip>{t('blur-done')}</Chip>}
      {mayEdit && (
        <Button
          weight="quiet"
          aria-label={t('evidence-details-of', photo.caption || t('evidence-no-caption'))}
          onClick={onDescribe}
        >
          {t('evidence-details')}
        </Button>
      )}
      {mayEdit && photo.type !== 'application/pdf' && (
        <LinkButton
          weight="quiet"
          aria-label={t('blur-open-of', photo.caption || t('evidence-no-caption'))}
          href={`/report/photos/${photo.id}`}
        >
          {t('blur-open')}
        </LinkButton>
      )}
    </div>
  );
}

type AddPhotoProps = Pick<GalleryProps, 'sectionId'> & { sessionId: string | undefined };

/** Picks photos; says what became of each that could not be kept. */
function AddPhoto({ sectionId, sessionId }: AddPhotoProps) {
  const { t } = useMessages();
  const store = useStore();
  const mayAnswer = useMay('evidence.edit');
  const [busy, setBusy] = useState(false);
  const [unasked, setUnasked] = useState<readonly string[]>([]);
  const [outcome, setOutcome] = useState<{ saved: number; failed: readonly PhotoFailure[] }>({ saved: 0, failed: [] });

  async function take(files: File[]): Promise<void> {
    setBusy(true);
    const added: string[] = [];
    const failed = await addEvidence(store, files, sectionId, sessionId, (id) => added.push(id));
    setUnasked((before) => [...before, ...added]);
    setOutcome({ saved: files.length - failed.length, failed });
    setBusy(false);
  }

  return (
    <div class="evidence-add">
      <FileButton
        icon={cdxIconCamera}
        from="files"
        label={t(busy ? 'evidence-saving' : 'evidence-add')}
        disabled={busy}
        onPick={(files) => void take(files)}
      />
      <div class="save-outcome" aria-live="polite">
        {outcome.saved > 0 && <Saved>{t('evidence-saved', outcome.saved)}</Saved>}
      </div>
      <PhotoFailures failed={outcome.failed} onRetry={(files) => void take(files)} />
      {unasked.length > 0 && !busy && mayAnswer && (
        <AskConsent key={unasked.length} ids={unasked} onDone={() => setUnasked([])} />
      )}
    </div>
  );
}

type EvidenceFigureProps = {
  photo: Evidence;
  lazy: boolean;
  onOpen: () => void;
  /** Where it is. */
  children: ComponentChildren;
};

function EvidenceFigure({ photo, lazy, onOpen, children }: EvidenceFigureProps) {
  const { t } = useMessages();
  const mayEdit = useMay('evidence.edit');
  return (
    <figure class="evidence-figure">
      <button type="button" class="evidence-open" onClick={onOpen}>
        <Photo hash={photo.thumb ?? photo.blob} alt={photo.caption || t('evidence-no-caption')} lazy={lazy} />
        <span class="visually-hidden">{t('receipt-open')}</span>
      </button>
      <figcaption class="small">{mayEdit ? <CaptionEditor photo={photo} /> : photo.caption}</figcaption>
      {children}
    </figure>
  );
}

/** The caption is edited where it stands, and saved when one leaves it; what could not be saved says so, and stays. */
function CaptionEditor({ photo }: { photo: Evidence }) {
  const { t } = useMessages();
  const { value, state, change, keep } = useCaption(photo);
  const isFailed = state !== 'idle' && state !== 'saving' && state !== 'saved';
  return (
    <div class="evidence-caption">
      <TextArea
        aria-label={t('evidence-caption')}
        placeholder={t('evidence-caption-add')}
        rows={1}
        maxLength={proseLimit}
        value={value ?? photo.caption}
        // Letters typed before it is known whether a draft waits would be swallowed.
        readOnly={value === undefined}
        onInput={change}
        onBlur={() => void keep()}
      />
      <SaveOutcome state={isFailed ? state : 'idle'} />
      {isFailed && (
        <div class="actions">
          <Button onClick={() => void keep()}>{t('try-again')}</Button>
          <WayOut state={state} words={[value ?? '']} />
        </div>
      )}
    </div>
  );
}

type Caption = {
  /** What the area shows; undefined until it is known whether a draft waits. */
  value: string | undefined;
  state: Saving['state'];
  change: (typed: string) => void;
  /** Saves what was typed; an untouched caption is left to whoever wrote it. */
  keep: () => Promise<void>;
};

/** What was saved, and the row's caption that it took the place of. */
type Sent = { caption: string; over: string };

/**
 * The row's caption with what was typed on top. The draft lives from the first letter until the row says the same:
 * before and after that, the caption follows the row. A draft that a killed page left is saved when it comes back.
 */
function useCaption(photo: Evidence): Caption {
  const store = useStore();
  const saving = useSaving();
  const draft = useDraft(`caption/${photo.id}`, captionSchema, untouched);
  const [sent, setSent] = useState<Sent | null>(null);
  /** The words on their way to the disk: blur, hiding and leaving may all ask for the same save. */
  const sending = useRef<string | undefined>(undefined);
  const typed = draft.value?.caption;

  async function keep(): Promise<void> {
    if (typed === undefined || typed === sending.current) return;
    // Typed back to what it was: a draft that outlived that would take the place of a newer caption later.
    // (While other words are on their way, the row still says what they are about to replace.)
    if (typed === photo.caption && sending.current === undefined) return draft.discard().catch(() => undefined);
    sending.current = typed;
    const changes = { caption: typed };
    if (await saving.save(() => store.mutate('evidence.edit', { id: photo.id, changes }))) {
      setSent({ caption: typed, over: photo.caption });
      // Now, and not with the row's news: the screen may have been left by then.
      await draft.finish(changes).catch(() => undefined);
    } else if (sending.current === typed) {
      sending.current = undefined;
    }
  }

  useEffect(() => {
    // Let go of when the row has moved on, to these words or to newer ones: earlier would flash the old ones.
    if (!sent || photo.caption === sent.over) return;
    setSent(null);
    if (sending.current === sent.caption) sending.current = undefined;
    void draft.forget({ caption: sent.caption }).catch(() => undefined);
  }, [sent, photo.caption]);

  const ready = draft.value !== undefined;
  useEffect(() => {
    if (ready) void keep();
  }, [ready]);
  useKeepOnLeaving(keep);

  const value = ready ? (typed ?? photo.caption) : undefined;
  return {
    value,
    state: typed === undefined ? 'idle' : saving.state,
    change: (caption) => draft.change({ caption }),
    keep,
  };
}

/** Leaving the screen or hiding the page does not always blur the field that is typed in. */
function useKeepOnLeaving(keep: () => Promise<void>): void {
  const latest = useRef(keep);
  latest.current = keep;
  useEffect(() => {
    const keepWhenHidden = () => {
      if (document.visibilityState === 'hidden') void latest.current();
    };
    document.addEventListener('visibilitychange', keepWhenHidden);
    return () => {
      document.removeEventListener('visibilitychange', keepWhenHidden);
      void latest.current();
    };
  }, []);
}
