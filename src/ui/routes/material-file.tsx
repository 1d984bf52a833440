import { cdxIconDownload, cdxIconSuccess } from '@wikimedia/codex-icons';
import { useState } from 'preact/hooks';
import type { Material } from '#domain/plan/schema.ts';
import { Icon } from '../components/icon.tsx';
import { Photo, useIsHere } from '../components/photo.tsx';
import { PhotoViewer } from '../components/photo-viewer.tsx';
import { useMessages } from '../context.ts';
import { PdfReceipt } from './receipt-gallery.tsx';

/** A picture or PDF to open, and whether it is on this phone. */
export function MaterialFile({ material, blob }: { material: Material; blob: string }) {
  const [open, setOpen] = useState<number | null>(null);
  const { title, name = '', size = 0, thumb = null, type, offline } = material;
  return (
    <>
      {type === 'application/pdf' ? (
        <PdfReceipt receipt={{ blob, name, size }} />
      ) : (
        <>
          <button type="button" class="material-picture" onClick={() => setOpen(0)}>
            <Photo hash={thumb ?? blob} alt={title} />
          </button>
          <PhotoViewer photos={[{ blob, thumb, size, alt: title }]} at={open} onMove={setOpen} />
        </>
      )}
      {offline && <OnThisPhone blob={blob} />}
    </>
  );
}

function OnThisPhone({ blob }: { blob: string }) {
  const { t } = useMessages();
  const here = useIsHere(blob);
  if (here === undefined) return null;
  return (
    <p class="subtle small material-here">
      <Icon icon={here ? cdxIconSuccess : cdxIconDownload} size="small" />
      <span>{t(here ? 'material-here' : 'material-coming')}</span>
    </p>
  );
}
