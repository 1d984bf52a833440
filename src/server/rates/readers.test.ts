import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import type { Quote } from '#domain/rates/schema.ts';
import { createZipWriter } from '#domain/zip/write.ts';
import { readEcb } from './ecb.ts';
import { readNbg, readNbp, readNbrm, readNbu } from './json-banks.ts';
import { toQuotes } from './quotes.ts';
import { readBnm, readCba, readCbar, readNbk } from './xml-banks.ts';

/** The shapes are those that the banks document; the figures are made up. */

const day = '2026-05-13';
const quote = (source: string, from: Quote['from'], to: Quote['to'], value: string): Quote => ({
  source,
  from,
  to,
  day,
  value,
});

test('the złoty’s tables: each currency Carnet knows, per unit', () => {
  const table = {
    table: 'B',
    no: '019/B/NBP/2026',
    effectiveDate: day,
    rates: [
      { currency: 'lek', code: 'ALL', mid: 0.0438 },
      { currency: 'a currency that Carnet does not know', code: 'XPF', mid: 0.0356 },
    ],
  };
  expect(readNbp([table])).toEqual([quote('NBP', 'ALL', 'PLN', '0.0438')]);
});

test('the hryvnia’s list: with its own form of a date, and units', () => {
  const list = [
    { exchangedate: '13.05.2026', cc: 'EUR', txt: 'Євро', rate: 50.1234, units: 1, rate_per_unit: 50.1234 },
    { exchangedate: '13.05.2026', cc: 'HUF', rate: 13.7, units: 100 },
  ];
  expect(readNbu(list)).toEqual([quote('NBU', 'EUR', 'UAH', '50.1234'), quote('NBU', 'HUF', 'UAH', '0.137')]);
});

test('the lari’s list, and a day on which there is none', () => {
  const list = [{ date: '2026-05-13T00:00:00.000Z', currencies: [{ code: 'AMD', quantity: 1000, rate: 7.1 }] }];
  expect(readNbg(list)).toEqual([quote('NBG', 'AMD', 'GEL', '0.0071')]);
  expect(readNbg([])).toEqual([]);
});

test('the denar’s list: the middle rate', () => {
  const list = [
    { oznaka: 'EUR', nomin: 1, kupoven: 61.4, sreden: 61.4932, prodazen: 61.6, datum: '2026-05-13T00:00:00' },
  ];
  expect(readNbrm(list)).toEqual([quote('NBRM', 'EUR', 'MKD', '61.4932')]);
});

test('the leu’s list of Moldova', () => {
  const xml = `<?xml version="1.0" encoding="UTF-8"?><ValCurs Date="13.05.2026" name="Official exchange rate">
    <Valute ID="47"><NumCode>978</NumCode><CharCode>EUR</CharCode><Nominal>1</Nominal><Name>Euro</Name><Value>19.8765</Value></Valute>
    <Valute ID="48"><NumCode>051</NumCode><CharCode>AMD</CharCode><Nominal>10</Nominal><Name>Dram</Name><Value>0.4567</Value></Valute>
  </ValCurs>`;
  expect(readBnm(xml)).toEqual([quote('BNM', 'EUR', 'MDL', '19.8765'), quote('BNM', 'AMD', 'MDL', '0.04567')]);
});

test('the manat’s list: a nominal with words beside it', () => {
  const xml = `<ValCurs Date="13.05.2026" Name="AZN məzənnələri"><ValType Type="Bank metalları">
    <Valute Code="XAU"><Nominal>1 t.u.</Nominal><Name>Qızıl</Name><Value>5600.1</Value></Valute></ValType>
    <ValType Type="Xarici valyutalar"><Valute Code="EUR"><Nominal>1</Nominal><Name>Avro</Name><Value>1.9912</Value></Valute>
    <Valute Code="KZT"><Nominal>100</Nominal><Name>Tenge</Name><Value>0.3301</Value></Valute></ValType></ValCurs>`;
  expect(readCbar(xml)).toEqual([quote('CBAR', 'EUR', 'AZN', '1.9912'), quote('CBAR', 'KZT', 'AZN', '0.003301')]);
});

