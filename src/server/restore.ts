import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { OpenCopy } from '#domain/copy.ts';
import { type CarnetError, codeOf } from '#domain/errors.ts';
import { createInvitation } from './invitations.ts';
import { elsewhereOf, explain, readConfig } from './launch.ts';
import { type Person, type RestoredExchange, restoreCopy, wholeExchanges, withCopyFile } from './restore-file.ts';
import { nameOf } from './serve.ts';
import { closeServices, openServices, type Services } from './services.ts';

/**
 * `npm run restore -- FILE.zip [--data DIR]`: sets a server up from a copy that a phone has made, and prints a
 * one-time link for each participant. Settings as for `npm start`. Ends with 0 when everything is there, 1 when nothing
 * was restored, 2 when it was asked wrongly.
 */
const usage = 'npm run restore -- FILE.zip [--data DIR]';

process.exitCode = await main();

async function main(): Promise<number> {
  const asked = readArgs();
  if (!asked) {
    console.error(`Say which file: ${usage}`);
    return 2;
  }
  try {
    await withCopyFile(asked.file, (copy) => restoreInto(asked.data, copy));
    return 0;
  } catch (error) {
    console.error(explainRefusal(error, asked.file));
    return 1;
  }
}

async function restoreInto(data: string | undefined, copy: OpenCopy): Promise<void> {
  // Before a folder is made for nothing.
  wholeExchanges(copy);
  const config = readConfig(process.env);
  const { PORT, HOST, ORIGIN, CARNET_DATA } = config;
  const services = await openServices(data ?? CARNET_DATA, console.error, elsewhereOf(config));
  const origin = ORIGIN?.replace(/\/+$/, '') ?? `http://${nameOf(HOST ?? 'localhost')}:${PORT}`;
  try {
    for (const exchange of await restoreCopy(services, copy)) await report(services, origin, exchange);
  } finally {
    await closeServices(services);
  }
}

/** Paths are meant from where the operator stands, which npm keeps. */
function readArgs(): { file: string; data: string | undefined } | undefined {
  try {
    const { values, positionals } = parseArgs({ options: { data: { type: 'string' } }, allowPositionals: true });
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0) return undefined;
    const here = process.env.INIT_CWD ?? '.';
    return { file: resolve(here, file), data: values.data === undefined ? undefined : resolve(here, values.data) };
  } catch {
    return undefined;
  }
}

async function report(services: Services, origin: string, exchange: RestoredExchange): Promise<void> {
  const { exchangeId, topic, rows, unread, photos, lostPhotos, unsent, people } = exchange;
  console.log(`restored: “${topic}”, ${rows} rows, ${photos} files`);
  if (unread.length > 0) console.log(`kept as they came, unreadable for this version: ${unread.join(', ')}`);
  if (lostPhotos.length > 0)
    console.log(`files that are missing or damaged in the copy, until a phone sends them: ${lostPhotos.join(', ')}`);
  if (unsent > 0)
    console.log(
      `not yet sent when the copy was made: ${unsent} changes, which come when that phone syncs, or another on which its owner restores the copy`,
    );
  for (const person of people) console.log(await linkFor(services, origin, exchangeId, person));
}

async function linkFor(services: Services, origin: string, exchangeId: string, person: Person): Promise<string> {
  const { id: participantId, name, role } = person;
  // Hub staff span all exchanges.
  const input = { participantId, name, role, exchangeId: role === 'hub' ? null : exchangeId };
  const { link } = await createInvitation(services, origin, input);
  return `${role} ${name}: ${link}`;
}

/** What it means for the operator, in a sentence. */
function explainRefusal(error: unknown, file: string): string {
  const words: Partial<Record<CarnetError['code'], string>> = {
    copy_unreadable: `${file} is not a copy that Carnet has made.`,
    copy_damaged: `${file} is damaged or not complete. Nothing was restored.`,
    copy_newer: `${file} was made by a newer Carnet. Update this server first.`,
    not_found: `${file} holds no exchange: the phone that made it had not downloaded one yet.`,
    already_exists:
      'The exchange is already on this server, and was left as it is. Restore into an empty folder (--data DIR), or on a phone, which adds what is missing.',
  };
  const known = words[codeOf(error)];
  if (known !== undefined) return known;
  const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT' && 'path' in error;
  return missing && error.path === file ? `There is no file ${file}.` : explain(error);
}
