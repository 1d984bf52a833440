import type { ReadonlySignal } from '@preact/signals';

/** Where the ways to install differ. */
export type Platform = 'ios' | 'android' | 'desktop';

/** Putting the app on the home screen, or into a window of its own. */
export type InstallPort = {
  readonly platform: Platform;
  /** Whether it was opened from there. */
  installed(): boolean;
  /** The browser has said that it would install the app when asked. */
  readonly offered: ReadonlySignal<boolean>;
  /** Lets the browser ask the person; false when they said no. Only a tap may lead to that. */
  ask(): Promise<boolean>;
};
