import { useState } from 'preact/hooks';
import { codeOf, type Rejection } from '#domain/errors.ts';

export type Refusal = {
  /** Why the last write did not take effect; null when it did, or none was tried. */
  refusal: Rejection | null;
  /** Runs a write; true once it is on the disk. A refusal stays, to be said in words with its rule. */
  run: (write: () => Promise<Rejection | undefined>) => Promise<boolean>;
  clear: () => void;
};

/** Writes of a screen whose refusals name the rule that was broken (i18n/reason-key.ts). */
export function useRefusal(): Refusal {
  const [refusal, setRefusal] = useState<Rejection | null>(null);
  return {
    refusal,
    clear: () => setRefusal(null),
    async run(write) {
      const refused = await write().catch((error: unknown): Rejection => ({ code: codeOf(error) }));
      setRefusal(refused ?? null);
      return refused === undefined;
    },
  };
}
