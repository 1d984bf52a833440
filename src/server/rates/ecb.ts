import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';
import { currencySchema, rateValueSchema } from '#domain/expense/money-schema.ts';
import type { Quote } from '#domain/rates/schema.ts';
import { daySchema } from '#domain/scalars.ts';
import { readZip, readZipEntry, type ZipSource } from '#domain/zip/read.ts';

const inflate = promisify(inflateRaw);

/** All of it since 1999 is 2 MB. */
const maxCsvBytes = 20 * 1024 * 1024;

/**
 * The euro foreign exchange reference rates (ECB, `eurofxref-hist.zip`): one CSV, a line a day, a column a currency,
 * units for one euro, `N/A` where there is none.
 *
 * @param since the first day wanted
 * @throws  CarnetError when it is not the ZIP that it should be
 */
export async function readEcb(body: Uint8Array<ArrayBuffer>, since: string): Promise<Quote[]> {
  const source = zipOf(body);
  const entry = (await readZip(source)).find(({ name }) => name.endsWith('.csv'));
  return entry ? readCsv(source.decode(await readZipEntry(source, entry, maxCsvBytes)), since) : [];
}

function readCsv(csv: string, since: string): Quote[] {
  const [head = '', ...lines] = csv.split(/\r?\n/);
  const [, ...codes] = head.split(',').map((cell) => cell.trim());
  const quotes: Quote[] = [];
  for (const line of lines) {
    const [day = '', ...values] = line.split(',').map((cell) => cell.trim());
    if (!daySchema.safeParse(day).success || day < since) continue;
    for (const [column, value] of values.entries()) {
      const to = currencySchema.safeParse(codes[column]).data;
      if (to && rateValueSchema.safeParse(value).success) quotes.push({ source: 'ECB', from: 'EUR', to, day, value });
    }
  }
  return quotes;
}

function zipOf(bytes: Uint8Array<ArrayBuffer>): ZipSource {
  return {
    size: bytes.byteLength,
    read: async (from, to) => bytes.slice(from, to),
    inflate: async (packed, size) => new Uint8Array(await inflate(packed, { maxOutputLength: size })),
    decode: (text) => new TextDecoder().decode(text),
  };
}
