import { CarnetError } from '#domain/errors.ts';
import { decodeHeic } from '#store/picture/heic.ts';
import { drawFirstPage } from '#store/picture/pdf-page.ts';
import type { Aside } from '#store/picture/picked.ts';
import type { PreparedPicture, RawPicture } from '#store/picture/picture-file.ts';
import { preparePicture } from '#store/picture/prepare.ts';

/** A PDF whose first page is to be drawn, with the WebAssembly that reads it. */
export type PdfJob = { pdf: ArrayBuffer; decoder: ArrayBuffer };
/** A file that is to be read, and put aside. */
export type ReadJob = { file: Blob; aside: Aside | null };
/** What the worker is asked to draw. */
export type PictureJob = RawPicture | PdfJob;

/** Runs in the worker, or on the page where there is none. */
export function doPictureJob(job: PictureJob): Promise<PreparedPicture> {
  if (!('pdf' in job)) return preparePicture(job, decodeHeic);
  return drawFirstPage(job.pdf, async () => (await loadPdfium()).openPdfium(job.decoder));
}

async function loadPdfium(): Promise<typeof import('./pdfium.ts')> {
  try {
    return await import('./pdfium.ts');
  } catch (cause) {
    throw new CarnetError('pdf_needs_network', String(cause), { cause });
  }
}
