import { useEffect, useState } from 'preact/hooks';
import { codeOf, type ErrorCode } from '#domain/errors.ts';

/** What only the server knows: its answer, or why there is none, and the way to ask again. */
export type Asked<T> = { readonly answer: T | null; readonly failure: ErrorCode | null; readonly ask: () => void };

/** Asks when the screen opens, and whenever `ask` is called; the last answer stays until the next has come. */
export function useAsked<T>(question: () => Promise<T>, about: readonly unknown[] = []): Asked<T> {
  const [answer, setAnswer] = useState<T | null>(null);
  const [failure, setFailure] = useState<ErrorCode | null>(null);
  const [times, setTimes] = useState(0);

  useEffect(() => {
    let current = true;
    setFailure(null);
    question().then(
      (found) => current && setAnswer(() => found),
      (error: unknown) => current && setFailure(codeOf(error)),
    );
    return () => {
      current = false;
    };
  }, [times, ...about]);

  return { answer, failure, ask: () => setTimes((count) => count + 1) };
}

/** Something that the server does when asked, once at a time. */
export function useAct(): { busy: boolean; failure: ErrorCode | null; act: (work: () => Promise<unknown>) => void } {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ErrorCode | null>(null);
  function act(work: () => Promise<unknown>): void {
    setBusy(true);
    setFailure(null);
    work().then(
      () => setBusy(false),
      (error: unknown) => {
        setFailure(codeOf(error));
        setBusy(false);
      },
    );
  }
  return { busy, failure, act };
}
