import type { Expense } from '../expense/schema.ts';

/**
 * Where reading a receipt on the phone will come in. Nothing reads yet: this is the agreement that a reader has to keep.
 *
 * A reader looks at a prepared receipt picture (upright, at most 2,400 pixels) and proposes what it says. It decides
 * nothing: each proposal is shown beside its field with how sure the reader is, and enters the form only when the
 * person takes it, as if typed. What the person has typed is never replaced. A reader works without a network, away
 * from the page, and may be stopped at any time; no picture leaves the phone for it.
 */
export type ReceiptReader = (picture: ReadablePicture, signal: { readonly aborted: boolean }) => Promise<ReceiptReading>;

/** A page of a receipt, as `captureFile` keeps it. */
export type ReadablePicture = { bytes: ArrayBuffer; type: 'image/jpeg' | 'image/png' | 'image/webp' };

/** Only what was found; an empty reading is a good answer for a picture that says nothing. */
export type ReceiptReading = { [Field in ReadField]?: Proposal<NonNullable<Expense[Field]>> };

/** `amount` is in minor units of the proposed `currency`, as in the expense itself. */
export type ReadField = 'amount' | 'currency' | 'day' | 'merchant';

export type Proposal<Value> = {
  value: Value;
  /** How sure the reader is, 0 to 1: below one half it is not shown. */
  confidence: number;
  /** The words on the receipt that it was read from, so that the person can compare. */
  words: string;
};
