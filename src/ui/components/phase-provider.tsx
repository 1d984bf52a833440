import type { ComponentChildren } from 'preact';
import { getExchange } from '#store/queries/exchange.ts';
import { useStore } from '../context.ts';
import { useFirstLook } from '../hooks/use-first-look.ts';
import { useLive } from '../hooks/use-live.ts';
import { ClosedContext } from '../hooks/use-may.ts';

/** Tells the screens inside whether the exchange is closed. Until it is known, nothing seems forbidden. */
export function PhaseProvider({ children }: { children: ComponentChildren }) {
  const store = useStore();
  const { look, asks } = useFirstLook();
  const exchange = useLive(asks ? () => getExchange(store) : null, [store, asks], look?.exchange);
  return <ClosedContext.Provider value={Boolean(exchange?.closedAt)}>{children}</ClosedContext.Provider>;
}
