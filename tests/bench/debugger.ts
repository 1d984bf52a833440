/** A browser's debugger, spoken to by its own protocol: Playwright would stop each service worker at its start. */
export type Debugger = {
  send(method: string, params?: object, sessionId?: string): Promise<Record<string, unknown>>;
  close(): void;
};

type Answer = { id?: number; result?: Record<string, unknown>; error?: { message: string } };

export async function openDebugger(port: string): Promise<Debugger> {
  const version = await (await fetch(`http://127.0.0.1:${port}/json/version`)).json();
  const socket = new WebSocket(String(version.webSocketDebuggerUrl));
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve);
    socket.addEventListener('error', reject);
  });
  const waiting = new Map<number, PromiseWithResolvers<Record<string, unknown>>>();
  let last = 0;
  socket.addEventListener('message', ({ data }) => {
    const { id = 0, result = {}, error } = JSON.parse(String(data)) as Answer;
    if (error) waiting.get(id)?.reject(new Error(error.message));
    else waiting.get(id)?.resolve(result);
    waiting.delete(id);
  });
  return {
    send(method, params = {}, sessionId) {
      last += 1;
      const asked = Promise.withResolvers<Record<string, unknown>>();
      waiting.set(last, asked);
      socket.send(JSON.stringify({ id: last, method, params, sessionId }));
      return asked.promise;
    },
    close: () => socket.close(),
  };
}
