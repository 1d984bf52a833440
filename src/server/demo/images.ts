import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';

/** The drawn pictures beside this file (tests/draw/draw-receipts.ts makes them), each with its thumbnail. */
export const imageNames = [
  'cafe-brno',
  'tram-tickets',
  'bakery',
  'room-invoice',
  'supermarket',
  'taxi-chisinau',
  'co-working',
  'whiteboard',
  'group',
] as const;
export type ImageName = (typeof imageNames)[number];

/** The fields that a receipt or an evidence photo has of its file. `size` in bytes. */
export type SampleFile = {
  readonly blob: string;
  readonly thumb: string;
  readonly type: 'image/jpeg';
  readonly size: number;
  readonly name: string;
};
export type SampleFiles = Readonly<Record<ImageName, SampleFile>>;

export type DemoImages = {
  readonly files: SampleFiles;
  /** Every picture and thumbnail, JPEG. */
  readonly blobs: readonly Uint8Array[];
};

/** @throws when a picture is missing */
export async function readDemoImages(): Promise<DemoImages> {
  const entries = await Promise.all(imageNames.map(readImage));
  return {
    // Each name is there once: the entries come from `imageNames`.
    files: Object.fromEntries(entries.map(({ name, file }) => [name, file])) as SampleFiles,
    blobs: entries.flatMap(({ picture, thumb }) => [picture, thumb]),
  };
}

async function readImage(name: ImageName) {
  const [picture, thumb] = await Promise.all([readBytes(`${name}.jpg`), readBytes(`${name}-thumb.jpg`)]);
  const file: SampleFile = {
    blob: sha256(picture),
    thumb: sha256(thumb),
    type: 'image/jpeg',
    size: picture.length,
    name: `${name}.jpg`,
  };
  return { name, file, picture, thumb };
}

function readBytes(fileName: string): Promise<Uint8Array> {
  return readFile(new URL(`./images/${fileName}`, import.meta.url));
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
