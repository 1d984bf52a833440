import type { FileType } from '../expense/schema.ts';
import type { PictureSize } from './size.ts';

/** What becomes of a picture that is taken in. */
export type PictureGoal = {
  /** The longest side, in pixels. */
  side: number;
  /** How large its file shall be at most, in bytes; a picture that can't be made so small is a little larger. */
  bytes: number;
  /** Types that stay as they are when they are within these bounds; all others become JPEG. */
  stays: readonly FileType[];
};

/** A receipt is read, printed and sent from abroad: its small print stays readable at this size. */
const receipt: PictureGoal = { side: 2400, bytes: 600_000, stays: ['image/jpeg'] };
/** Evidence goes to Wikimedia Commons, which wants the pixels; 4096² is also the largest canvas of older iPhones. */
const evidence: PictureGoal = { side: 4096, bytes: 4_000_000, stays: ['image/jpeg', 'image/png'] };

export const pictureGoals = { receipt, evidence } as const;
export type PicturePurpose = keyof typeof pictureGoals;

/** The size of a picture whose long side is at most `side`; never larger than it was, never nothing. */
export function fitWithin({ width, height }: PictureSize, side: number): PictureSize {
  const scale = Math.min(1, side / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** A try at an encoding: the long side in pixels, and JPEG's quality from 0 to 1. */
export type Encoding = {
  side: number;
  quality: number;
  /** Of the bytes that the first one makes, it makes at least about so much: grain shrinks most, print least. */
  share: number;
};

const qualities = [
  { quality: 0.85, share: 1 },
  { quality: 0.75, share: 0.68 },
  { quality: 0.65, share: 0.54 },
  { quality: 0.55, share: 0.45 },
];
const lowest = { quality: 0.55, share: 0.45 };

/** What to try, in this order, until the file is small enough: print suffers less from quality than from pixels. */
export function encodings(goal: PictureGoal): Encoding[] {
  const full = qualities.map((each) => ({ side: goal.side, ...each }));
  const smaller = [0.85, 0.7].map((scale) => {
    return { ...lowest, side: Math.round(goal.side * scale), share: lowest.share * scale ** 2 };
  });
  return [...full, ...smaller];
}

/** What is still worth trying when one has made so many bytes: on a slow phone each try takes a second. */
export function worthTrying(rest: readonly Encoding[], tried: Encoding, bytes: number, goal: PictureGoal): Encoding[] {
  const mayFit = ({ share }: Encoding) => (bytes * share) / tried.share <= goal.bytes;
  const hopeful = rest.filter(mayFit);
  return hopeful.length > 0 ? hopeful : rest.slice(-1);
}
