import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { type HubPort, HubProvider, useApp, useMessages } from '../context.ts';
import { Loading } from './loading.tsx';
import { Message } from './message.tsx';
import { Page } from './page.tsx';

/** Around every screen that spans the exchanges: opens what it needs, for Hub staff only. */
export function HubFrame({ children }: { children: ComponentChildren }) {
  const { openHub } = useApp();
  const { t } = useMessages();
  const [hub, setHub] = useState<HubPort | null>(null);
  const [failure, setFailure] = useState<{ error: unknown } | null>(null);

  useEffect(() => {
    let current = true;
    openHub?.().then(
      (opened) => current && setHub(opened),
      (error: unknown) => current && setFailure({ error }),
    );
    return () => {
      current = false;
    };
  }, [openHub]);

  // Into the ErrorBoundary, which offers to open the screen again.
  if (failure) throw failure.error;
  if (!openHub)
    return (
      <Page title={t('nav-hub')}>
        <Message type="warning">{t('hub-only')}</Message>
      </Page>
    );
  return hub ? <HubProvider value={hub}>{children}</HubProvider> : <Loading />;
}
