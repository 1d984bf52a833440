import type { MiddlewareHandler } from 'hono';

/**
 * No inline scripts or styles and no eval, and nothing from elsewhere; pictures and PDFs of this device come as `blob:`
 * URLs, and Codex's icons as `data:` ones in its style sheets. WebAssembly, which can run nothing that our own scripts
 * could not, is for the decoders of HEIC and PDF.
 */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  // The browser's own viewer shows a receipt that is a PDF.
  "object-src 'self' blob:",
  "frame-src 'self' blob:",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** What a page may use of the device: the camera, the clipboard and the share sheet, and nothing else. */
const permissionsPolicy = [
  ...['camera', 'clipboard-write', 'fullscreen', 'web-share'].map((name) => `${name}=(self)`),
  ...[
    'accelerometer',
    'bluetooth',
    'browsing-topics',
    'display-capture',
    'geolocation',
    'gyroscope',
    'hid',
    'magnetometer',
  ].map((name) => `${name}=()`),
  ...['microphone', 'midi', 'payment', 'publickey-credentials-get', 'serial', 'usb', 'xr-spatial-tracking'].map(
    (name) => `${name}=()`,
  ),
].join(', ');

/** Of every answer, over whatever connection. */
export const protection = {
  'Content-Security-Policy': contentSecurityPolicy,
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Origin-Agent-Cluster': '?1',
  'Permissions-Policy': permissionsPolicy,
} as const;

/** Two years, as browsers ask of a site that wants to be known as HTTPS only. */
const strictTransport = 'max-age=63072000; includeSubDomains';

/**
 * Headers for every answer; a route that sets one of them itself (a blob's stricter policy) keeps its own.
 * @param secure whether browsers reach the server by HTTPS: then they are told never to come without it
 */
export function securityHeaders(secure: boolean): MiddlewareHandler {
  const all = Object.entries(secure ? { ...protection, 'Strict-Transport-Security': strictTransport } : protection);
  return async (c, next) => {
    await next();
    // On the answer's own headers: `c.header` would make a new answer of it each time.
    const { headers } = c.res;
    for (const [name, value] of all) {
      if (!headers.has(name)) headers.set(name, value);
    }
  };
}
