import { seededRandom } from '../fixtures.ts';

/** A seeded source of chance. Each part of a story throws dice of its own, so that one part's throws don't shift another's. */
export type Dice = {
  /** 0 ≤ x < 1 */
  next(): number;
  happens(probability: number): boolean;
  /** A whole number, 0 ≤ n < limit. */
  below(limit: number): number;
  pick<T>(items: readonly T[]): T | undefined;
};

/** @param part which of the story's dice */
export function throwDice(seed: number, part: number): Dice {
  const next = seededRandom(Math.imul(seed, 0x9e3779b1) ^ Math.imul(part + 1, 0x85ebca6b));
  const below = (limit: number) => Math.floor(next() * limit);
  return { next, below, happens: (probability) => next() < probability, pick: (items) => items[below(items.length)] };
}
