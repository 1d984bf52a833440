import type { ErrorCode } from '#domain/errors.ts';
import type { Translate } from '../i18n/i18n.ts';
import type { Check, Mend, Words } from './readiness-check.ts';
import type { ReadinessFacts } from './readiness-facts.ts';

/** A clock that is off by more than this (ms) makes receipts and notes look as if they were of another time. */
const clockTolerance = 2 * 60_000;

const again: Mend = { label: 'readiness-again', act: 'again' };

/** What only the server can tell. Without a network it stays open, and that is no fault. */
export function serverChecks(facts: ReadinessFacts, words: Words): Check[] {
  return [signInCheck(facts, words), clockCheck(facts, words)];
}

function signInCheck({ signedInUntil, carried: { exchange, sync } }: ReadinessFacts, { t, format }: Words): Check {
  const line = { id: 'sign-in', title: 'readiness-sign-in', why: 'readiness-sign-in-why' } as const;
  const renew: Mend = { label: 'readiness-sign-in-mend', href: '/join' };
  if (sync.signedOut) return { ...line, state: 'missing', found: t('readiness-sign-in-ended'), mend: renew };
  if (!signedInUntil || 'failure' in signedInUntil) return { ...line, ...unanswered(signedInUntil, t) };
  const until = signedInUntil.value;
  const found = t('readiness-sign-in-until', format.day(until, 'medium'));
  // Each use makes it last anew; one that ends before the visit does was not meant for it.
  const isLong = !exchange || until > exchange.lastDay;
  return isLong ? { ...line, state: 'ready', found } : { ...line, state: 'missing', found, mend: renew };
}

function clockCheck({ clockAhead }: ReadinessFacts, { t }: Words): Check {
  const line = { id: 'clock', title: 'readiness-clock', why: 'readiness-clock-why' } as const;
  if (!clockAhead || 'failure' in clockAhead) return { ...line, ...unanswered(clockAhead, t) };
  const ahead = clockAhead.value;
  if (Math.abs(ahead) <= clockTolerance) return { ...line, state: 'ready', found: t('readiness-clock-ready') };
  const minutes = Math.round(Math.abs(ahead) / 60_000);
  const found = t(ahead > 0 ? 'readiness-clock-fast' : 'readiness-clock-slow', minutes);
  return { ...line, state: 'missing', found, mend: again };
}

/** What stands on the line while there is no answer, or when there can be none. */
function unanswered(probe: { failure: ErrorCode } | undefined, t: Translate): Pick<Check, 'state' | 'found' | 'mend'> {
  if (!probe) return { state: 'looking', found: t('readiness-looking') };
  const isAway = probe.failure === 'offline';
  return { state: 'unknown', found: t(isAway ? 'readiness-offline' : 'readiness-no-answer'), mend: again };
}
