/** The long side of a picture in a printed settlement, in pixels: sharp enough at the size of a stamp. */
const side = 240;

/**
 * A picture of a receipt, small and as JPEG, which is what a PDF takes.
 *
 * @returns undefined for what is no picture, or where the browser can't draw off-screen
 */
export async function jpegOf(bytes: ArrayBuffer): Promise<Uint8Array | undefined> {
  if (typeof OffscreenCanvas === 'undefined') return undefined;
  const picture = await createImageBitmap(new Blob([bytes]), { imageOrientation: 'from-image' }).catch(() => undefined);
  if (!picture) return undefined;
  try {
    const scale = Math.min(1, side / Math.max(picture.width, picture.height));
    const canvas = new OffscreenCanvas(
      Math.max(1, Math.round(picture.width * scale)),
      Math.max(1, Math.round(picture.height * scale)),
    );
    const drawing = canvas.getContext('2d');
    if (!drawing) return undefined;
    // JPEG has no transparency: on paper, it is white.
    drawing.fillStyle = 'white';
    drawing.fillRect(0, 0, canvas.width, canvas.height);
    drawing.imageSmoothingQuality = 'high';
    drawing.drawImage(picture, 0, 0, canvas.width, canvas.height);
    const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.72 });
    return blob.type === 'image/jpeg' ? new Uint8Array(await blob.arrayBuffer()) : undefined;
  } finally {
    picture.close();
  }
}
