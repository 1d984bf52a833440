import { base64ToBytes, bytesToBase64 } from '#domain/base64.ts';

/** Words of a joint text that the disk has not taken. */
export type Leftover = {
  keep(updates: readonly Uint8Array[]): void;
  read(): Uint8Array[];
  forget(): void;
  isKept(): boolean;
};

/**
 * Words that the disk did not take, kept for the life of the tab: leaving the section must not lose them, and
 * session storage has room of its own when the database has none. What another editor of the text keeps stays.
 */
export function openLeftover(key: string): Leftover {
  let own: string | null = null;
  const isKept = () => own !== null && own === readItem(key);
  return {
    isKept,
    keep(updates) {
      const words = updates.map(bytesToBase64).join(' ');
      try {
        sessionStorage.setItem(key, words);
        own = words;
      } catch {
        // No room here either: the screen says that they are not saved, and offers a file.
      }
    },
    read() {
      own = readItem(key);
      return own === null ? [] : own.split(' ').map(base64ToBytes);
    },
    forget() {
      if (isKept()) sessionStorage.removeItem(key);
      own = null;
    },
  };
}

/** Null also where the browser keeps no session storage. */
function readItem(key: string): string | null {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}
