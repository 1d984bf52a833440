import { Buffer } from 'node:buffer';

/** What a phone's camera writes beside the pixels; the texts are easy to find again in a file. */
export const cameraMaker = 'Carnet Camera Works';
export const photographer = 'Olena Photographer';

/**
 * An APP1 segment with EXIF as a camera writes it: its maker, who took the picture, how to turn it, and where it was
 * taken (50° 5′ N). Little-endian TIFF (Exif 2.32, 4.5–4.6).
 */
function exifSegment(orientation: number): Buffer {
  const texts = Buffer.from(`${cameraMaker}\0${photographer}\0`, 'latin1');
  const directory = 8;
  const entries = 4;
  const gps = directory + 2 + entries * 12 + 4;
  const textsAt = gps + 2 + 2 * 12 + 4;
  const latitudeAt = textsAt + texts.length;
  const tiff = Buffer.alloc(latitudeAt + 24);
  tiff.write('II', 0, 'latin1');
  tiff.writeUInt16LE(42, 2);
  tiff.writeUInt32LE(directory, 4);
  const entry = (at: number, [tag, type, count, value]: readonly [number, number, number, number]) => {
    tiff.writeUInt16LE(tag, at);
    tiff.writeUInt16LE(type, at + 2);
    tiff.writeUInt32LE(count, at + 4);
    tiff.writeUInt32LE(value, at + 8);
  };
  tiff.writeUInt16LE(entries, directory);
  entry(directory + 2, [0x010f, 2, cameraMaker.length + 1, textsAt]);
  entry(directory + 14, [0x0112, 3, 1, orientation]);
  entry(directory + 26, [0x013b, 2, photographer.length + 1, textsAt + cameraMaker.length + 1]);
  entry(directory + 38, [0x8825, 4, 1, gps]);
  tiff.writeUInt16LE(2, gps);
  entry(gps + 2, [0x0001, 2, 2, 0x4e]);
  entry(gps + 14, [0x0002, 5, 3, latitudeAt]);
  texts.copy(tiff, textsAt);
  for (const [index, number] of [50, 1, 5, 1, 0, 1].entries()) tiff.writeUInt32LE(number, latitudeAt + index * 4);
  return segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]));
}

function segment(marker: number, body: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
}

/** The same JPEG as a camera would have saved it: with EXIF, XMP, a comment, and a second file behind its end. */
export function withCameraMetadata(jpeg: Uint8Array, orientation: number): Buffer {
  const xmp = Buffer.from(`http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>${photographer}</x:xmpmeta>`, 'latin1');
  const comment = Buffer.from(`taken by ${photographer}`, 'latin1');
  return Buffer.concat([
    jpeg.subarray(0, 2),
    exifSegment(orientation),
    segment(0xe1, xmp),
    segment(0xfe, comment),
    jpeg.subarray(2),
    Buffer.from(`<script>alert('${photographer}')</script>`, 'latin1'),
  ]);
}
