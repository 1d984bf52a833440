import type { ComponentChildren } from 'preact';
import { type AppContext, AppProvider, useApp } from '../context.ts';

type Given = Partial<Pick<AppContext, 'access'>> & {
  [Port in 'account' | 'device' | 'update']?: Partial<AppContext[Port]>;
};

/** The app with other answers from outside. */
export function With({ children, access, account, device, update }: Given & { children: ComponentChildren }) {
  const app = useApp();
  const ports = {
    access: access ?? app.access,
    account: { ...app.account, ...account },
    device: { ...app.device, ...device },
    update: { ...app.update, ...update },
  };
  return <AppProvider value={{ ...app, ...ports }}>{children}</AppProvider>;
}
