import { cdxIconArticle, cdxIconTrash } from '@wikimedia/codex-icons';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Booking, BookingFile } from '#domain/booking/schema.ts';
import { codeOf, type ErrorCode } from '#domain/errors.ts';
import { orderBetween } from '#domain/order.ts';
import { captureFile } from '#store/capture.ts';
import type { Store } from '#store/store.ts';
import { IconButton } from '../components/button.tsx';
import { FileButton } from '../components/file-capture.tsx';
import { Message } from '../components/message.tsx';
import { Photo } from '../components/photo.tsx';
import { PhotoViewer } from '../components/photo-viewer.tsx';
import { useMessages, useStore } from '../context.ts';
import { errorKey } from '../i18n/message-keys.ts';
import { SaveOutcome, useSaving } from './plan-save.tsx';
import { PdfReceipt } from './receipt-gallery.tsx';

type BookingFilesProps = {
  booking: Booking;
  files: readonly BookingFile[];
  /** The Hub's: others only read. */
  mayAdd?: boolean;
  /** Stands beside the button that adds a file. */
  action?: ComponentChildren;
};

/** Tickets, vouchers and policies, to be opened offline; the Hub adds and removes them. */
export function BookingFiles({ booking, files, mayAdd = false, action }: BookingFilesProps) {
  const { t } = useMessages();
  const store = useStore();
  const [open, setOpen] = useState<number | null>(null);
  const saving = useSaving();
  const [failure, setFailure] = useState<ErrorCode | null>(null);
  const photos = files.filter(({ type }) => type !== 'application/pdf');

  async function add(picked: File[]): Promise<void> {
    setFailure(null);
    let order = files.at(-1)?.order ?? '';
    for (const file of picked) {
      order = orderBetween(order, '');
      const code = await attach(store, booking.id, file, order);
      if (code) setFailure(code);
    }
  }

  function remove(file: BookingFile): void {
    setFailure(null);
    // Nobody attaches in another's name: what a colleague has attached is not offered to be taken back.
    const isOwn = file.createdBy === store.context.participantId;
    const back = isOwn ? () => store.mutate('booking.attach', file) : undefined;
    void saving.save(() => store.mutate('booking.detach', { id: file.id }), back);
  }

  return (
    <div class="booking-files">
      {files.map((file) => (
        <div key={file.id} class="booking-file">
          {file.type === 'application/pdf' ? (
            <PdfReceipt receipt={file} />
          ) : (
            <>
              <button type="button" class="thumb" onClick={() => setOpen(photos.indexOf(file))}>
                <Photo hash={file.thumb ?? file.blob} alt={t('booking-file-open', file.name)} />
              </button>
              <span class="booking-file-name">{file.name}</span>
            </>
          )}
          {mayAdd && (
            <IconButton icon={cdxIconTrash} label={t('booking-file-remove', file.name)} onClick={() => remove(file)} />
          )}
        </div>
      ))}
      {mayAdd && (
        <div class="actions">
          {action}
          <FileButton
            from="files"
            pdf
            weight="quiet"
            icon={cdxIconArticle}
            label={t('booking-file-add')}
            onPick={(picked) => void add(picked)}
          />
        </div>
      )}
      <SaveOutcome state={saving.state} undo={saving.undo} />
      {failure && (
        <Message type="error" announce>
          {t(errorKey(failure))}
        </Message>
      )}
      <PhotoViewer photos={photos.map((file) => ({ ...file, alt: file.name }))} at={open} onMove={setOpen} />
    </div>
  );
}

/** The file is on the disk and read back before its row is written. */
async function attach(store: Store, bookingId: string, file: File, order: string): Promise<ErrorCode | null> {
  try {
    const captured = await captureFile(store, file, file.name, 'receipt');
    return (await store.mutate('booking.attach', { id: store.newId(), bookingId, order, ...captured }))?.code ?? null;
  } catch (error) {
    return codeOf(error, 'storage_failed');
  }
}
