import { backUp } from '../backup/backup.ts';
import { readVersion } from '../services.ts';
import { blobsOf, type Command, dataOption, placeOf } from './command.ts';

export const backupCommand: Command = {
  summary: 'Backs up everything, while the server runs.',
  usage: 'FOLDER [--data DIR]',
  details:
    'The backup is a data folder: `restore FOLDER` brings it back, and a server can be started on it as it is. Into the folder of an earlier backup only new files are copied. It holds private receipts, and hashes of sign-ins.',
  options: dataOption,
  words: [1, 1],
  async run(asked) {
    const folder = asked.pathOf(asked.words[0] ?? '');
    const { database } = placeOf(asked);
    const made = { now: new Date(), carnet: await readVersion() };
    const { manifest, blobs } = await backUp({ database, blobs: await blobsOf(asked) }, folder, made);
    const { exchanges, files, bytes, lost } = manifest;
    const lines = [
      `backed up: ${exchanges} exchanges, ${files} files of ${bytes} bytes (${blobs.copied} new) into ${folder}`,
      ...(lost.length > 0 ? [`missing or damaged here, and so in the backup: ${lost.join(', ')}`] : []),
    ];
    return { lines, data: { folder, ...manifest, newFiles: blobs.copied }, hasFaults: lost.length > 0 };
  },
};
