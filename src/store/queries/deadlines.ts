import { agreementState } from '#domain/agreement/agreement.ts';
import type { Progress } from '#domain/deadline/deadlines.ts';
import type { Exchange } from '#domain/exchange/schema.ts';
import { bothSigned, reviewOfReport } from '#domain/signature/submitted.ts';
import type { Store } from '../store.ts';
import { getExchange } from './exchange.ts';
import { listTalk } from './review.ts';
import { listRows } from './rows.ts';

/** The exchange and how far it is with what has a date. */
export async function readDeadlines(store: Store): Promise<{ exchange: Exchange | undefined; progress: Progress }> {
  const [exchange, agreement, calls, talk, signatures] = await Promise.all([
    getExchange(store),
    agreementState({ list: (kind) => listRows(store, kind) }),
    listRows(store, 'followUp'),
    listTalk(store, store.context.exchangeId),
    listRows(store, 'signature'),
  ]);
  const [call] = calls;
  const review = reviewOfReport(talk, signatures);
  return {
    exchange,
    progress: {
      planAgreed: agreement.state === 'agreed',
      // Submitted, as long as the Hub asks for no changes.
      reportDone: review === 'approved' || (review === 'waiting' && bothSigned(signatures) !== undefined),
      followUp: call ? { start: call.acceptedBy === null ? null : call.start, done: call.done } : null,
    },
  };
}
