import { stat } from 'node:fs/promises';
import type { OpenCopy } from '#domain/copy.ts';
import { type CarnetError, codeOf } from '#domain/errors.ts';
import { readManifest } from '../backup/backup.ts';
import { restoreDataFolder } from '../backup/restore-backup.ts';
import { openS3Blobs } from '../blobs/s3.ts';
import { createInvitation } from '../invitations.ts';
import { explain } from '../launch.ts';
import { type Person, type RestoredExchange, restoreCopy, wholeExchanges, withCopyFile } from '../restore-file.ts';
import type { Services } from '../services.ts';
import { type Answer, type Asked, type Command, dataOption, originOf, placeOf, withServices } from './command.ts';

/** Sets a server up from a copy that a phone has made, and prints a one-time link for each participant. */
export const restoreCommand: Command = {
  summary: 'Sets a server up from a backup, or exchanges from a copy that a phone or `export` has made.',
  usage: '(FILE.zip | BACKUP) [--data DIR]',
  details:
    'Of a copy (FILE.zip) it prints a one-time link for each participant; an exchange that is there already is left as it is. A backup (a folder) needs an empty store, and its phones stay signed in.',
  options: dataOption,
  words: [1, 1],
  async run(asked) {
    const file = asked.pathOf(asked.words[0] ?? '');
    if (await isFolder(file)) return restoreBackup(asked, file);
    try {
      return await withCopyFile(file, (copy) => restoreInto(asked, copy));
    } catch (error) {
      throw new Error(explainRefusal(error, file), { cause: error });
    }
  },
};

async function isFolder(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found?.isDirectory() ?? false;
}

async function restoreBackup(asked: Asked, folder: string): Promise<Answer> {
  const { madeAt } = await readManifest(folder);
  const { dataDir, databaseUrl, s3 } = placeOf(asked);
  const target = { dataDir, databaseUrl, blobs: s3 && openS3Blobs(s3) };
  const { exchanges, blobs } = await restoreDataFolder(folder, target);
  const lost = [...blobs.missing, ...blobs.damaged];
  const lines = [
    `restored: ${exchanges} exchanges and ${blobs.copied} files, as they were on ${madeAt}`,
    ...(lost.length > 0 ? [`missing or damaged, until a phone sends them: ${lost.join(', ')}`] : []),
  ];
  return { lines, data: { madeAt, exchanges, files: blobs.copied, lost }, hasFaults: lost.length > 0 };
}

function restoreInto(asked: Asked, copy: OpenCopy): Promise<Answer> {
  // Before a folder is made for nothing.
  wholeExchanges(copy);
  return withServices(asked, async (services) => {
    const restored = await restoreCopy(services, copy);
    const lines: string[] = [];
    const exchanges: object[] = [];
    for (const exchange of restored) {
      const links = await linksFor(services, originOf(asked), exchange);
      lines.push(...reportOf(exchange), ...links.map(({ role, name, link }) => `${role} ${name}: ${link}`));
      exchanges.push({ ...exchange, people: links });
    }
    return { lines, data: { exchanges } };
  });
}

function reportOf({ topic, rows, unread, photos, lostPhotos, unsent }: RestoredExchange): string[] {
  return [
    `restored: “${topic}”, ${rows} rows, ${photos} files`,
    ...(unread.length > 0 ? [`kept as they came, unreadable for this version: ${unread.join(', ')}`] : []),
    ...(lostPhotos.length > 0
      ? [`files that are missing or damaged in the copy, until a phone sends them: ${lostPhotos.join(', ')}`]
      : []),
    ...(unsent > 0
      ? [
          `not yet sent when the copy was made: ${unsent} changes, which come when that phone syncs, or another on which its owner restores the copy`,
        ]
      : []),
  ];
}

async function linksFor(services: Services, origin: string, { exchangeId, people }: RestoredExchange) {
  const links: (Person & { link: string })[] = [];
  for (const { id, name, role } of people) {
    // Hub staff span all exchanges.
    const input = { participantId: id, name, role, exchangeId: role === 'hub' ? null : exchangeId };
    links.push({ id, name, role, link: (await createInvitation(services, origin, input)).link });
  }
  return links;
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
