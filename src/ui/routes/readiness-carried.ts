import { wallClock } from '#domain/days.ts';
import { findRate } from '#domain/rates/find-rate.ts';
import type { FilesHere } from '#store/queries/readiness.ts';
import type { MessageKey } from '../i18n/i18n.ts';
import { hostCurrency } from './expense-currencies.ts';
import type { Check, Mend, Words } from './readiness-check.ts';
import type { ReadinessFacts } from './readiness-facts.ts';

/** How old (ms) the last exchange with the server may be on the day of departure. */
const freshFor = 24 * 60 * 60_000;

const sync: Mend = { label: 'readiness-sync', act: 'sync' };

/** What of the exchange is on this phone. */
export function carriedChecks(facts: ReadinessFacts, words: Words): Check[] {
  return [
    rowsCheck(facts, words),
    syncedCheck(facts, words),
    planCheck(facts, words),
    contactsCheck(facts, words),
    materialsCheck(facts, words),
    picturesCheck(facts, words),
    ratesCheck(facts, words),
  ];
}

function rowsCheck({ carried: { downloaded, held } }: ReadinessFacts, { t }: Words): Check {
  const line = { id: 'rows', title: 'readiness-rows', why: 'readiness-rows-why' } as const;
  if (!downloaded) return { ...line, state: 'missing', found: t('readiness-rows-missing'), mend: sync };
  if (held > 0) return { ...line, state: 'missing', found: t('readiness-rows-held', held), mend: sync };
  return { ...line, state: 'ready', found: t('readiness-rows-ready') };
}

/** What was refused waits for the person: no sync mends that. */
function syncedCheck({ carried, now }: ReadinessFacts, { t, format }: Words): Check {
  const { syncedAt, waiting, attention } = carried.sync;
  const line = { id: 'synced', title: 'readiness-synced', why: 'readiness-synced-why' } as const;
  const look: Mend = { label: 'readiness-look', href: '/more/sync' };
  if (attention > 0) return { ...line, state: 'missing', found: t('sync-attention', attention), mend: look };
  if (waiting > 0) return { ...line, state: 'missing', found: t('sync-waiting', waiting), mend: sync };
  if (syncedAt === null) return { ...line, state: 'missing', found: t('readiness-synced-never'), mend: sync };
  const found = t('readiness-synced-at', format.ago(syncedAt, now));
  if (now - syncedAt > freshFor) return { ...line, state: 'missing', found, mend: sync };
  return { ...line, state: 'ready', found };
}

function planCheck({ carried: { objectives, sessions } }: ReadinessFacts, { t }: Words): Check {
  const line = { id: 'plan', title: 'readiness-plan', why: 'readiness-plan-why' } as const;
  const found = t('readiness-plan-found', objectives, sessions);
  if (objectives > 0 && sessions > 0) return { ...line, state: 'ready', found };
  const href = objectives === 0 ? '/plan' : '/plan/schedule';
  return { ...line, state: 'advice', found, mend: { label: 'today-open-plan', href } };
}

function contactsCheck({ carried: { people, emergency } }: ReadinessFacts, { t }: Words): Check {
  const line = { id: 'contacts', title: 'readiness-contacts', why: 'readiness-contacts-why' } as const;
  if (emergency) return { ...line, state: 'ready', found: t('readiness-contacts-ready', people) };
  const mend: Mend = { label: 'readiness-contacts-mend', href: '/plan' };
  return { ...line, state: 'advice', found: t('readiness-contacts-missing', people), mend };
}

function materialsCheck({ carried: { materials } }: ReadinessFacts, words: Words): Check {
  const line = { id: 'materials', title: 'readiness-materials', why: 'readiness-materials-why' } as const;
  if (materials.all === 0) return { ...line, state: 'ready', found: words.t('readiness-materials-none') };
  return { ...line, ...filesFound(materials, words, 'readiness-fetch') };
}

/** Small pictures are enough to know a receipt by; the full ones of others are one tap away, for who has the room. */
function picturesCheck({ carried: { thumbs, originals } }: ReadinessFacts, words: Words): Check {
  const { t } = words;
  const line = { id: 'pictures', title: 'readiness-pictures', why: 'readiness-pictures-why' } as const;
  if (originals.all === 0) return { ...line, state: 'ready', found: t('readiness-pictures-none') };
  if (thumbs.missing.length > 0) return { ...line, ...filesFound(thumbs, words, 'readiness-fetch') };
  const away = originals.missing;
  if (away.length === 0) return { ...line, state: 'ready', found: t('readiness-pictures-all', originals.all) };
  const mend: Mend = { label: 'readiness-pictures-fetch', act: 'files', hashes: away };
  return { ...line, state: 'ready', found: t('readiness-pictures-small', away.length), mend };
}

function filesFound({ all, missing }: FilesHere, { t }: Words, label: MessageKey) {
  const found = t('readiness-files-here', all - missing.length, all);
  if (missing.length === 0) return { state: 'ready', found } as const;
  return { state: 'missing', found, mend: { label, act: 'files', hashes: missing } } as const;
}

/** The host city's currency and those already paid in, into that of the budget, as published by now. */
function ratesCheck({ carried, now }: ReadinessFacts, { t, format }: Words): Check {
  const line = { id: 'rates', title: 'readiness-rates', why: 'readiness-rates-why' } as const;
  const { exchange, rates, currencies } = carried;
  if (!exchange || !rates) return { ...line, state: 'missing', found: t('readiness-rates-none'), mend: sync };
  const needed = [...new Set([hostCurrency(exchange.hostZone), ...currencies])].filter(
    (currency) => currency !== exchange.currency,
  );
  if (needed.length === 0) return { ...line, state: 'ready', found: t('readiness-rates-same', exchange.currency) };
  const today = wallClock(now, exchange.hostZone).day;
  const lacking = needed.filter((from) => !findRate(rates.pack.series, today, from, exchange.currency));
  if (lacking.length > 0)
    return { ...line, state: 'advice', found: t('readiness-rates-lacking', format.list(lacking)), mend: sync };
  const found = t('readiness-rates-ready', format.list(needed), format.ago(rates.fetchedAt, now));
  return { ...line, state: 'ready', found };
}
