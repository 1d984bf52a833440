import type { DraftRecord } from '../db.ts';
import { holdsWords } from '../queries/sync.ts';
import type { HubDb } from './hub-db.ts';

/** How the board is looked at is kept like a form, and is none. */
export const boardFilterKey = 'hub/board-filter';

export function isForm({ key }: Pick<DraftRecord, 'key'>): boolean {
  return key !== boardFilterKey;
}

export type HubUnsent = {
  /** Exchanges that the server has not confirmed, those that it refused among them. */
  creations: number;
  /** Forms begun and not saved. */
  forms: number;
  /** Filters of the board that were given a name: no server has them. */
  filters: number;
};

/** What a Hub person's device alone has beyond the exchanges: what a sign-out would take away. */
export async function countHubUnsent(db: HubDb): Promise<HubUnsent> {
  const [creations, forms, filters] = await Promise.all([
    db.creations.count(),
    db.drafts.filter((draft) => isForm(draft) && holdsWords(draft.value)).count(),
    db.filters.count(),
  ]);
  return { creations, forms, filters };
}
