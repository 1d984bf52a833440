import { codeOf } from '#domain/errors.ts';
import type { Receipt } from '#domain/expense/schema.ts';
import { storeBytes } from './blobs.ts';
import { listRows } from './queries/rows.ts';
import { readBlob } from './queries/sync.ts';
import type { Store } from './store.ts';

/**
 * Gives the PDFs that this participant has taken in the small picture that stands for them in lists. It comes behind
 * the capture, which waits for nothing: what draws a page may have to come over the network first, and until then a
 * PDF is a receipt with a sign.
 *
 * @param tried hashes of those that were drawn, or can't be: none is tried twice
 * @throws CarnetError `storage_…`; those drawn before are saved
 */
export async function drawMissingThumbs(store: Store, tried: Set<string>): Promise<void> {
  const { participantId } = store.context;
  const receipts = await listRows(store, 'receipt');
  const missing = receipts.filter(
    ({ type, thumb, createdBy, blob }) =>
      type === 'application/pdf' && thumb === null && createdBy === participantId && !tried.has(blob),
  );
  for (const receipt of missing) {
    if ((await drawThumb(store, receipt)) === 'later') return;
    tried.add(receipt.blob);
  }
}

/** @returns `later` when what draws it is not here yet */
async function drawThumb(store: Store, { id, blob, type, size }: Receipt): Promise<'done' | 'later'> {
  const file = await readBlob(store, blob);
  if (!file || !store.drawPdf) return 'done';
  const bytes = await file.arrayBuffer();
  const drawn = await store.drawPdf(bytes).catch(codeOf);
  if (typeof drawn === 'string') return drawn === 'pdf_needs_network' ? 'later' : 'done';
  const thumb = await storeBytes(store.db, store.context.exchangeId, drawn.thumb, store.now());
  await store.mutate('receipt.redraw', { id, changes: { blob, thumb: thumb.hash, type, size } });
  return 'done';
}
