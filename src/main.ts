import { readLanguage, readSignIns, type SignIn } from '#store/sign-in.ts';
import { chooseLanguage } from '#ui/i18n/languages.ts';
import { watchInstall } from './install.ts';

/**
 * The first file, and a small one: it finds out who is here, and brings the part of the app that is theirs. Whoever
 * comes for the first time waits for nothing that stands behind a sign-in.
 */
async function start(root: Element): Promise<void> {
  const read = Promise.all([readSignIns(), readLanguage()]);
  // What is on this phone already begins to run while the disk is read: most likely it is wanted. In a task of its own,
  // so that this one stays short.
  if (navigator.serviceWorker?.controller) setTimeout(() => void inside().catch(() => undefined));
  const [{ current, all }, chosen] = await read;
  const language = chooseLanguage(chosen ? [chosen] : navigator.languages);
  const arrival = { root, install, signIns: all, language };
  const signIn = isComponentPage ? undefined : all.find(({ participantId }) => participantId === current);
  if (signIn && hasScreens(signIn)) await (await inside()).startInside(arrival, signIn);
  else await (await import('./outside.tsx')).startOutside(arrival);
}

const inside = () => import('./inside.tsx');

/** Only Hub staff have some before an exchange is open. */
const hasScreens = ({ role, exchangeId }: SignIn) => role === 'hub' || exchangeId !== null;

/** It has samples of everything, and needs nobody. */
const isComponentPage = import.meta.env.DEV && location.hash === '#/components';

/** The browser offers this once, and early. */
const install = watchInstall(window);

const root = document.querySelector('#app');
if (root) void start(root);
