import type { Fetch } from '#sync/transport.ts';
import { shortenRequest, shortenResponse, sizeOf } from './bodies.ts';
import type { Dice } from './dice.ts';
import { type NetworkFault, networkFaults } from './faults.ts';
import type { Pulse } from './pulse.ts';

/** Whoever sends requests; what it waits for may come when it is dead. */
export type Caller = { readonly name: string; alive: boolean };

/** The server as the link reaches it: undefined when it dies before it has answered. */
export type Reach = (request: Request) => Promise<Response | undefined>;

export type LinkDeps = {
  dice: Dice;
  pulse: Pulse;
  server: Reach;
  /** All probabilities are multiplied by this: 0 is a network without faults, 1 a terrible one. */
  badness: number;
  happened(fault: NetworkFault): void;
  tell(line: string): void;
};

/** Something on its way: a request to the server, or an answer to a phone. */
type Parcel = { caller: Caller; arrive(): Promise<void> };

type Pending = { caller: Caller; what: string; settle: PromiseWithResolvers<Response> };

/** How many requests in a row meet the same proxy or login page. */
const spell = 4;

/** A proxy's limit for bodies, in bytes: most of a story's single writes are smaller, batches and pieces of photos are not. */
const proxyLimit = 700;

/**
 * A network in memory between phones and server, on real requests and answers. Nothing arrives by itself: the story
 * says when the next parcel does, and the dice say which, so parcels wait, overtake each other, and come twice.
 */
export class Link {
  readonly #deps: LinkDeps;
  readonly #parcels: Parcel[] = [];
  readonly #spells = new Map<string, { fault: NetworkFault; left: number }>();
  #healed = false;

  constructor(deps: LinkDeps) {
    this.#deps = deps;
  }

  /** From here on nothing goes wrong on the way; what was sent twice still comes. */
  heal(): void {
    this.#healed = true;
    this.#spells.clear();
  }

  get isEmpty(): boolean {
    return this.#parcels.length === 0;
  }

  fetchOf(caller: Caller): Fetch {
    return (request) => {
      const settle = Promise.withResolvers<Response>();
      const pending = { caller, what: nameOf(request), settle };
      this.#send(caller, () => this.#reachServer(pending, request));
      this.#deps.pulse.end(caller);
      return settle.promise;
    };
  }

  /** Lets one parcel arrive; resolves when what it causes at the server has been done, or the server is dead. */
  async deliverOne(): Promise<void> {
    const [parcel] = this.#parcels.splice(this.#deps.dice.below(this.#parcels.length), 1);
    await parcel?.arrive();
  }

