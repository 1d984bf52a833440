import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { ErrorCode } from '#domain/errors.ts';
import type { ErrorResponse } from '#domain/protocol.ts';

const statuses: Partial<Record<ErrorCode, ContentfulStatusCode>> = {
  unauthorized: 401,
  not_allowed: 403,
  not_found: 404,
  invitation_unknown: 404,
  sequence_gap: 409,
  template_changed: 409,
  invitation_used: 410,
  invitation_expired: 410,
  invitation_revoked: 410,
  account_refused: 403,
  account_unknown: 404,
  too_large: 413,
  file_too_large: 413,
  file_not_supported: 415,
  files_full: 507,
  file_purged: 410,
  protocol_unsupported: 426,
  rate_limited: 429,
  internal: 500,
  unavailable: 503,
};

/** tus's “Checksum Mismatch”, which HTTP has no word for. */
export const checksumMismatch = 460;

/** The HTTP status of an error code; 400 for whatever the sender has to mend. */
export function statusOf(code: ErrorCode): ContentfulStatusCode {
  return statuses[code] ?? 400;
}

export function errorBody(code: ErrorCode, detail?: string): ErrorResponse {
  return { type: 'error', code, ...(detail === undefined ? {} : { detail }) };
}
