import { type ReadonlySignal, signal } from '@preact/signals';
import type { FirstLook } from '#store/queries/today.ts';
import { idle } from './idle.ts';

/** Longer (ms) the screen does not stay empty: then Today says that it is being read. */
const emptyAtMost = 500;
/** Longer (ms) nothing waits for the first screen: it may be about to say what is wrong. */
const standsAtMost = 1_500;
/** Longer (ms) what stands behind it does not wait for a browser that is busy. */
const idleAtLatest = 300;

export type FirstScreen = {
  /** What Today shows at first is here, or is not waited for any longer. */
  readonly looked: ReadonlySignal<boolean>;
  firstLook(): FirstLook | undefined;
  shown(): void;
  /** Fulfilled when it has been drawn. */
  readonly stands: Promise<unknown>;
  readonly standing: ReadonlySignal<boolean>;
};

/**
 * Today tells when it stands there; any other screen loads a part of its own, and says nothing.
 *
 * @param read what Today shows at first; null: no exchange is open
 */
export function firstScreen(read: (() => Promise<FirstLook | undefined>) | null, path: string): FirstScreen {
  const { promise: stands, resolve } = Promise.withResolvers<unknown>();
  // First come the taps.
  const shown = () => void idle(idleAtLatest, 0).then(resolve);
  const looked = signal(false);
  const standing = signal(false);
  const go = () => {
    looked.value = true;
  };
  let today: FirstLook | undefined;

  if (read && /^\/(today)?$/.test(path)) {
    setTimeout(go, emptyAtMost);
    setTimeout(shown, standsAtMost);
    const keep = (look: FirstLook | undefined) => {
      today = look;
    };
    // Today reads again, and says what fails.
    read()
      .then(keep, () => undefined)
      .finally(go);
  } else {
    go();
    shown();
  }
  void stands.then(() => {
    today = undefined;
    setTimeout(() => {
      standing.value = true;
    });
  });
  return { looked, firstLook: () => today, shown, stands, standing };
}
