import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';
import type { ProviderConfig } from '#server/account-provider.ts';

/** A certified OpenID Connect server on this machine, with accounts whose name is whatever is typed at its login. */
export type OidcServer = {
  readonly config: ProviderConfig;
  /** Logs in as this account and agrees, as a browser would. @returns the address to which the person is sent back */
  visit(authorizeUrl: string, account: string): Promise<URL>;
  close(): Promise<void>;
};

export const clientSecret = 'a secret of the client, at least as long as a hash';

/** @param redirectUri where it sends people back to, and nowhere else */
export async function openOidcServer(redirectUri: string): Promise<OidcServer> {
  // The issuer is an address with a port that is known only once it listens: a first listener finds a free one.
  const port = await freePort();
  const issuer = `http://localhost:${port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'carnet',
        client_secret: clientSecret,
        redirect_uris: [redirectUri],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    pkce: { required: () => true },
    findAccount: (_context, id) => ({
      accountId: id,
      claims: () => ({ sub: `subject of ${id}`, preferred_username: id }),
    }),
    claims: { openid: ['sub'], profile: ['preferred_username'] },
    cookies: { keys: ['for tests'] },
  });
  const server = provider.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    config: {
      issuer,
      authorizeUrl: `${issuer}/auth`,
      tokenUrl: `${issuer}/token`,
      profileUrl: `${issuer}/me`,
      clientId: 'carnet',
      clientSecret,
      scope: 'openid profile',
    },
    visit: (authorizeUrl, account) => visit(authorizeUrl, account, redirectUri),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function visit(authorizeUrl: string, account: string, redirectUri: string): Promise<URL> {
  const cookies = new Map<string, string>();
  let next: { url: string; form?: URLSearchParams } = { url: authorizeUrl };
  for (let steps = 0; steps < 12; steps += 1) {
    const { url, form } = next;
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { Cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form ? { method: 'POST', body: form } : {}),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      cookies.set(name, value);
    }
    const location = response.headers.get('location');
    if (location) {
      const to = new URL(location, url);
      if (to.href.startsWith(redirectUri)) return to;
      next = { url: to.href };
    } else {
      const page = await response.text();
      const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1];
      if (!prompt) throw new Error(`no form at ${url}: ${response.status}`);
      next = { url, form: new URLSearchParams({ prompt, login: account, password: 'x' }) };
    }
  }
  throw new Error('the provider sends in circles');
}

/** A port that nothing listens on at the moment. */
export async function freePort(): Promise<number> {
  const { createServer } = await import('node:net');
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A server that listens on a port has an address of this form.
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
