import type { MessageKey } from '../i18n/i18n.ts';

/** What somebody who uses Carnet notices of a version; newest first. A few lines each, in their words. */
export type News = { readonly version: string; readonly items: readonly MessageKey[] };

export const news: readonly News[] = [
  {
    version: '0.1.0',
    items: ['news-closed', 'news-storage', 'news-why', 'news-keys'],
  },
];

/** What the card on Today is about; the first start has nothing that is new. */
export const newest: string = news[0]?.version ?? '';
