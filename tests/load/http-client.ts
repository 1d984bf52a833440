import { Agent, type IncomingMessage, request } from 'node:http';

export type Answer = { readonly status: number; readonly headers: IncomingMessage['headers']; readonly body: string };

/** Plain requests over kept connections, without what a browser adds: the machine is for the server. */
export type LoadClient = {
  send(method: string, path: string, headers: Record<string, string>, body?: string | Uint8Array): Promise<Answer>;
  /** A connection of its own, as each phone's event stream is. @returns the way to end it */
  listen(path: string, headers: Record<string, string>, heard: (text: string) => void): Promise<() => void>;
  close(): void;
};

export function createLoadClient(origin: string, sockets: number): LoadClient {
  const { hostname, port } = new URL(origin);
  if (hostname !== '127.0.0.1') throw new Error('load is for this machine only');
  const agent = new Agent({ keepAlive: true, maxSockets: sockets });
  const base = { hostname, port };
  return {
    send: (method, path, headers, body) =>
      new Promise((resolve, reject) => {
        const length = body === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(body)) };
        const sent = request({ ...base, method, path, agent, headers: { ...headers, ...length } }, (response) => {
          let text = '';
          response.setEncoding('utf8');
          response.on('data', (chunk: string) => {
            text += chunk;
          });
          response.on('error', reject);
          response.on('end', () =>
            resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
          );
        });
        sent.on('error', reject);
        sent.end(body);
      }),
    listen: (path, headers, heard) =>
      new Promise((resolve, reject) => {
        const sent = request({ ...base, path, agent: false, headers }, (response) => {
          response.setEncoding('utf8');
          response.on('data', heard);
          response.on('error', () => {});
          if (response.statusCode === 200) resolve(() => sent.destroy());
          else reject(new Error(`events: ${response.statusCode}`));
        });
        sent.on('error', reject);
        sent.end();
      }),
    close: () => agent.destroy(),
  };
}
