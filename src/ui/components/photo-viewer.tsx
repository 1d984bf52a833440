import '../styles/viewer.css';
import '../styles/expenses.css';
import { cdxIconClose, cdxIconNext, cdxIconPrevious, cdxIconZoomIn, cdxIconZoomOut } from '@wikimedia/codex-icons';
import { useEffect, useRef } from 'preact/hooks';
import type { FileType } from '#domain/expense/schema.ts';
import { useMessages } from '../context.ts';
import { usePdfPage } from '../hooks/use-pdf-page.ts';
import { IconButton } from './button.tsx';
import { PdfPageNote } from './pdf-page-note.tsx';
import { Photo, useIsHere } from './photo.tsx';
import { OriginalMissing } from './photo-original.tsx';
import { useZoom } from './photo-zoom.tsx';

/**
 * A picture to look at: the hash of its original, how large that is (bytes; null where nobody knows), its thumbnail's,
 * and what it shows. Of a PDF the first page is drawn.
 */
export type ViewerPhoto = { blob: string; size: number | null; thumb: string | null; alt: string; type?: FileType };

type PhotoViewerProps = {
  photos: readonly ViewerPhoto[];
  /** Which one is shown, from 0; null closes the viewer. */
  at: number | null;
  onMove: (at: number | null) => void;
};

/** A photo on the whole screen; pinch, the buttons, or + − 0 and the arrow keys make its small print readable. */
export function PhotoViewer({ photos, at, onMove }: PhotoViewerProps) {
  const photo = at === null ? undefined : photos[at];
  if (at === null || !photo) return null;
  return <Viewer photo={photo} at={at} count={photos.length} onMove={onMove} />;
}

type ViewerProps = { photo: ViewerPhoto; at: number; count: number; onMove: (at: number | null) => void };

function Viewer({ photo, at, count, onMove }: ViewerProps) {
  const { t, format } = useMessages();
  const dialog = useRef<HTMLDialogElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const { view, zoom, pan, reset, handlers } = useZoom(frame);
  const here = useIsHere(photo.blob);
  const isPdf = photo.type === 'application/pdf';
  const page = usePdfPage(photo.blob, isPdf && here === true);
  const whole = here === true && !isPdf;
  useModal(dialog);
  // Another photo begins whole.
  useEffect(reset, [photo.blob]);
  const close = () => onMove(null);
  const move = (step: number) => at + step >= 0 && at + step < count && onMove(at + step);

  function onKeyDown(event: KeyboardEvent): void {
    const step = 60;
    const enlarged = view.scale > 1;
    const actions: Record<string, () => unknown> = {
      '+': () => zoom(1.5),
      '=': () => zoom(1.5),
      '-': () => zoom(1 / 1.5),
      '0': reset,
      ArrowLeft: () => (enlarged ? pan(step, 0) : move(-1)),
      ArrowRight: () => (enlarged ? pan(-step, 0) : move(1)),
      ArrowUp: () => pan(0, step),
      ArrowDown: () => pan(0, -step),
    };
    const action = actions[event.key];
    if (!action || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    action();
  }

  const transform = `translate(${view.x}px, ${view.y}px) scale(${view.scale})`;
  return (
    // Keys work wherever the focus is inside the dialog.
    <dialog ref={dialog} class="viewer" aria-label={photo.alt} onCancel={prevented(close)} onKeyDown={onKeyDown}>
      <div class="viewer-bar">
        <span class="viewer-title">{count > 1 ? t('photo-viewer-page', at + 1, count) : photo.alt}</span>
        <IconButton icon={cdxIconClose} label={t('dialog-close')} onClick={close} />
      </div>
      <div ref={frame} class="viewer-frame" {...handlers}>
        <div class="viewer-picture" style={{ transform }}>
          {page && 'url' in page ? (
            <img class="photo" src={page.url} alt={photo.alt} />
          ) : (
            <Photo
              hash={whole || photo.thumb === null ? photo.blob : photo.thumb}
              alt={photo.alt}
              class={whole ? '' : 'viewer-small'}
            />
          )}
        </div>
      </div>
      {here === false && <OriginalMissing key={photo.blob} photo={photo} />}
      {isPdf && here && (
        <div class="viewer-note">
          <PdfPageNote page={page} />
        </div>
      )}
      <div class="viewer-bar viewer-tools">
        {count > 1 && (
          <IconButton
            icon={cdxIconPrevious}
            label={t('photo-viewer-previous')}
            disabled={at === 0}
            onClick={() => move(-1)}
          />
        )}
        <IconButton
          icon={cdxIconZoomOut}
          label={t('photo-viewer-zoom-out')}
          disabled={view.scale <= 1}
          onClick={() => zoom(1 / 1.5)}
        />
        <span class="viewer-scale">{format.percent(view.scale)}</span>
        <IconButton
          icon={cdxIconZoomIn}
          label={t('photo-viewer-zoom-in')}
          disabled={view.scale >= 8}
          onClick={() => zoom(1.5)}
        />
        {count > 1 && (
          <IconButton
            icon={cdxIconNext}
            label={t('photo-viewer-next')}
            disabled={at === count - 1}
            onClick={() => move(1)}
          />
        )}
      </div>
    </dialog>
  );
}

/** Opens the dialog over everything; when it goes, the focus goes back to where it came from. */
function useModal(dialog: { current: HTMLDialogElement | null }): void {
  useEffect(() => {
    const before = document.activeElement;
    const element = dialog.current;
    element?.showModal();
    return () => {
      element?.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, [dialog]);
}

function prevented(action: () => void): (event: Event) => void {
  return (event) => {
    event.preventDefault();
    action();
  };
}
