/**
 * For the document that is kept on the phone, which comes without it (vite.config.ts): with it the browser reads it and
 * draws the icon of the app, in the page's own thread, before the first screen is there.
 */
export function linkManifest(): void {
  if (document.querySelector('link[rel=manifest]')) return;
  const link = Object.assign(document.createElement('link'), { rel: 'manifest', href: '/manifest.webmanifest' });
  document.head.append(link);
}
