import type { ParseArgsOptionsConfig } from 'node:util';
import { elsewhereOf, readConfig } from '../launch.ts';
import { nameOf } from '../serve.ts';
import { closeServices, openServices, type Services } from '../services.ts';

/** One command of `npm run carnet -- NAME …`. A new one is a file beside this one and a line in commands.ts. */
export type Command = {
  /** One line for the list of all commands. */
  readonly summary: string;
  /** What follows the command's name, such as `FILE.zip [--data DIR]`. */
  readonly usage: string;
  /** What there is to know before it is used, for `--help`. */
  readonly details?: string;
  readonly options?: ParseArgsOptionsConfig;
  /** How many words it takes beside its options, at least and at most. */
  readonly words?: readonly [least: number, most: number];
  /**
   * @throws AskedWrongly when the words make no sense together, any other Error when it can't be done: the message is
   *         what the operator reads
   */
  run(asked: Asked): Promise<Answer>;
};

/** What was typed after the command's name, and the surroundings. */
export type Asked = {
  readonly words: readonly string[];
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** A path as the operator means it: from where they stand, which npm keeps. */
  readonly pathOf: (path: string) => string;
  /** A line of progress on the standard error output. */
  readonly say: (line: string) => void;
};

/** What came of a command: lines for people, data for `--json`. */
export type Answer = {
  readonly lines: readonly string[];
  readonly data: Readonly<Record<string, unknown>>;
  /** It was done, and something is wrong with what it looked at: ends with 3. */
  readonly hasFaults?: boolean;
};

/** The command was asked wrongly: its usage is shown, and it ends with 2. */
export class AskedWrongly extends Error {}

/** The option of every command that opens the store. */
export const dataOption = { data: { type: 'string' } } as const satisfies ParseArgsOptionsConfig;

/** An option that takes a text. */
export function textOf({ options }: Asked, name: string): string | undefined {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
}

/**
 * Opens the store that the settings name (`--data` before CARNET_DATA), as the server does, for as long as `work` takes.
 * @throws Error in words when it can't be opened
 */
export async function withServices<T>(asked: Asked, work: (services: Services) => Promise<T>): Promise<T> {
  const config = readConfig(asked.env);
  const services = await openServices(dataDirOf(asked), asked.say, elsewhereOf(config));
  try {
    return await work(services);
  } finally {
    await closeServices(services);
  }
}

/** The data folder that the settings name. */
export function dataDirOf(asked: Asked): string {
  const data = textOf(asked, 'data');
  return asked.pathOf(data ?? readConfig(asked.env).CARNET_DATA);
}

/** How browsers reach the server, for links. Without a slash at the end. */
export function originOf({ env }: Asked): string {
  const { ORIGIN, HOST, PORT } = readConfig(env);
  return ORIGIN?.replace(/\/+$/, '') ?? `http://${nameOf(HOST ?? 'localhost')}:${PORT}`;
}
