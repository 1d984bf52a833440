import { resumeEvidence, takingIn } from '#store/evidence-capture.ts';
import type { Store } from '#store/store.ts';
import type { AppContext } from '#ui/context.ts';
import { startBadge } from './badge.ts';
import { startDrawingPdfs } from './draw-pdfs.ts';
import { startReminders } from './reminders.ts';
import { showTroubles } from './show-troubles.tsx';

/** What comes once the first screen stands there: it must not have to wait for any of this. */
export function startBehindScreen(app: AppContext, store: Store, root: Element): void {
  showTroubles(app, store, root);
  startDrawingPdfs(store, app.device);
  takeInLeftovers(store);
  startBadge(store);
  if ('Notification' in window) startReminders(app, store);
}

/** Photos that the app was closed in the middle of; looked for again when what seemed to be under way must be over. */
function takeInLeftovers(store: Store): void {
  const look = () => void resumeEvidence(store).catch(() => undefined);
  look();
  setTimeout(look, takingIn + 5000);
}
