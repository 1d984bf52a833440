import { type ClientHttp2Session, type ClientHttp2Stream, connect } from 'node:http2';

export type Answer = { status: number; headers: Record<string, string>; body: Buffer };

/** One HTTP/2 connection, as a browser has it: all requests and the event stream side by side in it. */
export type H2 = {
  /** The protocol that was agreed on: `h2`. */
  readonly protocol: string;
  request(method: string, path: string, headers?: Record<string, string>, body?: Uint8Array): Promise<Answer>;
  /** Opens a request whose body and answer go on. */
  open(method: string, path: string, headers: Record<string, string>): ClientHttp2Stream;
  close(): void;
};

export function connectH2(port: number, ca: string): Promise<H2> {
  return new Promise((resolve, reject) => {
    const session = connect(`https://localhost:${port}`, { ca, maxSessionMemory: 200 });
    session.once('error', reject);
    session.once('connect', () => {
      session.on('error', () => {});
      resolve(clientOf(session));
    });
  });
}

function clientOf(session: ClientHttp2Session): H2 {
  const open: H2['open'] = (method, path, headers) =>
    session.request({ ':method': method, ':path': path, ...headers }, { endStream: false });
  return {
    protocol: String(session.alpnProtocol),
    open,
    request(method, path, headers = {}, body) {
      const stream = open(method, path, { ...headers, ...(body ? { 'content-length': String(body.byteLength) } : {}) });
      const answer = readAnswer(stream);
      if (body) stream.end(body);
      else stream.end();
      return answer;
    },
    close: () => session.destroy(),
  };
}

function readAnswer(stream: ClientHttp2Stream): Promise<Answer> {
  return new Promise((resolve, reject) => {
    let status = 0;
    let headers: Record<string, string> = {};
    const chunks: Buffer[] = [];
    stream.on('response', (received) => {
      status = Number(received[':status']);
      headers = Object.fromEntries(Object.entries(received).map(([name, value]) => [name, String(value)]));
    });
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    // A refusal may come before the body is through: what is left of it is then cut off, and the answer counts.
    stream.on('error', (error) => (status === 0 ? reject(error) : undefined));
    stream.on('close', () => resolve({ status, headers, body: Buffer.concat(chunks) }));
  });
}
