import { runCommand } from './cli/run-command.ts';
import { serveCommand } from './cli/serve.ts';

/** `npm start`: the app and its API on one address. */
process.exitCode = await runCommand(serveCommand, 'npm start', [], {
  env: process.env,
  out: (line) => console.log(line),
  err: (line) => console.error(line),
});
