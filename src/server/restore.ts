import { restoreCommand } from './cli/restore.ts';
import { runCommand } from './cli/run-command.ts';

/**
 * `npm run restore -- FILE.zip [--data DIR]`: sets a server up from a copy that a phone has made, and prints a
 * one-time link for each participant. Settings as for `npm start`. Ends with 0 when everything is there, 1 when nothing
 * was restored, 2 when it was asked wrongly.
 */
process.exitCode = await runCommand(restoreCommand, 'npm run restore --', process.argv.slice(2), {
  env: process.env,
  out: (line) => console.log(line),
  err: (line) => console.error(line),
});
