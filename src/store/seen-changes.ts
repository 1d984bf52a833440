import type { Store } from './store.ts';

/**
 * Up to which change of a session (its `place`) the person has read, on this device, that the other side changed it
 * again; 0 for none.
 */
export async function readSeenChange({ db }: Store, sessionId: string): Promise<number> {
  return (await readAll(db))[sessionId] ?? 0;
}

export async function keepSeenChange({ db }: Store, sessionId: string, place: number): Promise<void> {
  await db.transaction('rw', db.settings, async () => {
    await db.settings.put({ key: 'seenChanges', value: { ...(await readAll(db)), [sessionId]: place } });
  });
}

async function readAll(db: Store['db']): Promise<Record<string, number>> {
  const found = await db.settings.get('seenChanges');
  return found?.key === 'seenChanges' ? found.value : {};
}
