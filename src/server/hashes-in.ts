import type { Change } from '#domain/protocol.ts';
import { sha256Schema } from '#domain/scalars.ts';

/** A row names a file by its hash, whatever the field is called. */
export function hashesIn({ row }: Pick<Change, 'row'>): string[] {
  return Object.values(row ?? {})
    .flat()
    .flatMap((value) => {
      const hash = sha256Schema.safeParse(value);
      return hash.success ? [hash.data] : [];
    });
}
