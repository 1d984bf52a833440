/** Whether the files of the app are on this device; `unknown` without a service worker that could tell. */
export type ShellState = { readonly known: boolean /** Files that are not here. */; readonly missing: number };

export type Battery = { /** 0–1. */ readonly level: number; readonly charging: boolean };

/** What the browser tells of being ready for the trip; loaded by the screen that asks. */
export type ReadinessPort = {
  /** Looks each file of this version up in the cache. */
  shell(): Promise<ShellState>;
  /** Fetches those that are missing. @throws CarnetError `offline` */
  mendShell(): Promise<ShellState>;
  /** Null where the browser tells nothing of it. */
  battery(): Promise<Battery | null>;
  /** How far the clock of this device is ahead of the server's, in ms, to about a second. @throws CarnetError */
  clockAhead(): Promise<number>;
  /** Writes a photo to the storage and reads it back. @throws CarnetError `storage_full`, `storage_failed` */
  tryPhoto(): Promise<void>;
};
