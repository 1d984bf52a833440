import type { ComponentType } from 'preact';
import lazy from 'preact-iso/lazy';
import { useRoute } from 'preact-iso/router';
import { useApp } from '../context.ts';
import { HubPage } from './hub.tsx';
import { NotFoundPage } from './not-found.tsx';

/** The Hub's screens by the word after `/hub/`, each in a file of its own. */
const pages: Readonly<Record<string, ComponentType>> = {
  '': HubPage,
  new: lazy(() => import('./hub-new.tsx').then((module) => module.HubNewPage)),
  import: lazy(() => import('./hub-import.tsx').then((module) => module.HubImportPage)),
  figures: lazy(() => import('./hub-figures.tsx').then((module) => module.HubFiguresPage)),
  template: lazy(() => import('./hub-template.tsx').then((module) => module.HubTemplatePage)),
};

/** Those that are about the open exchange. */
const exchangePages: Readonly<Record<string, ComponentType>> = {
  details: lazy(() => import('./hub-details.tsx').then((module) => module.HubDetailsPage)),
  trail: lazy(() => import('./hub-trail.tsx').then((module) => module.HubTrailPage)),
  exchange: lazy(() => import('./hub-exchange.tsx').then((module) => module.HubExchangePage)),
};

/** `/hub/:page?/:part?/:id?`: apart from the rest of the app, which nobody but Hub staff needs it for. */
export function HubPages() {
  const { page = '' } = useRoute().params;
  const { session } = useApp();
  if (Object.hasOwn(exchangePages, page) && !session) return <HubPage />;
  const Found = { ...pages, ...exchangePages }[page] ?? NotFoundPage;
  return <Found />;
}
