/// <reference types="vite/client" />

import western from '@fontsource/noto-sans/unicode.json';
import armenian from '@fontsource/noto-sans-armenian/unicode.json';
import georgian from '@fontsource/noto-sans-georgian/unicode.json';
import { type FontFile, filesOf } from './font-files.ts';
import { covers, lettersOf, type Ranges } from './ranges.ts';

/** A font file that has been read. */
export type Face = { ranges: Ranges; bytes: Uint8Array };

/** Reads a font file by its address; undefined when it is not on the phone and can't be fetched. */
export type ReadFont = (url: string) => Promise<Uint8Array | undefined>;

const urls = import.meta.glob<string>(
  [
    '/node_modules/@fontsource/noto-sans/files/noto-sans-{latin,latin-ext,cyrillic,cyrillic-ext,greek,greek-ext}-400-normal.woff',
    '/node_modules/@fontsource/noto-sans-armenian/files/noto-sans-armenian-armenian-400-normal.woff',
    '/node_modules/@fontsource/noto-sans-georgian/files/noto-sans-georgian-georgian-400-normal.woff',
  ],
  { query: '?url&no-inline', import: 'default', eager: true },
);

/** Noto Sans for the scripts of the region (OFL); the service worker keeps these files with the app. */
const westernFonts: readonly FontFile[] = [
  ...filesOf('noto-sans', western, urls),
  ...filesOf('noto-sans-georgian', georgian, urls),
  ...filesOf('noto-sans-armenian', armenian, urls),
];

/**
 * The faces that some texts need, and only those.
 *
 * @returns with the letters for which there is none on this phone, to be said beside the file
 */
export async function loadFaces(
  texts: Iterable<string>,
  read: ReadFont = readFont,
): Promise<{ faces: Face[]; missing: string }> {
  const left = lettersOf(texts);
  const faces = await take(westernFonts, left, read);
  if (left.size > 0) {
    // A phone without a network may never have had this part of the app.
    const eastern = await import('./fonts-east.ts').catch(() => undefined);
    faces.push(...(await take(eastern?.easternFonts ?? [], left, read)));
  }
  return { faces, missing: [...left].map((letter) => String.fromCodePoint(letter)).join('') };
}

/** Reads the files that have some of the letters, and takes these away from what is left. */
async function take(files: readonly FontFile[], left: Set<number>, read: ReadFont): Promise<Face[]> {
  const faces: Face[] = [];
  for (const { ranges, url } of files) {
    const own = [...left].filter((letter) => covers(ranges, letter));
    const bytes = own.length === 0 ? undefined : await read(url);
    if (!bytes) continue;
    faces.push({ ranges, bytes });
    for (const letter of own) left.delete(letter);
  }
  return faces;
}

async function readFont(url: string): Promise<Uint8Array | undefined> {
  try {
    const answer = await fetch(url);
    return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : undefined;
  } catch {
    return undefined;
  }
}
