import { cdxIconAttachment, cdxIconCamera, cdxIconSpeechBubbleAdd } from '@wikimedia/codex-icons';
import type { ComponentType } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import { Button, LinkButton } from '../components/button.tsx';
import { Saved } from '../components/saved.tsx';
import { useApp, useMessages, useStore } from '../context.ts';
import { NoteDialog } from './note-dialog.tsx';
import type { PhotoConsent } from './photo-consent.tsx';
import type { PhotoFailure, PhotoFailures } from './photo-failures.tsx';

/** The three things that are captured as they happen, one tap each. */
export function TodayActions() {
  const { t } = useMessages();
  const { query, route } = useLocation();
  const input = useRef<HTMLInputElement>(null);
  const photos = usePhotos();
  return (
    <div class="stack-tight">
      <div class="quick-actions">
        <ReceiptAction />
        <Button icon={cdxIconCamera} disabled={photos.state.saving} onClick={() => input.current?.click()}>
          {t('today-add-photo')}
        </Button>
        {/* The address keeps the form open over a reload, or after iOS has killed the page. */}
        <Button icon={cdxIconSpeechBubbleAdd} onClick={() => route('/today?note=new', true)}>
          {t('today-add-note')}
        </Button>
      </div>
      <input
        ref={input}
        type="file"
        accept="image/jpeg,image/png,image/webp,image/heic,image/heif,image/avif"
        multiple
        hidden
        onChange={(event) => void photos.add(takeFiles(event.currentTarget))}
      />
      <WaitingFiles />
      <PhotoOutcome {...photos.state} onRetry={(files) => void photos.add(files)} />
      {photos.question && <photos.question.Ask ids={photos.question.ids} onDone={photos.answered} />}
      <NoteDialog which={query.note} onClose={() => route('/today', true)} />
    </div>
  );
}

/**
 * One tap opens the camera. What takes receipts in comes a moment after Today itself, which must not wait for it;
 * until then, and should it not come, the same button leads to its own screen.
 */
function ReceiptAction() {
  const { t } = useMessages();
  const Loaded = useLater(() => import('./receipt-add.tsx').then(({ AddReceipt }) => AddReceipt));
  const look = { icon: cdxIconAttachment, weight: 'primary' } as const;
  const label = t('today-add-receipt');
  if (Loaded) return <Loaded {...look} label={label} />;
  return (
    <LinkButton {...look} href="/expenses/new">
      {label}
    </LinkButton>
  );
}

/** Files that were shared, or left when the app was closed; hardly ever any, so Today does not wait to know. */
function WaitingFiles() {
  const Loaded = useLater(() => import('./receipt-inbox.tsx').then(({ ReceiptInbox }) => ReceiptInbox));
  return Loaded && <Loaded />;
}

/** A part of the screen that comes a moment after it, or not at all. */
function useLater<Props>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> | null {
  const [Loaded, setLoaded] = useState<ComponentType<Props> | null>(null);
  useEffect(() => {
    load().then(
      (component) => setLoaded(() => component),
      () => undefined,
    );
  }, []);
  return Loaded;
}

/** The chosen files; emptied, so that the same photo chosen again is a change. */
function takeFiles(input: HTMLInputElement): File[] {
  const files = [...(input.files ?? [])];
  input.value = '';
  return files;
}

type PhotoState = {
  saving: boolean;
  saved: number;
  failed: readonly PhotoFailure[];
  /** Shows those that failed; loaded with what takes photos in. */
  Failures?: typeof PhotoFailures;
};

/** Who is in the photos that were just taken: asked once they are safe, and loaded then. */
type Question = { ids: readonly string[]; Ask: typeof PhotoConsent };

type Photos = {
  state: PhotoState;
  add: (files: File[]) => Promise<void>;
  question: Question | null;
  answered: () => void;
};

function usePhotos(): Photos {
  const store = useStore();
  const { loadAll } = useApp().i18n;
  const [question, setQuestion] = useState<Question | null>(null);
  const [state, setState] = useState<PhotoState>({ saving: false, saved: 0, failed: [] });

  async function add(files: File[]): Promise<void> {
    if (files.length === 0) return;
    setState({ saving: true, saved: 0, failed: [] });
    // The camera's code is large and not needed to show Today.
    const [{ addEvidence }, { PhotoFailures: Failures }] = await Promise.all([
      import('./add-evidence.ts'),
      import('./photo-failures.tsx'),
    ]);
    const ids: string[] = [];
    const failed = await addEvidence(store, files, null, undefined, (id) => ids.push(id));
    setState({ saving: false, saved: files.length - failed.length, failed, Failures });
    if (ids.length > 0) await ask(ids).catch(() => undefined);
  }

  /** What can't be asked now stays unpublished, and the report says that nobody was asked. */
  async function ask(ids: readonly string[]): Promise<void> {
    const [{ PhotoConsent: Ask }] = await Promise.all([import('./photo-consent.tsx'), loadAll()]);
    setQuestion((before) => ({ ids: [...(before?.ids ?? []), ...ids], Ask }));
  }

  return { state, add, question, answered: () => setQuestion(null) };
}

function PhotoOutcome({ saving, saved, failed, Failures, onRetry }: PhotoState & { onRetry: (files: File[]) => void }) {
  const { t } = useMessages();
  return (
    <div class="save-outcome" aria-live="polite">
      {saving && <p class="subtle">{t('today-photo-saving')}</p>}
      {saved > 0 && (
        <Saved>
          {t('today-photo-saved', saved)} · <a href="/report">{t('today-photo-link')}</a>
        </Saved>
      )}
      {Failures && <Failures failed={failed} onRetry={onRetry} />}
    </div>
  );
}
