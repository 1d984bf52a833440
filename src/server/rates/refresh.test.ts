import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { findRate } from '#domain/rates/find-rate.ts';
import { ratePackSchema } from '#domain/rates/schema.ts';
import { createExchange, get, openTestApp, signIn } from '../test-app.ts';
import { type Bank, banks } from './banks.ts';
import { chooseBanks } from './keep-fresh.ts';
import { refreshRates } from './refresh.ts';

const clock = () => new Date('2026-05-14T10:00:00.000Z');

/** Banks at an address of this machine, which answer what the test says. */
async function openBanks(answer: (url: string) => { status?: number; body: string }) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const { status = 200, body } = answer(request.url ?? '');
    response.writeHead(status).end(body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  // A server that listens on a port has an address of this form.
  const { port } = server.address() as AddressInfo;
  const toHere = (url: string, init: RequestInit) => {
    const { host, pathname, search } = new URL(url);
    return fetch(`http://127.0.0.1:${port}/${host}${pathname}${search}`, init);
  };
  return { asked, fetch: toHere };
}

const nbu = (date: string, rate: number) => JSON.stringify([{ exchangedate: date, cc: 'EUR', rate, units: 1 }]);
const only = (...ids: string[]): Bank[] => banks.filter(({ id }) => ids.includes(id));

test('what a bank has published is kept once, and corrected when the bank corrects it', async () => {
  await using app = await openTestApp({ clock });
  let rate = 50.1;
  const { asked, fetch } = await openBanks(() => ({ body: nbu('13.05.2026', rate) }));
  const deps = { ...app.services, log: () => {} };
  expect(await refreshRates(deps, only('NBU'), fetch)).toEqual({ NBU: 1 });
  rate = 50.2;
  expect(await refreshRates(deps, only('NBU'), fetch)).toEqual({ NBU: 1 });
  expect(await app.services.storage.rates.since('2026-01-01')).toEqual([
    { source: 'NBU', from: 'EUR', to: 'UAH', day: '2026-05-13', value: '50.2' },
  ]);
  expect(asked[0]).toContain('start=20260330&end=20260514');
  // From then on only what may be new, with a few days for corrections.
  expect(asked[1]).toContain('start=20260510&end=20260514');
});

test('a bank that fails, or sends something else, is named in the log and holds up no other', async () => {
  await using app = await openTestApp({ clock });
  const lines: string[] = [];
  const { fetch } = await openBanks((url) => {
    if (url.includes('bank.gov.ua')) return { body: nbu('13.05.2026', 50.1) };
    if (url.includes('nbrm')) return { body: '<html>Sign in to the hotel’s network</html>' };
    return { status: 503, body: 'later' };
  });
  const deps = { ...app.services, log: (line: string) => void lines.push(line) };
  const counts = await refreshRates(deps, only('ECB', 'NBRM', 'NBU', 'BNM'), fetch);
  expect(counts).toEqual({ ECB: undefined, NBRM: undefined, NBU: 1, BNM: undefined });
  expect(lines.map((line) => line.slice(0, 25).trim())).toEqual([
    'rates: nothing from ECB (',
    'rates: nothing from NBRM',
    'rates: nothing from BNM (',
  ]);
});

test('a day without an answer among others is a day without rates', async () => {
  await using app = await openTestApp({ clock });
  const { fetch } = await openBanks((url) =>
    url.endsWith('.05.2026.xml') && !url.endsWith('/10.05.2026.xml')
      ? { body: cbarOf(url.slice(-14, -4)) }
      : { status: 404, body: 'no sheet on a Sunday' },
  );
  await refreshRates({ ...app.services, log: () => {} }, only('CBAR'), fetch);
  const days = (await app.services.storage.rates.since('2026-05-08')).map(({ day }) => day);
  expect(days).toEqual(['2026-05-08', '2026-05-09', '2026-05-11', '2026-05-12', '2026-05-13', '2026-05-14']);
});

function cbarOf(date: string): string {
  const valute = '<Valute Code="EUR"><Nominal>1</Nominal><Name>Avro</Name><Value>1.99</Value></Valute>';
  return `<ValCurs Date="${date}"><ValType Type="Xarici valyutalar">${valute}</ValType></ValCurs>`;
}

test('a signed-in phone gets the pack, and finds its rate in it; nobody else gets anything', async () => {
  await using app = await openTestApp({ clock });
  const { fetch } = await openBanks(() => ({ body: nbu('13.05.2026', 50) }));
  await refreshRates({ ...app.services, log: () => {} }, only('NBU'), fetch);
  const { token } = await signIn(app, await createExchange(app));
  const response = await get(app, token, '/api/rates?since=2026-05-01');
  const { series } = ratePackSchema.parse(await response.json());
  expect(findRate(series, '2026-05-14', 'UAH', 'EUR')).toEqual({ value: '0.02', source: 'NBU', day: '2026-05-13' });
  expect((await get(app, undefined, '/api/rates?since=2026-05-01')).status).toBe(401);
  expect((await get(app, token, '/api/rates?since=yesterday')).status).toBe(400);
});

test('the operator chooses the banks by name, and a wrong name is said', () => {
  expect(chooseBanks(undefined)).toBe(banks);
  expect(chooseBanks('off')).toEqual([]);
  expect(chooseBanks('ecb, NBP').map(({ id }) => id)).toEqual(['ECB', 'NBP']);
  expect(() => chooseBanks('ECB,XYZ')).toThrow('XYZ');
});
