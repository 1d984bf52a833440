import { type AgreementState, agreementState } from '#domain/agreement/agreement.ts';
import type { StoredRejection } from '../db.ts';
import type { Store } from '../store.ts';
import { listRows } from './rows.ts';
import { pendingRowIds } from './sync.ts';

export type AgreementOnDevice = AgreementState & {
  /** The ids of agreements that so far stand on this device only: they do not count yet. */
  pending: ReadonlySet<string>;
  /** The last agreement of this device that was refused, until the person has dealt with it. */
  refused: StoredRejection | undefined;
};

/** Where the two sides stand, as far as this device knows. */
export async function readAgreement(store: Store): Promise<AgreementOnDevice> {
  const { db, context } = store;
  const [state, pending, rejections] = await Promise.all([
    agreementState({ list: (kind) => listRows(store, kind) }),
    pendingRowIds(store),
    db.rejections.where({ exchangeId: context.exchangeId }).sortBy('rejectedAt'),
  ]);
  return { ...state, pending, refused: rejections.findLast(({ name }) => name === 'plan.agree') };
}
