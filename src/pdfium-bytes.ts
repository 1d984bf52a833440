import decoderUrl from '@hyzyla/pdfium/pdfium.wasm?url';
import { CarnetError } from '#domain/errors.ts';

let coming: Promise<ArrayBuffer> | undefined;

/**
 * The WebAssembly of PDFium, which is large: it comes with the first PDF that is drawn, and the service worker keeps it
 * from then on. Asked for twice, it comes once.
 *
 * @throws CarnetError `pdf_needs_network` when it has never arrived here
 */
export function fetchPdfium(): Promise<ArrayBuffer> {
  coming ??= fetchDecoder().finally(() => {
    coming = undefined;
  });
  return coming;
}

async function fetchDecoder(): Promise<ArrayBuffer> {
  try {
    const response = await fetch(decoderUrl);
    if (!response.ok) throw new Error(`${response.status}`);
    return await response.arrayBuffer();
  } catch (cause) {
    throw new CarnetError('pdf_needs_network', String(cause), { cause });
  }
}
