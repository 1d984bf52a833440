import { runCarnet } from './cli/commands.ts';

/** `npm run carnet -- COMMAND …`: what an operator does beside running the server. */
process.exitCode = await runCarnet(process.argv.slice(2), {
  env: process.env,
  out: (line) => console.log(line),
  err: (line) => console.error(line),
});
