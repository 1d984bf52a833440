import { type ReadonlySignal, signal } from '@preact/signals';
import { readToday, type TodayData } from '#store/queries/today.ts';
import type { Store } from '#store/store.ts';

/** Longer (ms) the screen does not stay empty: then Today says that it is being read. */
const emptyAtMost = 500;
/** Longer (ms) nothing waits for the first screen: it may be about to say what is wrong. */
const standsAtMost = 1_500;

export type FirstScreen = {
  /** What Today shows is here, or is not waited for any longer. With it at once it is laid out and drawn only once. */
  readonly read: Promise<void>;
  takeToday(): TodayData | undefined;
  shown(): void;
  /** Fulfilled when it has been drawn. */
  readonly stands: Promise<void>;
  readonly standing: ReadonlySignal<boolean>;
};

/** Today tells when it stands there; any other screen loads a part of its own, and says nothing. */
export function firstScreen(store: Store | null, path: string): FirstScreen {
  const { promise: stands, resolve: shown } = Promise.withResolvers<void>();
  const { promise: read, resolve: go } = Promise.withResolvers<void>();
  const standing = signal(false);
  let today: TodayData | undefined;

  if (store && /^\/(today)?$/.test(path)) {
    setTimeout(go, emptyAtMost);
    setTimeout(shown, standsAtMost);
    const keep = (data: TodayData) => {
      today = data;
    };
    // Today reads again, and says what fails.
    readToday(store)
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
  return { read, takeToday: () => today, shown, stands, standing };
}