  #send(caller: Caller, arrive: () => Promise<void>): void {
    this.#parcels.push({ caller, arrive });
  }

  async #reachServer(pending: Pending, request: Request): Promise<void> {
    const { dice, server } = this.#deps;
    if (await this.#isKeptFrom(pending, request)) return;
    if (this.#happens('request sent twice')) {
      const copy = request.clone();
      this.#note(pending, 'request sent twice');
      this.#send(pending.caller, async () => {
        this.#deps.tell(`  ${pending.caller.name}: ${pending.what} arrives once more`);
        await (await server(copy))?.body?.cancel();
      });
    }
    if (this.#happens('request cut off')) {
      this.#note(pending, 'request cut off');
      await (await server(await shortenRequest(request, dice.next(), 'cut')))?.body?.cancel();
      return this.#fail(pending, 'the request was cut off');
    }
    let arriving = request;
    if (this.#happens('request shortened')) {
      this.#note(pending, 'request shortened');
      arriving = await shortenRequest(request, dice.next(), 'short');
    }
    const response = await server(arriving);
    if (!response) return this.#fail(pending, 'the server did not answer');
    await this.#sendBack(pending, response);
  }

  /** Whether the request never gets to the server: lost, or answered by something in between. */
  async #isKeptFrom(pending: Pending, request: Request): Promise<boolean> {
    if (this.#happens('request lost')) {
      this.#note(pending, 'request lost');
      this.#fail(pending, 'the request was lost');
      return true;
    }
    const fault = this.#spellOf(pending.caller) ?? this.#pageInsteadOfPhoto(request);
    if (fault === undefined) return false;
    if (fault === 'request refused with 413' && (await sizeOf(request)) <= proxyLimit) return false;
    this.#note(pending, fault);
    if (fault === 'redirect to a login page' && request.redirect === 'error') {
      this.#fail(pending, 'a redirect');
      return true;
    }
    this.#answer(pending, answerOf(fault));
    return true;
  }

  /** Proxies and login pages come in spells: the same phone meets the same one a few times. */
  #spellOf(caller: Caller): NetworkFault | undefined {
    const going = this.#spells.get(caller.name);
    if (going) {
      if (going.left <= 1) this.#spells.delete(caller.name);
      else going.left -= 1;
      return going.fault;
    }
    const fault = inBetween.find((each) => this.#happens(each));
    if (fault) this.#spells.set(caller.name, { fault, left: this.#deps.dice.below(spell) });
    return fault;
  }

  /** Photos are asked for seldom, and a login page's 200 does its worst there: so it comes more often. */
  #pageInsteadOfPhoto({ url }: Request): NetworkFault | undefined {
    if (!url.includes('/blobs/')) return undefined;
    const pages = Array.from({ length: 4 }, () => 'login page instead of an answer' as const);
    return pages.find((page) => this.#happens(page));
  }

  async #sendBack(pending: Pending, response: Response): Promise<void> {
    const { dice } = this.#deps;
    const fault = onTheWayBack.find((each) => this.#happens(each));
    if (fault === undefined) {
      this.#deps.tell(`  ${pending.caller.name}: ${pending.what} → ${response.status}`);
      return this.#answer(pending, response);
    }
    this.#note(pending, fault);
    if (fault === 'answer cut off') return this.#answer(pending, await shortenResponse(response, dice.next(), 'cut'));
    if (fault === 'answer shortened')
      return this.#answer(pending, await shortenResponse(response, dice.next(), 'short'));
    await response.body?.cancel();
    if (fault === 'answer lost') this.#fail(pending, 'the answer was lost');
    else this.#answer(pending, answerOf(fault));
  }

  #answer({ caller, settle }: Pending, response: Response): void {
    this.#comeBack(caller, () => settle.resolve(response));
  }

  #fail({ caller, settle }: Pending, why: string): void {
    this.#comeBack(caller, () => settle.reject(new TypeError(`simulated: ${why}`)));
  }

  #comeBack(caller: Caller, settle: () => void): void {
    this.#send(caller, async () => {
      if (!caller.alive) return;
      this.#deps.pulse.begin(caller);
      settle();
    });
  }

  #happens(fault: NetworkFault): boolean {
    return !this.#healed && this.#deps.dice.happens(networkFaults[fault] * this.#deps.badness);
  }

  #note({ caller, what }: Pending, fault: NetworkFault): void {
    this.#deps.happened(fault);
    this.#deps.tell(`  ${caller.name}: ${what}: ${fault}`);
  }
}

const inBetween = [
  'request refused with 401',
  'request refused with 413',
  'request refused with 429',
  'request refused with 500',
  'request refused with 503',
  'login page instead of an answer',
  'redirect to a login page',
] as const satisfies NetworkFault[];

const onTheWayBack = [
  'answer lost',
  'answer cut off',
  'answer shortened',
  'acted upon, then answered with 500',
  'acted upon, then answered with 503',
] as const satisfies NetworkFault[];

/** The same in each run: without the ids that the server makes of its own chance. */
function nameOf({ method, url }: Request): string {
  const path = new URL(url).pathname.replace('/api/', '');
  const hash = /blobs\/(\w{8})/.exec(path)?.[1];
  if (hash !== undefined) return `${method} photo ${hash}`;
  return `${method} ${path.replace(/^uploads\/.*/, 'upload').replace(/^exchanges\/.*\//, '')}`;
}

const loginPage = '<!doctype html><html><title>Welcome to the hotel</title><form>Room number</form></html>';

function answerOf(fault: NetworkFault): Response {
  const status = /\d{3}$/.exec(fault)?.[0];
  // A 401 of ours has a body that says so; those of proxies have not.
  if (status === '401') return Response.json({ type: 'error', code: 'unauthorized' }, { status: 401 });
  const headers = { 'Retry-After': '90' };
  if (status !== undefined)
    return new Response('', { status: Number(status), headers: status === '429' ? headers : {} });
  return new Response(loginPage, { headers: { 'Content-Type': 'text/html' } });
}
