import { join } from 'node:path';
import type { ParseArgsOptionsConfig } from 'node:util';
import { databaseName } from '../backup/backup.ts';
import type { BlobStore } from '../blobs/blob-port.ts';
import { openFolderBlobs } from '../blobs/folder.ts';
import { openS3Blobs } from '../blobs/s3.ts';
import { elsewhereOf, readConfig } from '../launch.ts';
import { nameOf } from '../serve.ts';
import { closeServices, type Elsewhere, openServices, type Services } from '../services.ts';

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
 * Opens the store that the settings name, as the server does, for as long as `work` takes. A folder that is named by
 * `--data` is meant as a whole: neither DATABASE_URL nor S3_… takes the place of a part of it.
 * @throws Error in words when it can't be opened
 */
export async function withServices<T>(asked: Asked, work: (services: Services) => Promise<T>): Promise<T> {
  const services = await openServices(dataDirOf(asked), asked.say, elsewhere(asked));
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

function elsewhere(asked: Asked): Elsewhere {
  return textOf(asked, 'data') === undefined ? elsewhereOf(readConfig(asked.env)) : {};
}

/** Where the database lies, and whatever else the settings name. */
export function placeOf(asked: Asked) {
  const { databaseUrl, s3 } = elsewhere(asked);
  const dataDir = dataDirOf(asked);
  const database = databaseUrl === undefined ? { sqlite: join(dataDir, databaseName) } : { postgres: databaseUrl };
  return { dataDir, databaseUrl, database, s3 };
}

/** The S3 store that the settings name; undefined for the folder. */
export function elsewhereBlobs(asked: Asked): BlobStore | undefined {
  const { s3 } = elsewhereOf(readConfig(asked.env));
  return s3 && openS3Blobs(s3);
}

/** The store of the files, without the database. */
export async function blobsOf(asked: Asked): Promise<BlobStore> {
  const { dataDir, s3 } = placeOf(asked);
  return s3 ? openS3Blobs(s3) : openFolderBlobs(join(dataDir, 'blobs'));
}

/** How browsers reach the server, for links. Without a slash at the end. */
export function originOf({ env }: Asked): string {
  const { ORIGIN, HOST, PORT } = readConfig(env);
  return ORIGIN?.replace(/\/+$/, '') ?? `http://${nameOf(HOST ?? 'localhost')}:${PORT}`;
}
