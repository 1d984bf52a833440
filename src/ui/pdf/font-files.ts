import { type Ranges, readRanges } from './ranges.ts';

/** One file of a font: the letters that are in it, and its address. */
export type FontFile = { ranges: Ranges; url: string };

/** The files of a package of Fontsource, by its table of ranges. */
export function filesOf(name: string, ranges: Record<string, string>, known: Record<string, string>): FontFile[] {
  return Object.entries(ranges).flatMap(([subset, css]) => {
    const file = `${name}-${subset.replace(/[[\]]/g, '')}-400-normal.woff`;
    const url = known[`/node_modules/@fontsource/${name}/files/${file}`];
    return url === undefined ? [] : [{ ranges: readRanges(css), url }];
  });
}
