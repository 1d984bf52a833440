import { CarnetError, type ErrorCode } from '#domain/errors.ts';

/** The code of an expected failure; anything else is a bug, and `internal` in words. */
export function codeOf(error: unknown): ErrorCode {
  return error instanceof CarnetError ? error.code : 'internal';
}
