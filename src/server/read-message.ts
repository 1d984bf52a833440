import type { Context } from 'hono';
import * as z from 'zod/mini';
import { CarnetError } from '#domain/errors.ts';
import { oldestProtocol, protocolVersion } from '#domain/protocol.ts';

/**
 * A request's body as the message it has to be.
 * @throws CarnetError `bad_json`, `protocol_unsupported` (S9) or `bad_request`, which names the fields at fault
 */
export async function readMessage<T>(c: Context, schema: z.ZodMiniType<T>): Promise<T> {
  const body = parseJson(await c.req.text());
  assertProtocol(body);
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new CarnetError(
    'bad_request',
    parsed.error.issues.map((issue) => issue.path.join('.') || issue.code).join(', '),
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new CarnetError('bad_json');
  }
}

const versionedSchema = z.object({ protocol: z.number() });

/** Looked at before the rest: another protocol's message may have another shape. Messages without a protocol pass. */
function assertProtocol(body: unknown): void {
  const versioned = versionedSchema.safeParse(body);
  if (!versioned.success) return;
  const { protocol } = versioned.data;
  if (protocol >= oldestProtocol && protocol <= protocolVersion) return;
  throw new CarnetError(
    'protocol_unsupported',
    `this server answers protocols ${oldestProtocol} to ${protocolVersion}`,
  );
}
