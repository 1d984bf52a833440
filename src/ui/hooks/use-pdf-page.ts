import { useEffect, useState } from 'preact/hooks';
import { codeOf, type ErrorCode } from '#domain/errors.ts';
import { readBlob } from '#store/queries/sync.ts';
import type { Store } from '#store/store.ts';
import { useStore } from '../context.ts';

/** The first page of a PDF as an address for an image, or why it can't be drawn. */
export type PdfPage = { url: string } | { code: ErrorCode };

/**
 * Draws the first page of a PDF that is on this device, for as long as it is shown.
 *
 * @returns undefined while it is not wanted or being drawn; `internal` when this device can't draw it
 */
export function usePdfPage(hash: string, wanted: boolean): PdfPage | undefined {
  const store = useStore();
  const [made, setMade] = useState<{ hash: string; page: PdfPage }>();
  useEffect(() => {
    if (!wanted) return undefined;
    let current = true;
    let url: string | undefined;
    drawPage(store, hash).then(
      (picture) => {
        if (!current) return;
        url = URL.createObjectURL(picture);
        setMade({ hash, page: { url } });
      },
      (error: unknown) => current && setMade({ hash, page: { code: codeOf(error) } }),
    );
    return () => {
      current = false;
      setMade(undefined);
      if (url !== undefined) URL.revokeObjectURL(url);
    };
  }, [store, hash, wanted]);
  return made?.hash === hash ? made.page : undefined;
}

async function drawPage(store: Store, hash: string): Promise<Blob> {
  const file = await readBlob(store, hash);
  if (!file || !store.drawPdf) throw new Error('there is nothing to draw, or nothing to draw it with');
  const { picture } = await store.drawPdf(await file.arrayBuffer());
  return new Blob([picture.bytes], { type: picture.type });
}
