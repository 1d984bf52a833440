import type { FileType } from '#domain/expense/schema.ts';

/** How many of a file's first bytes {@link looksLike} wants to see. */
export const signatureBytes = 1024;

/** Whether a file's first bytes are of the type that it claims: what the browser is told must be true. */
export function looksLike(head: Uint8Array, type: FileType): boolean {
  const text = Buffer.from(head).toString('latin1');
  switch (type) {
    case 'image/jpeg':
      return text.startsWith('\xff\xd8\xff');
    case 'image/png':
      return text.startsWith('\x89PNG\r\n\x1a\n');
    case 'image/webp':
      return text.startsWith('RIFF') && text.startsWith('WEBP', 8);
    case 'application/pdf':
      // Readers accept a header within the first 1024 bytes (ISO 32000-1, Annex H.3).
      return text.includes('%PDF-');
  }
}
