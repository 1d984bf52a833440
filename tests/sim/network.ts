import type { Fetch } from '#sync/transport.ts';

/** What a bad network does to one request, each with its probability. */
export type Faults = {
  /** The request never arrives. */
  lose: number;
  /** The request arrives and is acted upon; the answer does not come back. */
  loseAnswer: number;
  /** The request arrives twice. */
  duplicate: number;
};

/** A link between one device and the server that loses and duplicates until it is healed. */
export function faultyLink(server: Fetch, faults: Faults, random: () => number): { fetch: Fetch; heal(): void } {
  let healed = false;
  const happens = (probability: number) => !healed && random() < probability;
  return {
    heal: () => {
      healed = true;
    },
    fetch: async (request) => {
      if (happens(faults.lose)) throw new TypeError('simulated: the request was lost');
      if (happens(faults.duplicate)) await hangUp(await server(request.clone()));
      const response = await server(request);
      if (!happens(faults.loseAnswer)) return response;
      await hangUp(response);
      throw new TypeError('simulated: the answer was lost');
    },
  };
}

/** A connection that breaks tells the server, which then stops reading the file that it was sending. */
async function hangUp(response: Response): Promise<void> {
  await response.body?.cancel();
}
