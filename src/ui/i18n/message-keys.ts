import type { ErrorCode } from '#domain/errors.ts';
import type { MutationName } from '#domain/mutators.ts';
import type { MessageKey } from './i18n.ts';

type Dashed<Text extends string> = Text extends `${infer Head}${'_' | '.'}${infer Tail}`
  ? `${Head}-${Dashed<Tail>}`
  : Text;

/** The message that says what an error means for the person and what to do. */
export function errorKey(code: ErrorCode): `error-${Dashed<ErrorCode>}` & MessageKey {
  // The type says what replaceAll does, which the compiler cannot work out.
  return `error-${code.replaceAll('_', '-')}` as `error-${Dashed<ErrorCode>}`;
}

/** The name of a write in the person's words (“Edit expense”), for the lists of what waits and what was refused. */
export function mutationKey(name: MutationName): `mutation-${Dashed<MutationName>}` & MessageKey {
  return `mutation-${name.replace('.', '-')}` as `mutation-${Dashed<MutationName>}`;
}
