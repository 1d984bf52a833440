import { render } from 'preact';
import type { Store } from '#store/store.ts';
import { TroubleNotice } from '#ui/components/trouble-notice.tsx';
import { type AppContext, AppProvider } from '#ui/context.ts';
import { updateNow } from './update-now.ts';

/**
 * Says above all screens when versions of the app meet (S9, S11). It stands beside the app and not in it: it comes
 * after the first screen has been painted, and whatever stands there stays as it is.
 */
export function showTroubles(app: AppContext, { db }: Store, root: Element): void {
  const host = document.createElement('div');
  host.className = 'trouble-host';
  root.before(host);
  render(
    <AppProvider value={app}>
      <TroubleNotice db={db} onUpdate={() => void updateNow()} />
    </AppProvider>,
    host,
  );
}
