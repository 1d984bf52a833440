import * as Y from 'yjs';
import { base64ToBytes } from '#domain/base64.ts';

/** Fields that a program needs and a person did not type. */
const technical = /^(id|.*Id|.*Ids|order|at|createdAt|createdBy|deletedAt|blob|thumb|type|licence|update)$/;

/** What a person typed in a mutation's args, to be read and copied: never the ids and hashes around it. */
export function valuesOf(name: string, args: unknown): string[] {
  return name === 'text.edit' ? typedWords(args) : typedValues(args);
}

function typedValues(value: unknown, key = ''): string[] {
  if (technical.test(key) || value === null) return [];
  if (typeof value === 'object') return Object.entries(value).flatMap(([name, inner]) => typedValues(inner, name));
  if (typeof value === 'string') return value.trim() === '' ? [] : [value];
  return typeof value === 'number' ? [String(value)] : [];
}

/** The words that a text update inserts, also when the text that they belong to is gone. */
function typedWords(args: unknown): string[] {
  if (typeof args !== 'object' || args === null || !('update' in args) || typeof args.update !== 'string') return [];
  const { structs } = Y.decodeUpdate(base64ToBytes(args.update));
  const words = structs.flatMap((struct) =>
    struct instanceof Y.Item && struct.content instanceof Y.ContentString ? [struct.content.str] : [],
  );
  return words.length === 0 ? [] : [words.join('')];
}
