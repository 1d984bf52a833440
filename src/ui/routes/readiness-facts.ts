import type { ErrorCode } from '#domain/errors.ts';
import type { Carried } from '#store/queries/readiness.ts';
import type { ReminderState } from '../context.ts';
import type { Room } from '../hooks/use-storage.ts';
import type { Platform } from '../install.ts';
import type { Battery, ShellState } from '../readiness.ts';

/** An answer that takes a moment: undefined until it is there, or the reason why it can't be had. */
export type Probe<T> = { readonly value: T } | { readonly failure: ErrorCode } | undefined;

/** Everything that the checks judge. */
export type ReadinessFacts = {
  /** Ms since the epoch. */
  readonly now: number;
  readonly platform: Platform;
  readonly installed: boolean;
  /** The browser would install the app when asked. */
  readonly installOffered: boolean;
  readonly updateReady: boolean;
  readonly reminders: ReminderState;
  /** Null where the browser tells nothing of its storage. */
  readonly room: Room | null;
  readonly shell: Probe<ShellState>;
  readonly photo: Probe<true>;
  readonly battery: Probe<Battery | null>;
  readonly clockAhead: Probe<number>;
  /** The day (`YYYY-MM-DD`) until which the sign-in is good if it is not used. */
  readonly signedInUntil: Probe<string>;
  readonly carried: Carried;
};
