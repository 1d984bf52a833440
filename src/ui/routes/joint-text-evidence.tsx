import { cdxIconFullscreen } from '@wikimedia/codex-icons';
import { useState } from 'preact/hooks';
import type { Evidence } from '#domain/evidence/schema.ts';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { Photo } from '../components/photo.tsx';
import { PhotoViewer } from '../components/photo-viewer.tsx';
import { useMessages } from '../context.ts';
import type { RichEditor } from './joint-text-quill.ts';

type EvidenceDialogProps = { editor: RichEditor; evidence: readonly Evidence[]; onClose: () => void };

/** Asks which piece of evidence shows what the words say. */
export function EvidenceDialog({ editor, evidence, onClose }: EvidenceDialogProps) {
  const { t } = useMessages();
  const present = editor.formats().evidence;
  const shown = evidence.find(({ id }) => id === present);
  const [open, setOpen] = useState<number | null>(null);
  const choose = ({ id, caption }: Evidence) => {
    onClose();
    // The dialog gives the focus back first; then the caret can go behind the words.
    setTimeout(() => editor.refer('evidence', id, firstLine(caption) || t('evidence-no-caption')));
  };
  const actions = (
    <>
      {shown && (
        <Button icon={cdxIconFullscreen} onClick={() => setOpen(0)}>
          {t('receipt-open')}
        </Button>
      )}
      {present !== undefined && (
        <Button
          onClick={() => {
            editor.unrefer('evidence');
            onClose();
          }}
        >
          {t('rich-evidence-remove')}
        </Button>
      )}
      <Button onClick={onClose}>{t('dialog-cancel')}</Button>
    </>
  );
  return (
    <Dialog open title={t('rich-evidence')} onClose={onClose} actions={actions}>
      <p>{t(editor.selected() === '' ? 'rich-evidence-here' : 'rich-evidence-words')}</p>
      {/* biome-ignore lint/a11y/noRedundantRoles: Safari drops the list role from a list without bullets */}
      <ul class="rich-evidence-list" role="list">
        {evidence.map((photo) => (
          <li key={photo.id}>
            <button
              type="button"
              class={`rich-evidence-choice${photo.id === present ? ' rich-tool-on' : ''}`}
              aria-pressed={photo.id === present}
              onClick={() => choose(photo)}
            >
              <Photo hash={photo.thumb ?? photo.blob} alt="" lazy />
              <span dir="auto">{firstLine(photo.caption) || t('evidence-no-caption')}</span>
            </button>
          </li>
        ))}
      </ul>
      {shown && (
        <PhotoViewer
          photos={[{ ...shown, alt: firstLine(shown.caption) || t('evidence-no-caption') }]}
          at={open}
          onMove={setOpen}
        />
      )}
    </Dialog>
  );
}

const firstLine = (caption: string) => (caption.trim().split('\n')[0] ?? '').slice(0, 200).toWellFormed();
