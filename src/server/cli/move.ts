import { join } from 'node:path';
import { restoreDataFolder } from '../backup/restore-backup.ts';
import { lockFolder } from '../folder-lock.ts';
import { readConfig } from '../launch.ts';
import { AskedWrongly, type Command, dataDirOf, dataOption, elsewhereBlobs } from './command.ts';

/** From one small box to many: the same data, in PostgreSQL and perhaps in S3. */
export const moveCommand: Command = {
  summary: 'Moves a data folder (SQLite) into the empty PostgreSQL database that DATABASE_URL names.',
  usage: '[--data DIR]',
  details:
    'Stop the server first; start it with the same settings afterwards. With S3_… set the files move there, too; otherwise they stay where they are. The folder itself is left as it is.',
  options: dataOption,
  async run(asked) {
    const { DATABASE_URL: databaseUrl } = readConfig(asked.env);
    if (databaseUrl === undefined) throw new AskedWrongly('DATABASE_URL has to name where to');
    const dataDir = dataDirOf(asked);
    const target = { dataDir, databaseUrl, blobs: elsewhereBlobs(asked) };
    const unlock = await lockFolder(dataDir);
    const { exchanges, blobs } = await restoreDataFolder(dataDir, target).finally(unlock);
    const lost = [...blobs.missing, ...blobs.damaged];
    const place = target.blobs ? `${blobs.copied} files copied` : `the files stay in ${join(dataDir, 'blobs')}`;
    const lines = [
      `moved: ${exchanges} exchanges, ${place}`,
      ...(lost.length > 0 ? [`missing or damaged: ${lost.join(', ')}`] : []),
    ];
    return { lines, data: { exchanges, copiedFiles: blobs.copied, lost }, hasFaults: lost.length > 0 };
  },
};
