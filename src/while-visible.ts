/** Where a page says whether it is looked at: the part of `document` that is asked. */
type Page = Pick<Document, 'visibilityState' | 'addEventListener' | 'removeEventListener'>;

/**
 * Runs something as long as the page is looked at: a tab in the background holds no connection, of which a browser has
 * six and a server lets a device have a few.
 *
 * @param start begins it, and returns the way to stop; called anew each time that the page is looked at again
 * @returns the way to stop for good
 */
export function whileVisible(page: Page, start: () => () => void): () => void {
  let stop: (() => void) | undefined;
  const look = () => {
    if (page.visibilityState === 'visible') {
      stop ??= start();
      return;
    }
    stop?.();
    stop = undefined;
  };
  page.addEventListener('visibilitychange', look);
  look();
  return () => {
    page.removeEventListener('visibilitychange', look);
    stop?.();
    stop = undefined;
  };
}
