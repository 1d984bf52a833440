import '../styles/viewer.css';
import { cdxIconFullscreen, cdxIconNext, cdxIconPrevious, cdxIconZoomIn, cdxIconZoomOut } from '@wikimedia/codex-icons';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Receipt } from '#domain/expense/schema.ts';
import { IconButton } from '../components/button.tsx';
import { Photo, useIsHere } from '../components/photo.tsx';
import { OriginalMissing } from '../components/photo-original.tsx';
import { PhotoViewer } from '../components/photo-viewer.tsx';
import { useZoom } from '../components/photo-zoom.tsx';
import { useMessages } from '../context.ts';
import { PdfFirstPage, PdfReceipt } from './receipt-gallery.tsx';

/** The pages of a receipt beside what was written about it: enlarged in its place, moved with the mouse, or full. */
export function ReceiptPane({ receipts }: { receipts: readonly Receipt[] }) {
  const { t } = useMessages();
  const [at, setAt] = useState(0);
  const receipt = receipts[Math.min(at, receipts.length - 1)];
  if (!receipt) return null;
  const alt = t('receipt-page', receipts.indexOf(receipt) + 1, receipts.length);
  return (
    <div class="pane">
      {receipt.type === 'application/pdf' ? (
        <PanePdf key={receipt.id} receipt={receipt} alt={alt} />
      ) : (
        <PanePicture key={receipt.id} receipt={receipt} alt={alt} />
      )}
      {receipts.length > 1 && (
        <div class="row pane-tools">
          <IconButton
            icon={cdxIconPrevious}
            label={t('photo-viewer-previous')}
            disabled={at === 0}
            onClick={() => setAt(at - 1)}
          />
          <span class="figures">{t('photo-viewer-page', at + 1, receipts.length)}</span>
          <IconButton
            icon={cdxIconNext}
            label={t('photo-viewer-next')}
            disabled={at >= receipts.length - 1}
            onClick={() => setAt(at + 1)}
          />
        </div>
      )}
    </div>
  );
}

/** What is kept is the PDF; its first page is shown as large as a photo by opening it. */
function PanePdf({ receipt, alt }: { receipt: Receipt; alt: string }) {
  const [full, setFull] = useState(false);
  return (
    <>
      <PdfReceipt receipt={receipt}>
        <PdfFirstPage receipt={receipt} onOpen={() => setFull(true)} />
      </PdfReceipt>
      <PhotoViewer photos={[{ ...receipt, alt }]} at={full ? 0 : null} onMove={(to) => setFull(to !== null)} />
    </>
  );
}

function PanePicture({ receipt, alt }: { receipt: Receipt; alt: string }) {
  const { t, format } = useMessages();
  const frame = useRef<HTMLDivElement>(null);
  const { view, zoom, reset, handlers } = useZoom(frame);
  const here = useIsHere(receipt.blob);
  const [full, setFull] = useState(false);
  useEffect(reset, [receipt.blob]);
  // The wheel scrolls the page that the pane is part of; on the whole screen it enlarges.
  const { onWheel: _, ...mouse } = handlers;
  const transform = `translate(${view.x}px, ${view.y}px) scale(${view.scale})`;
  return (
    <>
      <div ref={frame} class={`pane-frame${view.scale > 1 ? ' pane-moved' : ''}`} {...mouse}>
        <div class="viewer-picture" style={{ transform }}>
          <Photo hash={here || receipt.thumb === null ? receipt.blob : receipt.thumb} alt={alt} />
        </div>
      </div>
      {here === false && <OriginalMissing photo={receipt} />}
      <div class="row pane-tools">
        <IconButton
          icon={cdxIconZoomOut}
          label={t('photo-viewer-zoom-out')}
          disabled={view.scale <= 1}
          onClick={() => zoom(1 / 1.5)}
        />
        <span class="figures">{format.percent(view.scale)}</span>
        <IconButton
          icon={cdxIconZoomIn}
          label={t('photo-viewer-zoom-in')}
          disabled={view.scale >= 8}
          onClick={() => zoom(1.5)}
        />
        <IconButton icon={cdxIconFullscreen} label={t('receipt-open')} onClick={() => setFull(true)} />
      </div>
      <PhotoViewer photos={[{ ...receipt, alt }]} at={full ? 0 : null} onMove={(to) => setFull(to !== null)} />
    </>
  );
}
