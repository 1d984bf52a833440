import type { AccountDeps } from './account.ts';

/** Milliseconds. */
const patience = 60_000;

/**
 * Whether the server knows a provider of accounts; false, too, without a network. Read by hand: Welcome asks it, which
 * has no schema library with it.
 */
export async function offersAccounts({ fetch, origin }: Pick<AccountDeps, 'fetch' | 'origin'>): Promise<boolean> {
  const headers = { 'Content-Type': 'application/json' };
  const init = { method: 'POST', headers, body: '{}', redirect: 'error', cache: 'no-store' } as const;
  const signal = AbortSignal.timeout(patience);
  try {
    const response = await fetch(new Request(new URL('/api/account/provider', origin), { ...init, signal }));
    const answer: unknown = await response.json();
    return typeof answer === 'object' && answer !== null && 'type' in answer && answer.type === 'provider';
  } catch {
    return false;
  }
}
