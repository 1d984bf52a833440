import { readPhotoSetting } from '#store/blobs.ts';
import type { BlobRecord } from '#store/db.ts';
import { exchangeRange } from '#store/db.ts';
import type { Store } from '#store/store.ts';

/** What the browser tells of the connection's price; most tell nothing. */
export type Connection = 'metered' | 'unmetered' | 'unknown';

/** Network Information API (WICG), as far as Carnet reads it; Chromium on Android has it, others mostly not. */
export type NetworkInformation = EventTarget & { readonly type?: string; readonly saveData?: boolean };

/** The browser's information about its network, where it gives any; TypeScript's DOM does not know it. */
export function networkOf(navigator: Navigator & { connection?: NetworkInformation }): NetworkInformation | undefined {
  return navigator.connection;
}

/** “Reduce data” of the browser counts as metered, whatever the connection. */
export function connectionOf(network: Pick<NetworkInformation, 'type' | 'saveData'> | undefined): Connection {
  if (network?.saveData || network?.type === 'cellular') return 'metered';
  return network?.type === 'wifi' || network?.type === 'ethernet' ? 'unmetered' : 'unknown';
}

/** Files up to this size (bytes) go over any connection: thumbnails are below it. */
const smallBytes = 64 * 1024;

/** Which files may be exchanged now. */
export type FilePolicy = {
  maySend(record: Pick<BlobRecord, 'hash' | 'size'>): boolean;
  /** Originals; thumbnails always come. */
  mayFetch(hash: string): boolean;
};

/**
 * Own photos go out over any connection, unless the person saves data: then only where the browser says that it
 * costs nothing. The others' originals wait for such a connection as soon as the browser says that this is none; they
 * are in safety already. What the person asks for always goes.
 */
export async function readFilePolicy({ db, context }: Store, connection: Connection): Promise<FilePolicy> {
  const [setting, wanted] = await Promise.all([
    readPhotoSetting(db),
    db.wanted
      .where('[exchangeId+hash]')
      .between(...exchangeRange(context.exchangeId))
      .toArray(),
  ]);
  const saving = setting === 'unmetered';
  const asked = new Set(wanted.map(({ hash }) => hash));
  const free = connection === 'unmetered';
  return {
    maySend: ({ hash, size }) => !saving || free || size <= smallBytes || asked.has(hash),
    mayFetch: (hash) => free || (!saving && connection === 'unknown') || asked.has(hash),
  };
}
