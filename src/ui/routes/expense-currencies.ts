import { type Currency, currencies } from '#domain/expense/money.ts';

/** What is paid with in a host city, by its IANA time zone; the euro where a zone is not listed. */
const byZone: Record<string, Currency> = {
  'Asia/Almaty': 'KZT',
  'Asia/Baku': 'AZN',
  'Asia/Istanbul': 'TRY',
  'Asia/Qostanay': 'KZT',
  'Asia/Tbilisi': 'GEL',
  'Asia/Yerevan': 'AMD',
  'Europe/Belgrade': 'RSD',
  'Europe/Bucharest': 'RON',
  'Europe/Budapest': 'HUF',
  'Europe/Chisinau': 'MDL',
  'Europe/Copenhagen': 'DKK',
  'Europe/Istanbul': 'TRY',
  'Europe/Kiev': 'UAH',
  'Europe/Kyiv': 'UAH',
  'Europe/London': 'GBP',
  'Europe/Oslo': 'NOK',
  'Europe/Prague': 'CZK',
  'Europe/Sarajevo': 'BAM',
  'Europe/Skopje': 'MKD',
  'Europe/Stockholm': 'SEK',
  'Europe/Tirane': 'ALL',
  'Europe/Warsaw': 'PLN',
  'Europe/Zurich': 'CHF',
};

/** What is paid with in a city, by its IANA time zone. */
export function hostCurrency(hostZone: string): Currency {
  return byZone[hostZone] ?? 'EUR';
}

/** The currencies to choose from: the host city's, the budget's and those already used come first. */
export function orderedCurrencies(hostZone: string, budget: Currency, used: readonly (Currency | null)[]): Currency[] {
  const first = [hostCurrency(hostZone), budget, ...used.filter((currency) => currency !== null)];
  return [...new Set([...first, ...currencies])];
}
