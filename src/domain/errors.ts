/**
 * The closed set of error codes. A code is for programs and travels on the wire;
 * the words for the person are the message `error-<code>` of the interface.
 */
export const errorCodes = [
  // A mutation that can't be accepted (S3): stored and shown as a rejection.
  'not_allowed',
  'not_found',
  'already_exists',
  'args_invalid',
  'unknown_mutation',
  'rule_broken',
  'exchange_closed',
  'too_early',
  'internal',
  // Requests.
  'bad_json',
  'bad_request',
  'too_large',
  'sequence_gap',
  'protocol_unsupported',
  'unauthorized',
  'rate_limited',
  'unavailable',
  // The Hub's template: somebody has saved another version meanwhile.
  'template_changed',
  // Invitations.
  'invitation_unknown',
  'invitation_used',
  'invitation_expired',
  'invitation_revoked',
  // An account elsewhere.
  'account_refused',
  'account_unknown',
  // Files.
  'file_empty',
  'file_too_large',
  'file_not_supported',
  'file_unreadable',
  'file_incomplete',
  'picture_too_large',
  'heic_needs_network',
  'pdf_locked',
  'pdf_needs_network',
  'files_full',
  'file_purged',
  'hash_mismatch',
  // The device.
  'offline',
  'not_carnet',
  'storage_full',
  'storage_failed',
  // Another tab has taken the device's database over: a newer version, or a sign-out (S11).
  'app_outdated',
  // A calendar file (calendar/read.ts).
  'calendar_unreadable',
  // A copy of everything (copy.ts) that can't be restored.
  'copy_unreadable',
  'copy_damaged',
  'copy_newer',
  'copy_of_another',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** An expected failure of a mutation, as data: what a mutator returns instead of throwing. */
export type Rejection = { readonly code: ErrorCode; readonly detail?: string };

export function reject(code: ErrorCode, detail?: string): Rejection {
  return detail === undefined ? { code } : { code, detail };
}

/** A failure with a code, for the boundaries where a promise has to reject. */
export class CarnetError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string = code, options?: ErrorOptions) {
    super(message, options);
    this.name = 'CarnetError';
    this.code = code;
  }
}

/** The code of an expected failure; anything else is a bug, or what the caller knows it to be. */
export function codeOf(error: unknown, otherwise: ErrorCode = 'internal'): ErrorCode {
  return error instanceof CarnetError ? error.code : otherwise;
}
