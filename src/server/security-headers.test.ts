import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createApp } from './app.ts';
import { putBlob } from './seed.ts';
import { createExchange, get, openTestApp, signIn } from './test-app.ts';

async function builtApp(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'carnet-dist-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await writeFile(join(folder, 'index.html'), '<!doctype html>');
  await writeFile(join(folder, 'sw.js'), '');
  return folder;
}

test('every answer, of the app, its files and the API, good or bad, carries the headers', async () => {
  await using app = await openTestApp();
  const server = createApp(app.services, await builtApp(), { secure: true });
  for (const path of ['/', '/sw.js', '/nothing.js', '/today', '/api/health', '/api/me', '/api/nothing']) {
    const { headers } = await server.fetch(new Request(`http://localhost${path}`));
    const policy = headers.get('Content-Security-Policy') ?? '';
    expect(policy, path).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
    expect(headers.get('Cross-Origin-Opener-Policy')).toBe('same-origin');
    expect(headers.get('Cross-Origin-Resource-Policy')).toBe('same-origin');
    expect(headers.get('Referrer-Policy')).toBe('no-referrer');
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(headers.get('Permissions-Policy')).toMatch(/camera=\(self\).*microphone=\(\)/);
    expect(headers.get('Strict-Transport-Security')).toMatch(/^max-age=\d{8}/);
    expect(headers.get('Access-Control-Allow-Origin')).toBeNull();
  }
});

test('a server without HTTPS does not promise it', async () => {
  await using app = await openTestApp();
  expect((await app.fetch('/api/health')).headers.get('Strict-Transport-Security')).toBeNull();
});

test('what somebody uploaded is a download of a fixed type in a sandbox, never a page of ours', async () => {
  await using app = await openTestApp();
  const exchangeId = await createExchange(app);
  const { token } = await signIn(app, exchangeId);
  const script = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from('<script>alert(1)</script>')]);
  const hash = await putBlob(app.services, exchangeId, script, 'image/jpeg');
  const { headers } = await get(app, token, `/api/exchanges/${exchangeId}/blobs/${hash}`);
  expect(headers.get('Content-Type')).toBe('image/jpeg');
  expect(headers.get('Content-Disposition')).toBe('attachment');
  expect(headers.get('Content-Security-Policy')).toBe("default-src 'none'; sandbox");
  expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
});
