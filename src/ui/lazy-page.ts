import { type ComponentType, h } from 'preact';
import lazy from 'preact-iso/lazy';
import { useApp } from './context.ts';

/**
 * A page in a file of its own, which the service worker keeps, with the words of all pages. One that can't be loaded
 * fails into the ErrorBoundary.
 */
export function page(load: () => Promise<ComponentType>): ComponentType {
  const failing = (error: unknown) => () => {
    throw error;
  };
  let Loaded: ComponentType | undefined;
  return function Page(props) {
    const { loadAll } = useApp().i18n;
    Loaded ??= lazy(() => Promise.all([load(), loadAll()]).then(([component]) => component, failing));
    return h(Loaded, props);
  };
}
