import { CarnetError } from '#domain/errors.ts';
import { maxPixels } from '#domain/picture/check.ts';

type Heif = ReturnType<typeof import('libheif-js/libheif-wasm/libheif-bundle.mjs').default>;

/**
 * Reads a HEIC photo where the browser can't, with libheif, which is large: it comes when the first such photo is
 * taken in, and the service worker keeps it from then on.
 *
 * @throws CarnetError `heic_needs_network` when it has never arrived here, `file_unreadable` for a broken photo
 */
export async function decodeHeic(bytes: ArrayBuffer): Promise<ImageBitmap> {
  const heif = await loadHeif();
  const images = new heif.HeifDecoder().decode(new Uint8Array(bytes));
  try {
    // Of a burst, the one that its maker chose.
    const image = images.find((each) => each.is_primary()) ?? images[0];
    if (!image) throw new CarnetError('file_unreadable', 'no picture in the HEIC file');
    return await createImageBitmap(await pixelsOf(image));
  } finally {
    for (const image of images) image.free();
  }
}

async function pixelsOf(image: ReturnType<InstanceType<Heif['HeifDecoder']>['decode']>[number]): Promise<ImageData> {
  const [width, height] = [image.get_width(), image.get_height()];
  // The header has been asked before; here the decoder has, and it is the one that takes the memory.
  if (width * height > maxPixels) throw new CarnetError('picture_too_large');
  const pixels = new ImageData(width, height);
  const shown = await new Promise<unknown>((resolve) => image.display(pixels, resolve));
  if (!shown) throw new CarnetError('file_unreadable', 'libheif could not read it');
  return pixels;
}

async function loadHeif(): Promise<Heif> {
  try {
    return (await import('libheif-js/libheif-wasm/libheif-bundle.mjs')).default();
  } catch (cause) {
    throw new CarnetError('heic_needs_network', String(cause), { cause });
  }
}
