/** What a bad network makes of real requests and answers. */

/** The request with a body that breaks off after some bytes (`ends: 'cut'`), or that simply is shorter than it was. */
export async function shortenRequest(request: Request, part: number, ends: 'cut' | 'short'): Promise<Request> {
  const bytes = await bytesOf(request);
  if (bytes.byteLength === 0) return request;
  const kept = bytes.slice(0, Math.floor(bytes.byteLength * part));
  const { url, method, headers } = request;
  if (ends === 'short') return new Request(url, { method, headers, body: kept });
  const init = { method, headers, body: breakingStream(kept), duplex: 'half' };
  return new Request(url, init as RequestInit);
}

export async function shortenResponse(response: Response, part: number, ends: 'cut' | 'short'): Promise<Response> {
  const bytes = await bytesOf(response);
  if (bytes.byteLength === 0) return response;
  const kept = bytes.slice(0, Math.floor(bytes.byteLength * part));
  const { status, headers } = response;
  return new Response(ends === 'short' ? kept : breakingStream(kept), { status, headers });
}

async function bytesOf(message: Request | Response): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await message.arrayBuffer());
}

/** How many bytes a request carries. The request itself stays unread. */
export async function sizeOf(request: Request): Promise<number> {
  return (await request.clone().arrayBuffer()).byteLength;
}

function breakingStream(bytes: Uint8Array<ArrayBuffer>): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream({
    start(controller) {
      if (bytes.byteLength > 0) controller.enqueue(bytes);
    },
    pull(controller) {
      controller.error(new TypeError('simulated: cut off'));
    },
  });
}

/** What a request's body says, also when it was sent packed; the request can still be sent on. */
export async function readText(request: Request): Promise<string> {
  const { headers, body } = request.clone();
  if (body === null) return '';
  const isPacked = headers.get('Content-Encoding') === 'gzip';
  return new Response(isPacked ? body.pipeThrough(new DecompressionStream('gzip')) : body).text();
}
