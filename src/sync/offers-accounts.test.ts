import { expect, test } from 'vitest';
import { offersAccounts } from './offers-accounts.ts';

const asked = (fetch: () => Promise<Response>) => offersAccounts({ fetch, origin: 'https://carnet.example' });

test('a server that names a provider of accounts offers them', async () => {
  expect(await asked(async () => Response.json({ type: 'provider', clientId: 'carnet' }))).toBe(true);
});

test.each([
  ['says that it has none', async () => Response.json({ type: 'no_provider' })],
  ['fails', async () => Response.json({ type: 'error' }, { status: 500 })],
  ['is somebody else’s page', async () => new Response('<!doctype html>')],
  ['is out of reach', () => Promise.reject(new TypeError('no network'))],
])('one that %s does not', async (_, fetch) => {
  expect(await asked(fetch)).toBe(false);
});
