import type { Fetch } from '#sync/transport.ts';

type RequestKind = 'push' | 'upload' | 'other';

/** How a push or an upload ended. */
export type Answer = { kind: RequestKind; status: number; code: string };

/** The requests of one device, as seen from outside the app. */
export type Requests = {
  readonly fetch: Fetch;
  /** Resolves when the next request of this kind is sent. */
  nextOf(kind: 'push' | 'upload'): Promise<void>;
  /** Pushes and uploads that broke off without an answer. */
  readonly broken: Record<'push' | 'upload', number>;
  /** Everything that was answered with an error of its own, or that took something in. */
  readonly answers: Answer[];
};

/** Looks on while a device talks to the server. */
export function watchRequests(): Requests {
  const broken = { push: 0, upload: 0 };
  const answers: Answer[] = [];
  const waiting = new Set<{ kind: RequestKind; resolve: () => void }>();

  function announce(kind: RequestKind): void {
    for (const waiter of waiting) {
      if (waiter.kind !== kind) continue;
      waiting.delete(waiter);
      waiter.resolve();
    }
  }

  return {
    broken,
    answers,
    nextOf: (kind) => new Promise((resolve) => waiting.add({ kind, resolve })),
    async fetch(request) {
      const kind = kindOf(request);
      announce(kind);
      try {
        const response = await fetch(request);
        // Read to its end here: an answer that is cut off is none.
        const body = await response.arrayBuffer();
        answers.push({ kind, status: response.status, code: codeIn(body) });
        return new Response(hasBody(request, response) ? body : null, response);
      } catch (error) {
        if (kind !== 'other') broken[kind] += 1;
        throw error;
      }
    },
  };
}

function kindOf({ method, url }: Request): RequestKind {
  const { pathname } = new URL(url);
  if (pathname === '/api/sync/push') return 'push';
  return pathname.startsWith('/api/uploads') && method !== 'HEAD' ? 'upload' : 'other';
}

function hasBody({ method }: Request, { status }: Response): boolean {
  return method !== 'HEAD' && status !== 204 && status !== 304;
}

function codeIn(body: ArrayBuffer): string {
  const [, code = ''] = /"code":"(\w+)"/.exec(new TextDecoder().decode(body.slice(0, 500))) ?? [];
  return code;
}
