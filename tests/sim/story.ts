import 'fake-indexeddb/auto';
import { createHash } from 'node:crypto';
import { getSyncState } from '#store/queries/sync.ts';
import { type Action, hubActions, pairActions } from './actions.ts';
import { checkHealed, checkPhone, tabOf } from './checks.ts';
import { type Dice, throwDice } from './dice.ts';
import { countFault, type FaultCounts, type LifeFault, lifeFaults } from './faults.ts';
import { clockErrors, restorePhone, restoreServer, signInAgain } from './life.ts';
import { turn } from './pulse.ts';
import type { PhoneCopy, SimPhone, Tab } from './sim-phone.ts';
import { isSignedIn, openSimWorld, type World } from './sim-world.ts';

/** How much happens in a story: what people do, and how many steps it may take at most. */
const length = { actions: 28, steps: 500 };

/** A story that did not end well, with all of its steps. */
export class StoryFailed extends Error {
  readonly seed: number;

  constructor(seed: number, lines: readonly string[], cause: unknown) {
    const why = cause instanceof Error ? cause.message : String(cause);
    const again = `To tell this story alone: SIM_SEED=${seed} npx vitest run tests/sim`;
    super(`seed ${seed}: ${why}\n\n${lines.join('\n')}\n\nseed ${seed}: ${why}\n${again}`, { cause });
    this.name = 'StoryFailed';
    this.seed = seed;
  }
}

/**
 * Tells the story of one seed: people use their phones while everything goes wrong; then the network heals, and what
 * has to be true is checked. The same seed tells the same story, step by step.
 *
 * @returns the lines of the story
 * @throws  StoryFailed
 */
export async function tellStory(seed: number, counts: FaultCounts = new Map()): Promise<string[]> {
  hashWithoutThreads();
  const story = new Story(seed, counts);
  try {
    await story.tell();
  } catch (error) {
    throw new StoryFailed(seed, story.lines, error);
  } finally {
    await story.end();
  }
  return story.lines;
}

/** WebCrypto hashes in other threads, which end at another moment in each run. The hash is the same. */
function hashWithoutThreads(): void {
  const digest = async (_: unknown, bytes: ArrayBuffer | Uint8Array) =>
    Uint8Array.from(
      createHash('sha256')
        .update(new Uint8Array(bytes as ArrayBuffer))
        .digest(),
    ).buffer;
  Object.defineProperty(crypto.subtle, 'digest', { value: digest, configurable: true });
}

class Story {
  readonly lines: string[] = [];
  readonly #seed: number;
  readonly #counts: FaultCounts;
  readonly #dice: Dice;
  readonly #copies = new Map<SimPhone, PhoneCopy>();
  /** What was done last on each phone: people go on with what they do, while the sync goes on with it too. */
  readonly #doing = new Map<SimPhone, Action>();
  #world: World | undefined;
  #actions = 0;
  #failure: unknown;

  constructor(seed: number, counts: FaultCounts) {
    this.#seed = seed;
    this.#counts = counts;
    this.#dice = throwDice(seed, 3);
  }

