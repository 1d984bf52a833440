import { backupCommand } from './backup.ts';
import type { Command } from './command.ts';
import { exchangesCommand } from './exchanges.ts';
import { exportCommand } from './export.ts';
import { figuresCommand } from './figures.ts';
import { inviteCommand } from './invite.ts';
import { moveCommand } from './move.ts';
import { personCommand } from './person.ts';
import { purgeCommand } from './purge.ts';
import { restoreCommand } from './restore.ts';
import { exitCodes, runCommand, type Surroundings } from './run-command.ts';
import { serveCommand } from './serve.ts';
import { verifyCommand } from './verify.ts';

const commands: Readonly<Record<string, Command>> = {
  serve: serveCommand,
  exchanges: exchangesCommand,
  invite: inviteCommand,
  verify: verifyCommand,
  backup: backupCommand,
  restore: restoreCommand,
  export: exportCommand,
  move: moveCommand,
  figures: figuresCommand,
  purge: purgeCommand,
  person: personCommand,
};

const called = 'npm run carnet --';

/** `npm run carnet -- NAME …`. @returns the exit code */
export async function runCarnet(args: readonly string[], surroundings: Surroundings): Promise<number> {
  const [name, ...rest] = args;
  const command = name !== undefined && Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command) return runCommand(command, `${called} ${name}`, rest, surroundings);
  if (name === '--help' || name === '-h' || name === 'help') {
    surroundings.out(overview());
    return exitCodes.done;
  }
  surroundings.err(name === undefined ? overview() : `There is no command “${name}”. ${overview()}`);
  return exitCodes.askedWrongly;
}

function overview(): string {
  const width = Math.max(...Object.keys(commands).map(({ length }) => length));
  const lines = Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`);
  return [`${called} COMMAND [--help] [--json]`, '', ...lines].join('\n');
}
