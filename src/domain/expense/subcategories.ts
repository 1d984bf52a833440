import * as z from 'zod/mini';
import type { Category } from './schema.ts';

/**
 * What a category is made of. `flight-business` and `fee` are here to be said no to: whoever picks one reads at once
 * that the programme doesn't pay it (Handbook, “Not covered”), and not weeks later.
 */
export const subcategories = {
  meals: ['breakfast', 'lunch', 'dinner', 'refreshments'],
  'local-transport': ['public-transport', 'taxi', 'airport-transfer', 'fuel-parking'],
  'meeting-room': ['room', 'equipment'],
  travel: ['flight', 'flight-business', 'train', 'bus', 'car'],
  accommodation: ['hotel', 'apartment'],
  insurance: ['travel-insurance'],
  other: ['printing', 'telephone', 'fee'],
} as const satisfies Record<Category, readonly string[]>;

export type Subcategory = (typeof subcategories)[Category][number];
const all: readonly Subcategory[] = Object.values(subcategories).flat();
export const subcategorySchema = z.enum(all as [Subcategory, ...Subcategory[]]);

/** Whether a kind of spending belongs to the category that it stands under. */
export function belongsTo(subcategory: Subcategory, category: Category | null): boolean {
  const own: readonly Subcategory[] = category === null ? [] : subcategories[category];
  return own.includes(subcategory);
}
