import { expect, test } from 'vitest';
import { watchInstall } from './install.ts';

function openPage(navigator: { userAgent: string; standalone?: boolean }, standalone = false) {
  return Object.assign(new EventTarget(), { navigator, matchMedia: () => ({ matches: standalone }) });
}

function offerOf(outcome: 'accepted' | 'dismissed') {
  const offer = new Event('beforeinstallprompt', { cancelable: true });
  return Object.assign(offer, { prompt: async () => undefined, userChoice: Promise.resolve({ outcome }) });
}

test('the browser’s offer is kept until the person wants it, and is good once', async () => {
  const page = openPage({ userAgent: 'Mozilla/5.0 (Linux; Android 16) Chrome/150.0' });
  const install = watchInstall(page);
  expect([install.platform, install.installed(), install.offered.value]).toEqual(['android', false, false]);
  const offer = offerOf('accepted');
  page.dispatchEvent(offer);
  expect([install.offered.value, offer.defaultPrevented]).toEqual([true, true]);
  expect(await install.ask()).toBe(true);
  expect([install.offered.value, await install.ask()]).toEqual([false, false]);
});

test('a refusal is told, and a later offer counts again', async () => {
  const page = openPage({ userAgent: 'Mozilla/5.0 (X11; Linux x86_64) Chrome/150.0' });
  const install = watchInstall(page);
  page.dispatchEvent(offerOf('dismissed'));
  expect([install.platform, await install.ask()]).toEqual(['desktop', false]);
  page.dispatchEvent(offerOf('accepted'));
  expect(install.offered.value).toBe(true);
  page.dispatchEvent(new Event('appinstalled'));
  expect(install.offered.value).toBe(false);
});

test('iOS is known by the word that only it has, and the home screen by its value', () => {
  const iPad = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Safari/605';
  const inBrowser = watchInstall(openPage({ userAgent: iPad, standalone: false }));
  expect([inBrowser.platform, inBrowser.installed()]).toEqual(['ios', false]);
  expect(watchInstall(openPage({ userAgent: iPad, standalone: true })).installed()).toBe(true);
  expect(watchInstall(openPage({ userAgent: 'Firefox' }, true)).installed()).toBe(true);
});
