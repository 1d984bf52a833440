import { daysBetween } from '#domain/days.ts';
import type { Quote } from '#domain/rates/schema.ts';
import { readEcb } from './ecb.ts';
import { readNbg, readNbp, readNbrm, readNbu } from './json-banks.ts';
import { dottedDay } from './quotes.ts';
import { cbaRequest, readBnm, readCba, readCbar, readNbk } from './xml-banks.ts';

/** One place that publishes rates. */
export type Bank = {
  /** Its short name, as it stands beside a rate. */
  readonly id: string;
  /** What to ask for the days from `from` to `to`. */
  readonly requests: (from: string, to: string) => BankRequest[];
  /** Reads one answer. @param from days before it are not wanted. @throws when it is not what the bank publishes */
  readonly read: (body: Uint8Array<ArrayBuffer>, from: string) => Quote[] | Promise<Quote[]>;
};

export type BankRequest = { readonly url: string; readonly init?: RequestInit };

/**
 * The ECB, and the national banks of the region whose currencies it does not quote. The mark is tied to the euro
 * (find-rate.ts); the Serbian dinar and the lek, whose banks offer nothing that a program may ask, are in NBP's tables.
 */
export const banks: readonly Bank[] = [
  {
    id: 'ECB',
    requests: () => [{ url: 'https://www.ecb.europa.eu/stats/eurofxref/eurofxref-hist.zip' }],
    read: readEcb,
  },
  {
    id: 'NBP',
    requests: (from, to) =>
      ['A', 'B'].map((table) => ({
        url: `https://api.nbp.pl/api/exchangerates/tables/${table}/${from}/${to}/?format=json`,
      })),
    read: (body) => readNbp(jsonOf(body)),
  },
  {
    id: 'NBU',
    requests: (from, to) => {
      const [start, end] = [from, to].map((day) => day.replaceAll('-', ''));
      const query = `start=${start}&end=${end}&sort=exchangedate&order=asc&json`;
      return [{ url: `https://bank.gov.ua/NBU_Exchange/exchange_site?${query}` }];
    },
    read: (body) => readNbu(jsonOf(body)),
  },
  {
    id: 'NBG',
    requests: (from, to) =>
      byDay(from, to, (day) => ({ url: `https://nbg.gov.ge/gw/api/ct/monetarypolicy/currencies/?date=${day}` })),
    read: (body) => readNbg(jsonOf(body)),
  },
  {
    id: 'NBRM',
    requests: (from, to) => {
      const query = `StartDate=${dottedDay(from)}&EndDate=${dottedDay(to)}&format=json`;
      return [{ url: `https://www.nbrm.mk/KLServiceNOV/GetExchangeRate?${query}` }];
    },
    read: (body) => readNbrm(jsonOf(body)),
  },
  {
    id: 'BNM',
    requests: (from, to) =>
      byDay(from, to, (day) => ({
        url: `https://www.bnm.md/en/official_exchange_rates?get_xml=1&date=${dottedDay(day)}`,
      })),
    read: (body) => readBnm(textOf(body)),
  },
  {
    id: 'CBA',
    requests: (from, to) =>
      byDay(from, to, (day) => ({
        url: 'https://api.cba.am/exchangerates.asmx',
        init: {
          method: 'POST',
          headers: { 'Content-Type': 'text/xml; charset=utf-8', SOAPAction: 'http://www.cba.am/ExchangeRatesByDate' },
          body: cbaRequest(day),
        },
      })),
    read: (body) => readCba(textOf(body)),
  },
  {
    id: 'CBAR',
    requests: (from, to) => byDay(from, to, (day) => ({ url: `https://cbar.az/currencies/${dottedDay(day)}.xml` })),
    read: (body) => readCbar(textOf(body)),
  },
  {
    id: 'NBK',
    requests: (from, to) =>
      byDay(from, to, (day) => ({ url: `https://nationalbank.kz/rss/get_rates.cfm?fdate=${dottedDay(day)}` })),
    read: (body) => readNbk(textOf(body)),
  },
];

function byDay(from: string, to: string, ask: (day: string) => BankRequest): BankRequest[] {
  return daysBetween(from, to).map(ask);
}

function textOf(body: Uint8Array): string {
  return new TextDecoder().decode(body);
}

function jsonOf(body: Uint8Array): unknown {
  return JSON.parse(textOf(body));
}
