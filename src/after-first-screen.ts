import type { Store } from '#store/store.ts';
import type { AppContext } from '#ui/context.ts';
import { startBadge } from './badge.ts';
import { startReminders } from './reminders.ts';
import { showTroubles } from './show-troubles.tsx';

/** What comes once the first screen stands there: it must not have to wait for any of this. */
export function startBehindScreen(app: AppContext, store: Store, root: Element): void {
  showTroubles(app, store, root);
  startBadge(store);
  if ('Notification' in window) startReminders(app, store);
}
