import { XMLParser } from 'fast-xml-parser';
import * as z from 'zod/mini';
import type { Quote } from '#domain/rates/schema.ts';
import { isoDay, toQuotes } from './quotes.ts';

/** The national banks that answer with XML. Each reader throws when the document has another shape. */

/** Elements that may come once or often are lists; numbers stay as they are written; no entities are expanded. */
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: false,
  removeNSPrefix: true,
  isArray: (name) => ['Valute', 'ValType', 'item', 'ExchangeRate'].includes(name),
});

const bnmSchema = z.object({
  ValCurs: z.object({
    '@Date': z.string(),
    Valute: z.array(z.object({ CharCode: z.string(), Nominal: z.string(), Value: z.string() })),
  }),
});

/** Banca Națională a Moldovei: lei for so many units. */
export function readBnm(xml: string): Quote[] {
  const { ValCurs } = bnmSchema.parse(parser.parse(xml));
  const day = isoDay(ValCurs['@Date']);
  const raw = ValCurs.Valute.map(({ CharCode, Nominal, Value }) => ({
    code: CharCode,
    nominal: Nominal,
    value: Value,
    day,
  }));
  return toQuotes('BNM', 'MDL', raw);
}

const cbarSchema = z.object({
  ValCurs: z.object({
    '@Date': z.string(),
    ValType: z.array(
      z.object({ Valute: z.array(z.object({ '@Code': z.string(), Nominal: z.string(), Value: z.string() })) }),
    ),
  }),
});

/** Central Bank of Azerbaijan: manats for so many units; the nominal of metals has words in it. */
export function readCbar(xml: string): Quote[] {
  const { ValCurs } = cbarSchema.parse(parser.parse(xml));
  const day = isoDay(ValCurs['@Date']);
  const raw = ValCurs.ValType.flatMap(({ Valute }) => Valute).map(({ '@Code': code, Nominal, Value }) => ({
    code,
    nominal: Nominal,
    value: Value,
    day,
  }));
  return toQuotes('CBAR', 'AZN', raw);
}

const nbkSchema = z.object({
  rates: z.object({
    date: z.string(),
    item: z.array(z.object({ title: z.string(), quant: z.string(), description: z.string() })),
  }),
});

/** National Bank of Kazakhstan: tenge for so many units. */
export function readNbk(xml: string): Quote[] {
  const { rates } = nbkSchema.parse(parser.parse(xml));
  const day = isoDay(rates.date);
  const raw = rates.item.map(({ title, quant, description }) => ({
    code: title,
    nominal: quant,
    value: description,
    day,
  }));
  return toQuotes('NBK', 'KZT', raw);
}

const cbaSchema = z.object({
  Envelope: z.object({
    Body: z.object({
      ExchangeRatesByDateResponse: z.object({
        ExchangeRatesByDateResult: z.object({
          CurrentDate: z.string(),
          Rates: z.object({
            ExchangeRate: z.array(z.object({ ISO: z.string(), Amount: z.string(), Rate: z.string() })),
          }),
        }),
      }),
    }),
  }),
});

/** Central Bank of Armenia (SOAP): drams for so many units. */
export function readCba(xml: string): Quote[] {
  const { CurrentDate, Rates } = cbaSchema.parse(parser.parse(xml)).Envelope.Body.ExchangeRatesByDateResponse
    .ExchangeRatesByDateResult;
  const day = CurrentDate.slice(0, 10);
  const raw = Rates.ExchangeRate.map(({ ISO, Amount, Rate }) => ({ code: ISO, nominal: Amount, value: Rate, day }));
  return toQuotes('CBA', 'AMD', raw);
}

/** The SOAP message that asks the Central Bank of Armenia for one day. */
export function cbaRequest(day: string): string {
  const call = `<ExchangeRatesByDate xmlns="http://www.cba.am/"><date>${day}</date></ExchangeRatesByDate>`;
  return (
    '<?xml version="1.0" encoding="utf-8"?>' +
    `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>${call}</soap:Body></soap:Envelope>`
  );
}
