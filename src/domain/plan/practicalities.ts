import * as z from 'zod/mini';
import { changesOf, defineMutation, pair } from '../mutation.ts';
import { idSchema, lineSchema, proseSchema } from '../scalars.ts';

/**
 * Where one works and sleeps, whom to call, and the rules of the house: one row for each exchange, under the
 * exchange's own id. Private to the exchange and the Hub; no part of any publication.
 */
export const practicalitiesSchema = z.looseObject({
  id: idSchema,
  /** Where it differs from the venue that the Hub entered (`exchange`), or is more exact. */
  venue: lineSchema,
  venueAddress: proseSchema,
  lodging: lineSchema,
  lodgingAddress: proseSchema,
  emergencyName: lineSchema,
  /** As one dials it from abroad; any form is taken. */
  emergencyPhone: lineSchema,
  emergencyNote: proseSchema,
  houseRules: proseSchema,
});
export type Practicalities = z.infer<typeof practicalitiesSchema>;

const empty: Omit<Practicalities, 'id'> = {
  venue: '',
  venueAddress: '',
  lodging: '',
  lodgingAddress: '',
  emergencyName: '',
  emergencyPhone: '',
  emergencyNote: '',
  houseRules: '',
};

const { id: _, ...editable } = practicalitiesSchema.shape;

export const practicalitiesMutations = {
  /** The first edit makes the row; two people who begin it offline both keep what they wrote in different fields. */
  'practicalities.edit': defineMutation(
    z.strictObject({ changes: changesOf(editable) }),
    pair,
    async (tx, { changes }, { exchangeId }) => {
      const before = (await tx.get('practicalities', exchangeId)) ?? { id: exchangeId, ...empty };
      // The args schema has checked each field; absent ones stay as they are.
      await tx.put('practicalities', { ...before, ...changes } as Practicalities);
      return undefined;
    },
  ),
};
