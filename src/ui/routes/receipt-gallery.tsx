import { cdxIconArticle, cdxIconDownload, cdxIconEdit } from '@wikimedia/codex-icons';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Receipt } from '#domain/expense/schema.ts';
import { blobRecords, readBlob } from '#store/queries/sync.ts';
import { Button, LinkButton } from '../components/button.tsx';
import { Icon } from '../components/icon.tsx';
import { PdfPageNote } from '../components/pdf-page-note.tsx';
import { Photo, useFileUrl, useIsHere } from '../components/photo.tsx';
import { PhotoViewer } from '../components/photo-viewer.tsx';
import { useApp, useMessages, useStore } from '../context.ts';
import { useLive } from '../hooks/use-live.ts';
import { usePdfPage } from '../hooks/use-pdf-page.ts';
import { usePhotoPolicy, usePhotoWishes, useWantFiles } from '../hooks/use-photo-policy.ts';
import { CustodyTrail } from './custody-trail.tsx';

/** A receipt, or a slip: its pages. */
type Page = Pick<Receipt, 'id' | 'blob' | 'thumb' | 'type' | 'size' | 'name' | 'createdBy' | 'createdAt'> & {
  /** Absent for a slip, whose photo is not edited. */
  expenseId?: string;
};
type ReceiptGalleryProps = {
  receipts: readonly Page[];
  pending: ReadonlySet<string>;
  /** Whether its photos may be cropped and turned. */
  mayEdit?: boolean;
};

/** The pages of a receipt, each with where it is now; a photo, or a PDF's first page, opens on the whole screen. */
export function ReceiptGallery({ receipts, pending, mayEdit = false }: ReceiptGalleryProps) {
  const { t } = useMessages();
  const store = useStore();
  const records = useLive(() => blobRecords(store), [store]);
  const policy = usePhotoPolicy();
  const [open, setOpen] = useState<number | null>(null);
  if (!records) return null;
  const altOf = (receipt: Page) => t('receipt-page', receipts.indexOf(receipt) + 1, receipts.length);
  return (
    <>
      {/* biome-ignore lint/a11y/noRedundantRoles: Safari drops the list role from a list without bullets */}
      <ul class="receipts" role="list">
        {receipts.map((receipt) => (
          <li key={receipt.id} class="receipt">
            {receipt.type === 'application/pdf' ? (
              <PdfReceipt receipt={receipt}>
                <PdfFirstPage receipt={receipt} onOpen={() => setOpen(receipts.indexOf(receipt))} />
              </PdfReceipt>
            ) : (
              <button type="button" class="receipt-open" onClick={() => setOpen(receipts.indexOf(receipt))}>
                <Photo hash={receipt.thumb ?? receipt.blob} alt={altOf(receipt)} />
                <span class="visually-hidden">{t('receipt-open')}</span>
              </button>
            )}
            {mayEdit && receipt.expenseId && receipt.type !== 'application/pdf' && records.get(receipt.blob) && (
              <LinkButton
                weight="quiet"
                icon={cdxIconEdit}
                href={`/expenses/${receipt.expenseId}/receipts/${receipt.id}`}
              >
                {t('picture-edit')}
              </LinkButton>
            )}
            <CustodyTrail file={receipt} records={records} pending={pending.has(receipt.id)} policy={policy} />
          </li>
        ))}
      </ul>
      <PhotoViewer
        photos={receipts.map((receipt) => ({ ...receipt, alt: altOf(receipt) }))}
        at={open}
        onMove={setOpen}
      />
    </>
  );
}

/**
 * The first page of a PDF, small, to be opened on the whole screen. One that has no small picture yet is drawn here,
 * unless the person saves data; one that can't be drawn keeps its sign, and the reason stands beside it.
 */
export function PdfFirstPage({ receipt, onOpen }: { receipt: Page; onOpen: () => void }) {
  const { t } = useMessages();
  const { blob, thumb } = receipt;
  const isHere = useIsHere(blob);
  const wishes = usePhotoWishes();
  const draws = thumb === null && isHere === true && wishes?.setting === 'always';
  const page = usePdfPage(blob, draws);
  const url = page && 'url' in page ? page.url : undefined;
  const alt = t('receipt-pdf-page', receipt.name || t('receipt-pdf'));
  if (thumb === null && url === undefined)
    return (
      <>
        <Icon icon={cdxIconArticle} />
        {draws && <PdfPageNote page={page} />}
      </>
    );
  return (
    <button type="button" class="receipt-open" onClick={onOpen}>
      {thumb === null ? <img class="photo" src={url} alt={alt} /> : <Photo hash={thumb} alt={alt} />}
      <span class="visually-hidden">{t('receipt-open')}</span>
    </button>
  );
}

type PdfReceiptProps = {
  receipt: Pick<Receipt, 'blob' | 'name' | 'size'>;
  /** Its first page; a sign, where there is none. */
  children?: ComponentChildren;
};

/** A PDF opens in the browser's own viewer; an installed app that has none saves or shares it instead. */
export function PdfReceipt({ receipt, children = <Icon icon={cdxIconArticle} /> }: PdfReceiptProps) {
  const { t, format } = useMessages();
  const { device } = useApp();
  const store = useStore();
  const url = useFileUrl(receipt.blob);
  const want = useWantFiles();

  async function save(): Promise<void> {
    const file = await readBlob(store, receipt.blob);
    // Closing the share sheet is no failure.
    if (file) await device.saveFile(file, receipt.name).catch(() => undefined);
  }

  return (
    <div class="receipt-pdf">
      {children}
      <span class="receipt-name">{receipt.name || t('receipt-pdf')}</span>
      <span class="subtle small">{t('receipt-pdf-size', format.bytes(receipt.size))}</span>
      {url === null && (
        <Button icon={cdxIconDownload} onClick={() => void want([receipt.blob])}>
          {t('photo-download')}
        </Button>
      )}
      {url && (
        <>
          <LinkButton href={url} target="_blank">
            {t('receipt-pdf-open')}
          </LinkButton>
          <Button weight="quiet" icon={cdxIconDownload} onClick={() => void save()}>
            {t('receipt-pdf-save')}
          </Button>
        </>
      )}
    </div>
  );
}
