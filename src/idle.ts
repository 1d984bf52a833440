/**
 * Waits until the browser has nothing to do: what was drawn can be tapped, and no tap waits.
 *
 * @param atMost   longer (ms) it is not waited for
 * @param untold   so long (ms) where the browser does not tell, as in Safari
 */
export function idle(atMost: number, untold: number): Promise<unknown> {
  return new Promise((resolve) => {
    if ('requestIdleCallback' in globalThis) requestIdleCallback(resolve, { timeout: atMost });
    else setTimeout(resolve, untold);
  });
}