  async tell(): Promise<void> {
    const world = await openSimWorld({
      seed: this.#seed,
      happened: (fault) => countFault(this.#counts, fault),
      tell: (line) => this.lines.push(line),
    });
    this.#world = world;
    this.#say(`${world.phones.map(({ name }) => name).join(', ')}`);
    for (let step = 0; step < length.steps && this.#actions < length.actions; step += 1) {
      world.time += this.#dice.below(90_000);
      await this.#step(world);
      if (this.#failure !== undefined) throw this.#failure;
    }
    await this.#settle(world);
    if (this.#failure !== undefined) throw this.#failure;
    await checkHealed(world);
  }

  async end(): Promise<void> {
    await this.#world?.close();
  }

  #say(line: string): void {
    this.lines.push(line);
  }

  /** One thing happens; often the next one happens before it has come to its end. */
  async #step(world: World): Promise<void> {
    const { link, server, pulse } = world;
    const fault = this.#pickFault(world);
    if (fault !== undefined) await this.#befall(world, fault);
    else if (!server.isUp && this.#dice.happens(0.2)) await this.#startServer(world);
    else if (!link.isEmpty && this.#dice.happens(0.9)) this.#deliver(world);
    else await this.#live(world);
    if (this.#dice.happens(0.35)) for (let turns = this.#dice.below(25); turns > 0; turns -= 1) await turn();
    else await pulse.rest();
  }

  #pickFault(world: World): LifeFault | undefined {
    const fault = faultNames.find((name) => this.#dice.happens(lifeFaults[name]));
    if (fault === 'phone restored from an old copy' && world.restores !== 'phone') return undefined;
    if (fault === 'server restored from a backup' && world.restores !== 'server') return undefined;
    return fault;
  }

  /** Without waiting for it: the other phones go on meanwhile. */
  #deliver({ link, pulse }: World): void {
    this.#begin(pulse.during(link, () => link.deliverOne()));
  }

  async #live(world: World): Promise<void> {
    const phone = this.#dice.pick(world.phones);
    if (!phone) return;
    const tab = this.#dice.pick(phone.tabs);
    if (!tab) return this.#openTab(world, phone);
    const chance = this.#dice.next();
    if (chance < 0.45) this.#act(world, tab);
    else if (chance < 0.72) this.#wake(tab);
    else if (chance < 0.82) this.#ring(tab);
    else if (chance < 0.85 && phone.tabs.length < 2) await this.#openTab(world, phone);
    else if (chance < 0.94) await this.#look(world, phone);
    else if (chance < 0.98) await this.#keepCopy(world, phone);
    else await this.#signIn(world, phone);
  }

  #act({ pulse, ledger, sectionIds }: World, tab: Tab): void {
    this.#actions += 1;
    const { phone, store } = tab;
    const { dice, person } = phone.deps;
    const before = this.#doing.get(phone);
    const goesOn = before !== undefined && dice.happens(0.45);
    const action = goesOn ? before : dice.pick(person.role === 'hub' ? hubActions : pairActions);
    if (!action) return;
    this.#doing.set(phone, action);
    const number = this.#actions;
    this.#begin(
      pulse.during(tab, async () => {
        try {
          const done = await action({ store, dice, ledger, sectionIds, phone: phone.name });
          if (done !== undefined) this.#say(`${number}. ${tab.name} ${done}`);
        } catch (error) {
          if (tab.alive) throw error;
          this.#say(`${number}. ${tab.name} dies in the middle of ${action.name}`);
        }
      }),
    );
  }

