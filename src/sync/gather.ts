type After = (milliseconds: number, callback: () => void) => () => void;

/**
 * Runs `work` once for calls that follow each other closely: when none has come for `quiet` ms, and at the latest `most`
 * ms after the first. Somebody who types without a pause would else be heard only when they stop.
 */
export function gatherCalls(
  after: After,
  { quiet, most }: { quiet: number; most: number },
  work: () => void,
): { call(): void; cancel(): void } {
  let cancelQuiet: (() => void) | undefined;
  let cancelMost: (() => void) | undefined;
  const cancel = () => {
    cancelQuiet?.();
    cancelMost?.();
    cancelQuiet = undefined;
    cancelMost = undefined;
  };
  const run = () => {
    cancel();
    work();
  };
  return {
    call() {
      cancelQuiet?.();
      cancelQuiet = after(quiet, run);
      cancelMost ??= after(most, run);
    },
    cancel,
  };
}
