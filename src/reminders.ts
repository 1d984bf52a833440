import { get, update } from 'idb-keyval';
import { wallClock } from '#domain/days.ts';
import { deadlinesOf } from '#domain/deadline/deadlines.ts';
import { type Reminder, remindersAt } from '#domain/deadline/reminders.ts';
import { readDeadlines } from '#store/queries/deadlines.ts';
import { listSessions } from '#store/queries/schedule.ts';
import type { Store } from '#store/store.ts';
import type { AppContext } from '#ui/context.ts';
import { reminderWords } from '#ui/reminder-words.ts';

/** How often one looks, in ms: a session is told ten minutes before. */
const every = 60_000;
/** What was told already; old ones are forgotten behind this many. */
const key = 'reminded';
const most = 200;

/**
 * Shows what one is to be reminded of as notifications of the phone, while the app runs, also behind others. A closed
 * web app can't wake itself at a time: no browser has that, and the screen says so.
 */
export function startReminders({ i18n }: AppContext, store: Store): void {
  const look = () => {
    if (Notification.permission === 'granted') void remind(i18n, store).catch(() => undefined);
  };
  look();
  setInterval(look, every);
}

async function remind(i18n: AppContext['i18n'], store: Store): Promise<void> {
  const { exchange, progress } = await readDeadlines(store);
  if (!exchange) return;
  const now = store.now();
  const deadlines = deadlinesOf(exchange, progress, wallClock(now, exchange.hostZone).day);
  const given = { exchange, sessions: await listSessions(store), deadlines };
  const told: unknown = await get(key);
  const known = new Set(Array.isArray(told) ? told : []);
  const due = remindersAt(given, store.context.participantId, now).filter(({ tag }) => !known.has(tag));
  if (due.length === 0) return;
  await i18n.loadAll();
  for (const reminder of due) await show(i18n, reminder);
  // Afterwards: what could not be shown is tried again. Two tabs may tell it twice, and its tag makes that one.
  const tags = due.map(({ tag }) => tag);
  await update(key, (before: unknown) => [...(Array.isArray(before) ? before : []), ...tags].slice(-most));
}

async function show({ t, format }: AppContext['i18n'], reminder: Reminder): Promise<void> {
  const { title, body } = reminderWords(t, format.value, reminder);
  const registration = await navigator.serviceWorker.ready;
  await registration.showNotification(title, { tag: reminder.tag, body, icon: '/icons/icon-192.png' });
}