  #wake(tab: Tab): void {
    this.#say(`${tab.name} syncs`);
    tab.loop.wake();
  }

  #ring(tab: Tab): void {
    if (!tab.timer) return;
    this.#say(`${tab.name} syncs after ${Math.round(tab.timer.delay / 1000)} s`);
    const { callback } = tab.timer;
    tab.timer = undefined;
    callback();
  }

  async #openTab({ pulse }: World, phone: SimPhone): Promise<void> {
    await pulse.rest();
    const tab = await phone.openTab();
    this.#say(`${tab.name} is opened`);
    tab.loop.wake();
  }

  async #look(world: World, phone: SimPhone): Promise<void> {
    await world.pulse.rest();
    if (phone.tabs.length === 0) return;
    this.#say(`(a look at ${phone.name})`);
    await checkPhone(world, phone);
  }

  /** A copy of the phone, or the server's backup: whatever this story may go back to. */
  async #keepCopy(world: World, phone: SimPhone): Promise<void> {
    await world.pulse.rest();
    if (world.restores === 'phone') {
      this.#copies.set(phone, await phone.copy());
      this.#say(`a copy of ${phone.name} is kept`);
    } else if (!world.server.hasBackup && world.server.isUp) {
      world.server.backUp();
      this.#say('the server is backed up');
    }
  }

  async #signIn(world: World, phone: SimPhone): Promise<void> {
    await world.pulse.rest();
    if (!world.server.isUp) return;
    world.server.dieAfter(Number.POSITIVE_INFINITY);
    if (await signInAgain(world, phone)) this.#say(`${phone.name} signs in again`);
  }

  async #startServer({ server, pulse }: World): Promise<void> {
    await pulse.rest();
    await server.start();
    this.#say('the server is started');
  }

  async #befall(world: World, fault: LifeFault): Promise<void> {
    const phone = this.#dice.pick(world.phones);
    if (phone && (await this.#does(world, fault, phone))) countFault(this.#counts, fault);
  }

  /** @returns whether it could happen */
  async #does(world: World, fault: LifeFault, phone: SimPhone): Promise<boolean> {
    const { server, pulse } = world;
    switch (fault) {
      case 'tab killed': {
        const tab = this.#dice.pick(phone.tabs);
        if (!tab) return false;
        this.#say(`${tab.name} is killed`);
        phone.killTab(tab);
        return true;
      }
      case 'phone switched off':
        this.#say(`${phone.name} is switched off`);
        phone.switchOff();
        return true;
      case 'clock put wrong':
        phone.clockError = this.#dice.pick(clockErrors) ?? 0;
        this.#say(`the clock of ${phone.name} goes ${phone.clockError / 3_600_000} hours wrong`);
        return true;
      case 'sign-in revoked':
        await pulse.rest();
        if (!server.isUp || !(await isSignedIn(world, phone))) return false;
        this.#say(`the sign-in of ${phone.name} is revoked`);
        await server.services.storage.signIns.revokeDevice(phone.deps.deviceId, new Date(world.time).toISOString());
        return true;
      case 'server killed':
        // Now, or in the middle of what comes next; it is counted when it happens.
        if (this.#dice.happens(0.3)) server.kill();
        else server.dieAfter(1 + this.#dice.below(16));
        return false;
      case 'phone restored from an old copy': {
        const copy = this.#copies.get(phone);
        if (!copy) return false;
        await pulse.rest();
        this.#say(`${phone.name} is restored from its old copy`);
        await restorePhone(world, phone, copy);
        return true;
      }
      case 'server restored from a backup':
        if (!server.hasBackup) return false;
        await pulse.rest();
        this.#say('the server is restored from its backup');
        await restoreServer(world);
        return true;
    }
  }

  /** Nothing goes wrong any more; the loops' own timers have to bring everything to its end. */
  async #settle(world: World): Promise<void> {
    const { link, server, pulse, phones } = world;
    for (const phone of phones) await this.#look(world, phone);
    this.#say('— the network heals —');
    link.heal();
    world.time += overADay;
    await pulse.rest();
    if (!server.isUp) await this.#startServer(world);
    server.dieAfter(Number.POSITIVE_INFINITY);
    for (const phone of phones) {
      await this.#signIn(world, phone);
      if (phone.tabs.length === 0) await phone.openTab();
      for (const tab of phone.tabs) tab.loop.wake();
    }
    // Twice, because what the last one to be done has sent must still come to the others.
    for (let round = 0, done = 0; round < 12 && done < 2; round += 1) {
      await this.#deliverAll(world);
      done = (await hasAllDone(phones)) ? done + 1 : 0;
      for (const phone of phones) this.#ring(tabOf(phone));
    }
    await this.#deliverAll(world);
  }

  async #deliverAll({ link, pulse }: World): Promise<void> {
    await pulse.rest();
    while (!link.isEmpty) {
      this.#begin(pulse.during(link, () => link.deliverOne()));
      await pulse.rest();
    }
  }

  #begin(work: Promise<void>): void {
    work.catch((error: unknown) => {
      this.#failure ??= error;
    });
  }
}

/** Long enough (ms) that the loops look again whether the server has all photos. */
const overADay = 25 * 60 * 60_000;

// lifeFaults has exactly these keys.
const faultNames = Object.keys(lifeFaults) as LifeFault[];

/** A loop that has everything looks again after five minutes; any other sooner. */
const idleDelay = 5 * 60_000;

async function hasAllDone(phones: readonly SimPhone[]): Promise<boolean> {
  for (const phone of phones) {
    const { waiting, error } = await getSyncState(tabOf(phone).store);
    if (waiting > 0 || error !== null) return false;
    if (tabOf(phone).timer?.delay !== idleDelay) return false;
  }
  return true;
}
