import { expect, test } from 'vitest';
import { checkPicture } from './check.ts';
import { decodableJpeg, jpegOrientation, stripJpeg } from './jpeg.ts';
import { stripMetadata } from './strip.ts';

const text = (letters: string) => Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
const number = (value: number, size: number) =>
  Array.from({ length: size }, (_, index) => Math.floor(value / 256 ** (size - 1 - index)) % 256);
const little = (value: number, size: number) => number(value, size).reverse();
const join = (...parts: (Iterable<number> | string)[]) =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...text(part)] : [...part])));

const segment = (marker: number, ...body: (Iterable<number> | string)[]) => {
  const content = join(...body);
  return join([0xff, marker], number(content.length + 2, 2), content);
};
const frame = (width: number, height: number) =>
  segment(0xc0, [8], number(height, 2), number(width, 2), [3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0]);
const scan = join(segment(0xda, [3, 1, 0, 2, 0x11, 3, 0x11, 0, 0x3f, 0]), [0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56]);
const exif = (orientation: number) => {
  const entry = [1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0, 0, 0, 0, 0];
  return segment(0xe1, 'Exif\0\0', 'II*\0', little(8, 4), entry, 'GPS');
};
const jpeg = (width: number, height: number, ...before: Uint8Array[]) =>
  join([0xff, 0xd8], ...before, frame(width, height), scan, [0xff, 0xd9]);

const chunk = (name: string, ...body: (Iterable<number> | string)[]) => {
  const content = join(...body);
  return join(number(content.length, 4), name, content, [0, 0, 0, 0]);
};
const png = (width: number, height: number, ...between: Uint8Array[]) =>
  join(
    '\x89PNG\r\n\x1a\n',
    chunk('IHDR', number(width, 4), number(height, 4), [8, 6, 0, 0, 0]),
    ...between,
    chunk('IDAT', [1, 2, 3]),
    chunk('IEND'),
  );

const riff = (...chunks: Uint8Array[]) => {
  const body = join('WEBP', ...chunks);
  return join('RIFF', little(body.length, 4), body);
};
const webpChunk = (name: string, ...body: (Iterable<number> | string)[]) => {
  const content = join(...body);
  return join(name, little(content.length, 4), content, content.length % 2 ? [0] : []);
};
const extended = (width: number, height: number, flags = 0) =>
  webpChunk('VP8X', [flags, 0, 0, 0], little(width - 1, 3), little(height - 1, 3));

const box = (name: string, ...body: (Iterable<number> | string)[]) => {
  const content = join(...body);
  return join(number(content.length + 8, 4), name, content);
};
const ispe = (width: number, height: number) => box('ispe', [0, 0, 0, 0], number(width, 4), number(height, 4));
const heif = (brand: string, ...sizes: Uint8Array[]) =>
  join(
    box('ftyp', brand, [0, 0, 0, 0], 'mif1', brand),
    box('meta', [0, 0, 0, 0], box('iprp', box('ipco', ...sizes))),
    box('mdat', [1, 2, 3]),
  );

test.each([
  ['JPEG', jpeg(4032, 3024, exif(6)), { type: 'image/jpeg', width: 4032, height: 3024 }],
  ['PNG', png(1080, 2400), { type: 'image/png', width: 1080, height: 2400 }],
  ['WebP, extended', riff(extended(4000, 3000)), { type: 'image/webp', width: 4000, height: 3000 }],
  [
    'WebP, lossy',
    riff(webpChunk('VP8 ', [0, 0, 0, 0x9d, 1, 0x2a], little(640, 2), little(480, 2))),
    { type: 'image/webp', width: 640, height: 480 },
  ],
  [
    'WebP, lossless',
    riff(webpChunk('VP8L', [0x2f], little(639 + 479 * 2 ** 14, 4))),
    { type: 'image/webp', width: 640, height: 480 },
  ],
  ['HEIC of tiles', heif('heic', ispe(512, 512), ispe(4032, 3024)), { type: 'image/heic', width: 4032, height: 3024 }],
  ['AVIF', heif('avif', ispe(800, 600)), { type: 'image/avif', width: 800, height: 600 }],
])('the header of a %s tells what it is and how large', (_, bytes, expected) => {
  expect(checkPicture(bytes)).toEqual(expected);
});

