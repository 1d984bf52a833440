import { MemoryLocker, Server } from '@tus/server';
import { Hono } from 'hono';
import { CarnetError, type ErrorCode } from '#domain/errors.ts';
import { maxFileBytes } from '#domain/expense/schema.ts';
import { assertMayOpen, mayOpen, type SignedIn, signedIn } from '../auth.ts';
import { checksumMismatch, errorBody, statusOf } from '../http-errors.ts';
import type { Services } from '../services.ts';
import { type Device, StorageError } from '../storage.ts';
import { TusStore } from '../tus-store.ts';
import { toUploadClaim } from '../upload-claim.ts';
import { assertRoom } from '../upload-room.ts';

export const uploadsPath = '/api/uploads';

/**
 * The tus protocol 1.0 at `/api/uploads` (S6): `POST` with `Upload-Metadata: sha256, exchange, type`,
 * `HEAD`, `PATCH`, `DELETE`. Only the device that began an upload may go on with it.
 */
export function uploadRoutes(services: Services): Hono<SignedIn> {
  const routes = new Hono<SignedIn>();
  const devices = new WeakMap<Request, Device>();
  const tus = createTus(services, devices);

  routes.use(signedIn(services));
  routes.all('/:id?', async (c) => {
    const id = c.req.param('id');
    if (id !== undefined) await assertOwn(services, c.var.device, id);
    // tus takes the id from the end of the whole address: without a query it is the one that was just checked.
    const request = new Request(new URL(c.req.path, c.req.url), c.req.raw);
    devices.set(request, c.var.device);
    return withErrorBody(await tus.handleWeb(request));
  });
  return routes;
}

function createTus(services: Services, devices: WeakMap<Request, Device>): Server {
  return new Server({
    path: uploadsPath,
    relativeLocation: true,
    maxSize: maxFileBytes,
    locker: new MemoryLocker(),
    datastore: new TusStore(services),
    // Same origin only: no CORS headers.
    allowedOrigins: () => false,
    onUploadCreate: async (request, upload) => {
      const device = devices.get(request);
      if (!device) throw new CarnetError('unauthorized');
      const claim = toUploadClaim(upload.metadata, upload.size);
      assertMayOpen(device, claim.exchangeId);
      await assertRoom(services, device, claim);
      return { metadata: { ...upload.metadata, device: device.id } };
    },
    onResponseError: (_request, error) => toTusError(error, services.log),
  });
}

/** @throws CarnetError `not_found` to every device but the one that began it, which then begins one of its own */
async function assertOwn({ storage }: Services, device: Device, id: string): Promise<void> {
  const upload = await storage.files.findUpload(id);
  if (upload?.deviceId !== device.id || !mayOpen(device, upload.exchangeId)) throw new CarnetError('not_found');
}

type TusError = { status_code: number; body: string };

function toTusError(error: Error | TusError, log: Services['log']): TusError | undefined {
  if (error instanceof CarnetError) {
    const status_code = error.code === 'hash_mismatch' ? checksumMismatch : statusOf(error.code);
    return { status_code, body: JSON.stringify(errorBody(error.code, error.message)) };
  }
  if ('status_code' in error) return undefined;
  const code = error instanceof StorageError ? 'unavailable' : 'internal';
  log(`upload failed: ${error.stack}`);
  return { status_code: statusOf(code), body: JSON.stringify(errorBody(code)) };
}

const codes: Readonly<Record<number, ErrorCode>> = {
  404: 'not_found',
  410: 'not_found',
  413: 'file_too_large',
  500: 'internal',
};

/** tus answers in prose; a phone reads the code of our error body. */
async function withErrorBody(response: Response): Promise<Response> {
  if (response.status < 400) return response;
  const text = await response.text();
  const body = text.startsWith('{')
    ? text
    : JSON.stringify(errorBody(codes[response.status] ?? 'bad_request', text.trim()));
  const headers = new Headers(response.headers);
  headers.set('Content-Type', 'application/json');
  headers.delete('Content-Length');
  return new Response(body, { status: response.status, headers });
}
