import type Dexie from 'dexie';

/**
 * What keeps a tab from its database (S11). `blocked`: a tab of an older version has not let go yet, and this one goes
 * on by itself as soon as it has. `taken`: another tab has updated it, or has signed out. `newer`: a newer version of
 * the app wrote it, so this one leaves it alone.
 */
export type Trouble = 'blocked' | 'taken' | 'newer';

/** What keeps this tab from its database now, for those who come late, and who is told when that changes. */
export type Troubles = {
  current: Trouble | null;
  readonly listeners: Set<() => void>;
  /** Closes the database for good. Opening it again by itself would make an empty one after a sign-out. */
  letGo(trouble: Trouble): void;
};

/** Lets go of the database for whoever needs it more, and never works with one of a newer version. */
export function watchTrouble(db: Dexie): Troubles {
  const listeners = new Set<() => void>();
  const tell = (trouble: Trouble | null) => {
    troubles.current = trouble;
    for (const listener of listeners) listener();
  };
  const letGo = (trouble: Trouble) => {
    db.close({ disableAutoOpen: true });
    tell(trouble);
  };
  const troubles: Troubles = { current: null, listeners, letGo };
  db.on('versionchange', () => {
    letGo('taken');
    // Keeps Dexie's own listener from allowing the database to be opened again.
    return false;
  });
  db.on('blocked', () => tell('blocked'));
  db.on('ready', () => (isNewer(db.backendDB().version, db.verno) ? letGo('newer') : tell(null)), true);
  return troubles;
}

/**
 * The browser's databases for Dexie, but none of a newer version. Dexie would open it as its own, and change it where
 * it misses something, under a version of its own making.
 *
 * @param owner the database that asks, which Dexie has made by then
 */
export function upToVersion(owner: () => Dexie & { troubles: Troubles }): IDBFactory {
  return {
    open(name, version) {
      const { verno, troubles } = owner();
      if (version !== undefined && isNewer(version, verno)) {
        troubles.letGo('newer');
        throw new Error(`${name} is of a newer version`);
      }
      return indexedDB.open(name, version);
    },
    deleteDatabase: (name) => indexedDB.deleteDatabase(name),
    databases: () => indexedDB.databases(),
    cmp: (first, second) => indexedDB.cmp(first, second),
  };
}

/** Dexie keeps its version N as 10 N in the browser; the numbers between are its own mendings. */
function isNewer(native: number, verno: number): boolean {
  return native >= 10 * (verno + 1);
}
