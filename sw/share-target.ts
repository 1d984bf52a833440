import { putInInbox } from '#store/inbox-database.ts';

/** Where another app's share sheet sends its files (`share_target` of the manifest in vite.config.ts). */
export function isShare({ url, request, sameOrigin }: { url: URL; request: Request; sameOrigin: boolean }): boolean {
  return sameOrigin && url.pathname === '/share' && request.method === 'POST';
}

/**
 * Puts shared files on the disk first, and only then opens the app on its capture screen: whatever becomes of the app,
 * and whoever is signed in, they are there.
 */
export async function takeShare({ request }: { request: Request }): Promise<Response> {
  const outcome = await keepFiles(request).catch(() => 'failed' as const);
  return Response.redirect(`/expenses/new?shared=${outcome}`, 303);
}

async function keepFiles(request: Request): Promise<'files' | 'nothing'> {
  const form = await request.formData();
  const files = form.getAll('files').filter((entry) => entry instanceof File && entry.size > 0) as File[];
  const waiting = await Promise.all(
    files.map(async (file) => ({
      id: crypto.randomUUID(),
      name: file.name,
      type: file.type,
      bytes: await file.arrayBuffer(),
      addedAt: Date.now(),
      participantId: null,
      expenseId: null,
    })),
  );
  await putInInbox(waiting);
  return waiting.length > 0 ? 'files' : 'nothing';
}
