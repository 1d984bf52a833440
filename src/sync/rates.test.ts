import 'fake-indexeddb/auto';
import { expect, onTestFinished, test } from 'vitest';
import { CarnetError } from '#domain/errors.ts';
import type { RatePack } from '#domain/rates/schema.ts';
import { CarnetDb } from '#store/db.ts';
import { putRow } from '#store/dexie-tx.ts';
import { readRates } from '#store/rates.ts';
import { openStore } from '#store/store.ts';
import { contextOf, exchangeId, idMaker, sampleExchange } from '#tests/fixtures.ts';
import { firstDayToAskFor, refreshRates } from './rates.ts';
import type { Transport } from './transport.ts';

const newId = idMaker(0x7a);
const hour = 60 * 60_000;

/** A phone with the exchange on it, and a server that answers with these packs in turn; undefined: no network. */
async function openPhone(answers: (RatePack | undefined | object)[]) {
  const device = { now: 1_790_000_000_000 };
  const db = new CarnetDb(newId());
  onTestFinished(() => db.delete());
  const context = contextOf('mentee');
  const store = openStore(context, { now: () => device.now, fillRandom: (bytes) => void bytes.fill(1) }, db);
  await putRow(db, exchangeId, 'exchange', sampleExchange);
  const asked: string[] = [];
  const transport = {
    async send(path: string) {
      asked.push(path);
      const answer = answers.shift();
      if (!answer) throw new CarnetError('offline');
      return Response.json(answer);
    },
    // Nothing else of a transport is used for rates.
  } as unknown as Transport;
  const refresh = async () => {
    const since = await firstDayToAskFor(store);
    if (since !== undefined) await refreshRates(store, transport, since);
  };
  return { device, store, db, asked, refresh };
}

const pack = (value: string): RatePack => ({
  type: 'rates',
  since: '2026-04-12',
  series: [{ source: 'ECB', from: 'EUR', to: 'CZK', values: [['2026-05-12', value]] }],
});

test('the rates of the visit are asked for, kept, and asked for again after some hours', async () => {
  const { device, db, asked, refresh } = await openPhone([pack('24.1'), pack('24.2')]);
  await refresh();
  await refresh();
  expect(asked).toEqual(['/api/rates?since=2026-04-12']);
  expect(await readRates(db)).toEqual(pack('24.1').series);
  device.now += 7 * hour;
  await refresh();
  expect(await readRates(db)).toEqual(pack('24.2').series);
});

test('without a network, or with a login page for an answer, the rates that are here stay', async () => {
  const { device, db, refresh } = await openPhone([pack('24.1'), undefined, { welcome: 'hotel' }]);
  await refresh();
  for (let round = 0; round < 2; round += 1) {
    device.now += 7 * hour;
    await refresh();
  }
  expect(await readRates(db)).toEqual(pack('24.1').series);
});

test('a phone that has no exchange yet asks for nothing', async () => {
  const { db, asked, refresh } = await openPhone([pack('24.1')]);
  await db.rows.clear();
  await refresh();
  expect(asked).toEqual([]);
});
