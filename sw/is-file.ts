/** Whether what came is the file that was asked for: the document answers every address that the server does not know. */
export function isFile(url: string, { ok, headers }: Response): boolean {
  return ok && (url.endsWith('.html') || !headers.get('Content-Type')?.includes('html'));
}
