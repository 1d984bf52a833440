import type { Check, CheckState, Mend, Words } from './readiness-check.ts';
import type { Probe, ReadinessFacts } from './readiness-facts.ts';

/** Below this charge one would not want to leave the socket. */
const lowBattery = 0.5;

const again: Mend = { label: 'readiness-again', act: 'again' };

/** What the phone itself has to be. */
export function phoneChecks(facts: ReadinessFacts, words: Words): Check[] {
  return [
    installedCheck(facts, words),
    shellCheck(facts, words),
    ...(facts.updateReady ? [updateCheck(words)] : []),
    protectedCheck(facts, words),
    roomCheck(facts, words),
    photoCheck(facts, words),
    reminderCheck(facts, words),
    ...batteryChecks(facts, words),
  ];
}

/** On a laptop a tab does as well; on a phone the browser may forget a page that is no app. */
function installedCheck({ installed, platform, installOffered }: ReadinessFacts, { t }: Words): Check {
  const line = { id: 'installed', title: 'readiness-installed' } as const;
  const why = platform === 'ios' ? 'readiness-installed-why-ios' : 'readiness-installed-why';
  if (installed) return { ...line, state: 'ready', found: t('readiness-installed-ready'), why };
  return {
    ...line,
    state: platform === 'desktop' ? 'advice' : 'missing',
    found: t('readiness-installed-missing'),
    why,
    mend: installOffered ? { label: 'install-action', act: 'install' } : undefined,
    guide: !installOffered,
  };
}

function shellCheck({ shell }: ReadinessFacts, { t }: Words): Check {
  const line = { id: 'shell', title: 'readiness-shell', why: 'readiness-shell-why' } as const;
  const mend: Mend = { label: 'readiness-shell-mend', act: 'shell' };
  if (!shell) return { ...line, state: 'looking', found: t('readiness-looking') };
  if ('failure' in shell) return { ...line, state: 'missing', found: t('readiness-shell-failed'), mend };
  const { known, missing } = shell.value;
  if (!known) return { ...line, state: 'missing', found: t('readiness-shell-none'), mend: again };
  if (missing > 0) return { ...line, state: 'missing', found: t('readiness-shell-missing', missing), mend };
  return { ...line, state: 'ready', found: t('readiness-shell-ready') };
}

function updateCheck({ t }: Words): Check {
  return {
    id: 'update',
    title: 'readiness-update',
    state: 'advice',
    found: t('update-ready'),
    why: 'readiness-update-why',
    mend: { label: 'update-now', act: 'update' },
  };
}

function protectedCheck({ room }: ReadinessFacts, { t }: Words): Check {
  const line = { id: 'protected', title: 'readiness-protected', why: 'storage-may-clear' } as const;
  const mend: Mend = { label: 'storage-protect', act: 'protect' };
  if (!room) return { ...line, state: 'unknown', found: t('readiness-not-told') };
  if (room.persisted) return { ...line, state: 'ready', found: t('readiness-protected-ready') };
  return { ...line, state: 'missing', found: t('readiness-protected-missing'), mend };
}

function roomCheck({ room }: ReadinessFacts, { t, format }: Words): Check {
  const line = { id: 'room', title: 'readiness-room', why: 'storage-low-text' } as const;
  if (!room || !Number.isFinite(room.free)) return { ...line, state: 'unknown', found: t('readiness-not-told') };
  const found = t('readiness-room-free', format.bytes(room.free), format.bytes(room.used));
  if (!room.isLow) return { ...line, state: 'ready', found };
  return { ...line, state: 'missing', found, mend: { label: 'storage-make-room', href: '/more/sync' } };
}

function photoCheck({ photo, room }: ReadinessFacts, { t }: Words): Check {
  const line = { id: 'photo', title: 'readiness-photo', why: 'readiness-photo-why' } as const;
  if (!photo) return { ...line, state: 'looking', found: t('readiness-looking') };
  if (!('failure' in photo)) return { ...line, state: 'ready', found: t('readiness-photo-ready') };
  const isFull = photo.failure === 'storage_full' || room?.isLow;
  const mend: Mend = isFull ? { label: 'storage-make-room', href: '/more/sync' } : again;
  return { ...line, state: 'missing', found: t('readiness-photo-failed'), mend };
}

function reminderCheck({ reminders }: ReadinessFacts, { t }: Words): Check {
  const line = { id: 'reminders', title: 'readiness-reminders', why: 'readiness-reminders-why' } as const;
  if (reminders === 'granted') return { ...line, state: 'ready', found: t('readiness-reminders-ready') };
  if (reminders === 'default')
    return {
      ...line,
      state: 'advice',
      found: t('readiness-reminders-off'),
      mend: { label: 'readiness-reminders-mend', act: 'remind' },
    };
  const found = t(reminders === 'denied' ? 'readiness-reminders-denied' : 'readiness-reminders-none');
  return { ...line, state: reminders === 'denied' ? 'advice' : 'unknown', found };
}

/** Where the browser tells nothing there is no line: nobody could do anything about it. */
function batteryChecks({ battery }: ReadinessFacts, { t, format }: Words): Check[] {
  const known = answerOf(battery);
  if (!known) return [];
  const { level, charging } = known;
  const state: CheckState = charging || level >= lowBattery ? 'ready' : 'advice';
  const found = t(charging ? 'readiness-battery-charging' : 'readiness-battery-level', format.percent(level));
  return [{ id: 'battery', title: 'readiness-battery', state, found, why: 'readiness-battery-why' }];
}

function answerOf<T>(probe: Probe<T>): T | undefined {
  return probe && 'value' in probe ? probe.value : undefined;
}
