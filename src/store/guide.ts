import type { CarnetDb } from './db.ts';

/** What this device has shown the person of Carnet itself. */
export type Guide = {
  /** The first screens were opened or put away. */
  begun: boolean;
  /** The newest of what's new that was put away; '' before anything was. */
  news: string;
  /** Single keys do something, for who has a keyboard (WCAG 2.1.4: they can be turned off). */
  keys: boolean;
};

export async function readGuide({ settings }: Pick<CarnetDb, 'settings'>): Promise<Guide> {
  const found = await settings.get('guide');
  return { begun: false, news: '', keys: true, ...(found?.key === 'guide' ? found.value : {}) };
}

export async function saveGuide(db: CarnetDb, changes: Partial<Guide>): Promise<void> {
  await db.transaction('rw', db.settings, async () => {
    await db.settings.put({ key: 'guide', value: { ...(await readGuide(db)), ...changes } });
  });
}
