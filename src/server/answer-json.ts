import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Context } from 'hono';

/** An answer of fewer bytes is sent as it is: packing would gain nothing. */
const shortAnswer = 512;

const pack = promisify(gzip);

/** An answer of JSON, which is packed (gzip) when it is long enough and the phone takes it. */
export async function answerJson(c: Context, text: string): Promise<Response> {
  const headers = { 'Content-Type': 'application/json', Vary: 'Accept-Encoding' };
  const isPacked = text.length >= shortAnswer && takesGzip(c.req.header('Accept-Encoding') ?? '');
  if (!isPacked) return c.body(text, 200, headers);
  return c.body(new Uint8Array(await pack(text)), 200, { ...headers, 'Content-Encoding': 'gzip' });
}

/** Whether it is named, and not with a weight of nought (RFC 9110 §12.5.3). */
function takesGzip(accepted: string): boolean {
  return /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/i.test(accepted);
}
