import type { PDFiumDocument, PDFiumLibrary, PDFiumPage } from '@hyzyla/pdfium';
import { CarnetError } from '#domain/errors.ts';
import { pictureGoals } from '#domain/picture/fit.ts';
import { type Canvas, dispose, drawsTruly, makeCanvas, penOf } from './canvas.ts';
import type { PreparedPicture } from './picture-file.ts';
import { prepareDrawn } from './prepare.ts';

/**
 * Draws the first page of a PDF as the picture of a receipt: with the same bounds, and a small one for lists. The PDF
 * itself stays what is kept.
 *
 * @throws CarnetError `pdf_locked` (it wants a password), `file_unreadable` (it is damaged, or has no page), or what
 *         `load` throws; anything else means that this device can't draw it
 */
export async function drawFirstPage(pdf: ArrayBuffer, load: () => Promise<PDFiumLibrary>): Promise<PreparedPicture> {
  if (!drawsTruly()) throw new Error('this browser does not show what was drawn');
  const document = await openPdf(await load(), pdf);
  try {
    const canvas = await paint(document.getPage(0));
    try {
      return await prepareDrawn(canvas, 'receipt');
    } finally {
      dispose(canvas);
    }
  } finally {
    document.destroy();
  }
}

async function openPdf(pdfium: PDFiumLibrary, pdf: ArrayBuffer): Promise<PDFiumDocument> {
  try {
    return await pdfium.loadDocument(new Uint8Array(pdf));
  } catch (cause) {
    // It gives its reasons in words only, and those of a trap in WebAssembly are not about the file.
    if (cause instanceof WebAssembly.RuntimeError) throw cause;
    const locked = /password|security/i.test(String(cause));
    throw new CarnetError(locked ? 'pdf_locked' : 'file_unreadable', String(cause), { cause });
  }
}

/** Paper has no pixels: it is drawn as large as a photo of it would be kept, whatever size it names. */
async function paint(page: PDFiumPage): Promise<Canvas> {
  const { originalWidth, originalHeight } = page.getOriginalSize();
  const long = Math.max(originalWidth, originalHeight);
  if (!(long > 0)) throw new CarnetError('file_unreadable', 'the PDF has no first page');
  const scale = pictureGoals.receipt.side / long;
  const size = { width: pixels(originalWidth * scale), height: pixels(originalHeight * scale) };
  const { data, width, height } = await page.render({ ...size, render: 'bitmap' });
  const canvas = makeCanvas({ width, height });
  const image = new ImageData(width, height);
  image.data.set(data);
  penOf(canvas).putImageData(image, 0, 0);
  return canvas;
}

function pixels(length: number): number {
  return Math.max(1, Math.round(length));
}
