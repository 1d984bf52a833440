import type { Side } from '#domain/agreement/schema.ts';
import type { Section } from '#domain/report/schema.ts';
import type { ReviewEntry, ReviewState } from '#domain/review/schema.ts';
import { missingFrom, signedSections } from '#domain/signature/content.ts';
import type { SignedItem, SignedReport } from '#domain/signature/schema.ts';
import { type SignatureState, stateOf } from '#domain/signature/signature.ts';
import { reviewOfReport } from '#domain/signature/submitted.ts';
import { readReport } from '#domain/signature/texts.ts';
import type { StoredRejection } from '../db.ts';
import type { Store } from '../store.ts';
import { listTextUpdates } from './report.ts';
import { listTalk } from './review.ts';
import { listRows } from './rows.ts';
import { pendingRowIds } from './sync.ts';

export type SignaturesOnDevice = SignatureState & {
  /** What the report still needs before it can be signed. */
  missing: { sections: Section[]; action: boolean };
  /** The ids of signatures that so far stand on this device only: they do not count yet. */
  pending: ReadonlySet<string>;
  /** The last signature of this device that was refused, until the person has dealt with it. */
  refused: StoredRejection | undefined;
  /** What each side signed last; undefined where its version has not come to this device. */
  signedBy: Readonly<Record<Side, readonly SignedItem[] | undefined>>;
  talk: ReviewEntry[];
  /** Where it stands with the Hub; undefined while it was never submitted. */
  review: ReviewState | undefined;
};

/** The report as it stands on this device. */
export function reportOnDevice(store: Store): Promise<SignedItem[]> {
  return readReport({ list: (kind) => listRows(store, kind) }, (textId) => listTextUpdates(store, textId));
}

/** Where the two sides stand, as far as this device knows. */
export async function readSignatures(store: Store): Promise<SignaturesOnDevice> {
  const { db, context } = store;
  const [content, signatures, reports, sections, pending, rejections, talk] = await Promise.all([
    reportOnDevice(store),
    listRows(store, 'signature'),
    listRows(store, 'signedReport'),
    signedSections({ list: (kind) => listRows(store, kind) }),
    pendingRowIds(store),
    db.rejections.where({ exchangeId: context.exchangeId }).sortBy('rejectedAt'),
    listTalk(store, context.exchangeId),
  ]);
  const state = stateOf(signatures, content);
  const contentOf = (side: Side) => reports.find(({ hash }) => hash === state.last[side]?.hash)?.content;
  return {
    ...state,
    missing: missingFrom(content, sections),
    pending,
    refused: rejections.findLast(({ name }) => name === 'report.sign'),
    signedBy: { mentee: contentOf('mentee'), mentor: contentOf('mentor') },
    talk,
    review: reviewOfReport(talk, signatures),
  };
}

/** One signed version, to be read as it was, and all that was done about it; `hash` may be its beginning. */
export async function readSignedReport(store: Store, hash: string) {
  const [reports, signatures] = await Promise.all([listRows(store, 'signedReport'), listRows(store, 'signature')]);
  const report: SignedReport | undefined = reports.find((one) => one.hash.startsWith(hash));
  const about = signatures.filter((one) => one.hash === report?.hash).sort((a, b) => a.number - b.number);
  return { report, signatures: about };
}
