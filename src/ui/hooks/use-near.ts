import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

/** How far from the screen something counts as near it. */
const margin = '800px 0px';

type Near = {
  readonly near: boolean;
  /** The height (CSS pixels) that it had when it was last near; to be kept while it is not. */
  readonly height: number | undefined;
};

/**
 * Whether a part of a long list is on the screen or near it, so that only as much is kept drawn as a person can reach
 * soon. What has the focus is near wherever it is: nobody's words vanish while they are being typed.
 *
 * @param first what it is taken for until that is known
 */
export function useNear(place: RefObject<HTMLElement | null>, first: boolean): Near {
  const [state, setState] = useState<Near>({ near: first, height: undefined });
  const latest = useRef(state);
  latest.current = state;
  useLayoutEffect(() => {
    const element = place.current;
    if (!element) return undefined;
    const look = (near: boolean, height: number) => {
      if (near === latest.current.near) return;
      if (near) setState({ ...latest.current, near });
      else if (!element.contains(document.activeElement)) setState({ near, height });
    };
    const observer = new IntersectionObserver(
      (entries) => {
        const last = entries.at(-1);
        if (last) look(last.isIntersecting, last.boundingClientRect.height);
      },
      { rootMargin: margin },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [place]);
  return state;
}
