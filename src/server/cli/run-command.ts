import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { explain } from '../launch.ts';
import { type Answer, type Asked, AskedWrongly, type Command } from './command.ts';

/** Exit codes, kept stable for scripts. */
export const exitCodes = { done: 0, failed: 1, askedWrongly: 2, faults: 3 } as const;

export type Surroundings = {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** A line on the standard output. */
  readonly out: (line: string) => void;
  /** A line on the standard error output. */
  readonly err: (line: string) => void;
};

const common = { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } as const;

/**
 * Runs one command. People read its lines, what goes wrong as a sentence on the standard error output; with `--json`
 * the standard output is one JSON object with `ok`, the command's data, or `error`.
 *
 * @param name how it was called, such as `npm run carnet -- restore`
 * @returns the exit code
 */
export async function runCommand(
  command: Command,
  name: string,
  args: readonly string[],
  { env, out, err }: Surroundings,
): Promise<number> {
  const asksJson = args.includes('--json');
  const fail = (code: number, words: string) => {
    if (asksJson) out(JSON.stringify({ ok: false, error: words }));
    else err(words);
    return code;
  };
  try {
    const { values, positionals } = readArgs(command, args);
    if (values.help === true) {
      out(helpOf(command, name));
      return exitCodes.done;
    }
    assertCount(command, positionals);
    const answer = await command.run({
      words: positionals,
      options: values,
      env,
      pathOf: (path) => resolve(env.INIT_CWD ?? '.', path),
      say: err,
    });
    tell(answer, asksJson, out);
    return answer.hasFaults === true ? exitCodes.faults : exitCodes.done;
  } catch (error) {
    if (error instanceof AskedWrongly)
      return fail(exitCodes.askedWrongly, `${error.message}: ${name} ${command.usage}`);
    return fail(exitCodes.failed, explain(error));
  }
}

function readArgs({ options = {} }: Command, args: readonly string[]) {
  try {
    const parsed = parseArgs({ args: [...args], options: { ...common, ...options }, allowPositionals: true });
    // No option of ours is `multiple`, so no value is a list.
    return { ...parsed, values: parsed.values as Asked['options'] };
  } catch (error) {
    // Node's own words name the option; what follows them is advice for programmers.
    const [words = ''] = String(error instanceof Error ? error.message : error).split('. ');
    throw new AskedWrongly(words);
  }
}

function assertCount({ words: [least, most] = [0, 0] }: Command, words: readonly string[]): void {
  if (words.length < least) throw new AskedWrongly(least === 1 ? 'Something is missing' : 'Some of it is missing');
  if (words.length > most) throw new AskedWrongly(`“${words[most]}” is one word too many`);
}

function tell({ lines, data, hasFaults }: Answer, asksJson: boolean, out: (line: string) => void): void {
  if (asksJson) out(JSON.stringify({ ok: hasFaults !== true, ...data }));
  else for (const line of lines) out(line);
}

function helpOf({ summary, usage, details }: Command, name: string): string {
  const ends =
    'Ends with 0 when it is done, 1 when it could not be done, 2 when it was asked wrongly, 3 when faults were found. --json prints one JSON object instead of words.';
  return [`${name} ${usage}`.trimEnd(), '', summary, ...(details === undefined ? [] : ['', details]), '', ends].join(
    '\n',
  );
}