test.each([
  ['JPEG', jpeg(65_535, 65_535)],
  ['PNG', png(65_536, 65_536)],
  ['WebP', riff(extended(16_384, 16_384))],
  ['AVIF', heif('avif', ispe(100, 100), ispe(65_536, 65_536))],
])('a %s that announces billions of pixels is refused before anything decodes it', (_, bytes) => {
  expect(checkPicture(bytes)).toEqual({ code: 'picture_too_large' });
});

test.each([
  ['JPEG', jpeg(100, 100, exif(1))],
  ['PNG', png(100, 100)],
  ['WebP', riff(extended(100, 100), webpChunk('VP8 ', [0, 1, 2, 3]))],
  ['HEIC', heif('heic', ispe(100, 100))],
])('a %s cut anywhere behind its header is refused as incomplete', (_, bytes) => {
  for (let length = bytes.length - 1; length > 40; length -= 1) {
    expect(checkPicture(bytes.subarray(0, length)), `${length} bytes`).toEqual({ code: 'file_incomplete' });
  }
});

test.each([
  '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
  '<!doctype html><img src=x onerror=alert(1)>',
  'GIF89a/*…*/=0;alert(1)',
  '',
])('%j under the name of a picture is refused', (words) => {
  expect(checkPicture(text(words))).toEqual({ code: 'file_not_supported' });
});

test('a header without pixels is unreadable', () => {
  expect(checkPicture(jpeg(0, 10))).toEqual({ code: 'file_unreadable' });
});

test('the end of a preview inside the metadata is not the end of the picture', () => {
  const cut = join([0xff, 0xd8], segment(0xe1, 'preview', [0xff, 0xd8, 0xff, 0xd9]), frame(9, 9), scan);
  expect(checkPicture(cut)).toEqual({ code: 'file_incomplete' });
});

test.each([1, 2, 3, 4, 5, 6, 7, 8])('orientation %d is read, and kept where a JPEG is only stripped', (orientation) => {
  const stripped = stripMetadata(jpeg(10, 20, exif(orientation)), 'image/jpeg');
  expect(jpegOrientation(stripped)).toBe(orientation);
  expect(String.fromCharCode(...stripped)).not.toContain('GPS');
});

test.each([
  ['0, which some phones write', exif(0)],
  ['9', exif(9)],
  ['offsets beyond the end', segment(0xe1, 'Exif\0\0', 'II*\0', little(99_999, 4))],
  ['nothing at all', segment(0xe1, 'Exif\0\0')],
])('EXIF that says %s turns nothing', (_, block) => {
  expect(jpegOrientation(jpeg(10, 20, block))).toBe(1);
});

test('a stripped JPEG keeps its pixels and colour profile, and nothing that was said about it', () => {
  const profile = segment(0xe2, 'ICC_PROFILE\0', [1, 1, 7, 7]);
  const said = [exif(1), segment(0xfe, 'a comment'), segment(0xe2, 'MPF\0'), segment(0xed, 'Photoshop')];
  const file = join(jpeg(10, 20, profile, ...said), 'a second file');
  expect(stripJpeg(file)).toEqual(jpeg(10, 20, profile));
});

test('what a decoder is given of a JPEG tells nothing that stands before its pixels, and copies none of it', () => {
  const profile = segment(0xe2, 'ICC_PROFILE\0', [1, 1, 7, 7]);
  const file = jpeg(10, 20, profile, exif(6), segment(0xfe, 'a comment'));
  const parts = decodableJpeg(file);
  expect(join(...parts)).toEqual(jpeg(10, 20, profile));
  expect(parts.every(({ buffer }) => buffer === file.buffer)).toBe(true);
});

test('a stripped PNG keeps its pixels only', () => {
  const file = png(10, 20, chunk('tEXt', 'Author\0Olena'), chunk('zTXt', 'bomb'), chunk('eXIf', 'MM'));
  expect(stripMetadata(join(file, 'behind it'), 'image/png')).toEqual(png(10, 20));
});

test('a stripped WebP keeps its pixels only, and does not announce what is gone', () => {
  const pixels = webpChunk('VP8 ', [1, 2, 3]);
  const file = riff(extended(10, 20, 0x1c), pixels, webpChunk('EXIF', 'GPS'), webpChunk('XMP ', 'Olena'));
  expect(stripMetadata(file, 'image/webp')).toEqual(riff(extended(10, 20, 0x10), pixels));
});