test('the tenge’s list', () => {
  const xml = `<rates><generator>…</generator><date>13.05.2026</date>
    <item><fullname>ЕВРО</fullname><title>EUR</title><description>590.12</description><quant>1</quant></item>
    <item><fullname>ДРАМ</fullname><title>AMD</title><description>13.4</description><quant>10</quant></item></rates>`;
  expect(readNbk(xml)).toEqual([quote('NBK', 'EUR', 'KZT', '590.12'), quote('NBK', 'AMD', 'KZT', '1.34')]);
});

test('the dram’s answer, in its envelope', () => {
  const xml = `<?xml version="1.0"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>
    <ExchangeRatesByDateResponse xmlns="http://www.cba.am/"><ExchangeRatesByDateResult>
    <CurrentDate>2026-05-13T00:00:00</CurrentDate><Rates><ExchangeRate><ISO>EUR</ISO><Amount>1</Amount><Rate>432.11</Rate>
    <Difference>0.1</Difference></ExchangeRate></Rates></ExchangeRatesByDateResult></ExchangeRatesByDateResponse>
    </soap:Body></soap:Envelope>`;
  expect(readCba(xml)).toEqual([quote('CBA', 'EUR', 'AMD', '432.11')]);
});

test.each([
  ['NBP', () => readNbp({ error: 'none' })],
  ['NBU', () => readNbu('busy')],
  ['BNM', () => readBnm('<html><body>Maintenance</body></html>')],
  ['CBA', () => readCba('')],
])('a page of %s that is no list of rates is refused', (_, read) => {
  expect(read).toThrow();
});

test('a figure that is none is left out, and the ones beside it stay', () => {
  const raw = ['', '0', '-1.5', '1e9', 'n/a', '1 234,5', null].map((value) => ({
    code: 'EUR',
    nominal: 1,
    value,
    day,
  }));
  expect(toQuotes('NBS', 'RSD', raw).map(({ value }) => value)).toEqual(['1234.5']);
  expect(toQuotes('NBS', 'RSD', [{ code: 'EUR', nominal: 0, value: '117', day }])).toEqual([]);
});

test('the ECB’s file: units for one euro, from the day asked for, without what is not quoted', async () => {
  const csv =
    'Date,USD,BGN,CZK,\r\n2026-05-13,1.17,N/A,24.32,\r\n2026-05-12,1.18,N/A,24.31,\r\n2026-05-11,1.19,N/A,24.3,\r\n';
  const bytes = new TextEncoder().encode(csv);
  const writer = createZipWriter(0);
  const zip = new Uint8Array(Buffer.concat([writer.header('eurofxref-hist.csv', bytes), bytes, writer.end()]));
  expect(await readEcb(zip, '2026-05-12')).toEqual([
    quote('ECB', 'EUR', 'USD', '1.17'),
    quote('ECB', 'EUR', 'CZK', '24.32'),
    { ...quote('ECB', 'EUR', 'USD', '1.18'), day: '2026-05-12' },
    { ...quote('ECB', 'EUR', 'CZK', '24.31'), day: '2026-05-12' },
  ]);
});

const real = resolve('../shared/fixtures/rates/eurofxref-hist.zip');

test.skipIf(!existsSync(real))(
  'the ECB’s own file of 1999 to 2026 (skipped where it does not lie beside the project)',
  async () => {
    const all = await readEcb(new Uint8Array(readFileSync(real)), '1999-01-01');
    const of = (to: string, on: string) => all.find((one) => one.to === to && one.day === on)?.value;
    expect(of('CZK', '2026-04-13')).toBe('24.378');
    expect(of('BGN', '2025-12-31')).toBe('1.9558');
    expect(of('BGN', '2026-01-02')).toBeUndefined();
    expect(all.length).toBeGreaterThan(60_000);
  },
);
