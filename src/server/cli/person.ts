import { writeFile } from 'node:fs/promises';
import { idSchema } from '#domain/scalars.ts';
import { erasePerson } from '../retention/erase-person.ts';
import { exportPerson } from '../retention/export-person.ts';
import { type Answer, type Asked, AskedWrongly, type Command, dataOption, textOf, withServices } from './command.ts';

/** What a person may ask of whoever keeps their data. */
export const personCommand: Command = {
  summary: 'Writes all data of a participant into a file, or erases it, when they ask for it.',
  usage: '(export --participant ID --out FILE.json | erase --participant ID [--dry-run]) [--data DIR]',
  details:
    'Erased are name, username, community, check-ins, personal items, notes, devices and sign-ins, and the words of them in the log. Expenses, receipts and the report stay: they are the accounts. A name within a joint text (report sections, session notes) is not found: edit the text. Backups made before keep everything. It may run beside the server.',
  options: {
    ...dataOption,
    participant: { type: 'string' },
    out: { type: 'string' },
    'dry-run': { type: 'boolean' },
  },
  words: [1, 1],
  async run(asked) {
    const [what] = asked.words;
    const participantId = textOf(asked, 'participant') ?? '';
    if (!idSchema.safeParse(participantId).success)
      throw new AskedWrongly('--participant takes the id of a participant');
    if (what === 'export') return exportInto(asked, participantId);
    if (what === 'erase') return erase(asked, participantId);
    throw new AskedWrongly('Say export or erase');
  },
};

async function exportInto(asked: Asked, participantId: string): Promise<Answer> {
  const out = textOf(asked, 'out');
  if (out === undefined) throw new AskedWrongly('--out names the file to write');
  const path = asked.pathOf(out);
  return withServices(asked, async (services) => {
    const data = await exportPerson(services, participantId);
    if (data.exchanges.length + data.devices.length + data.invitations.length === 0) throw unknown(participantId);
    const exportedAt = services.clock().toISOString();
    // For its owner's eyes; and an earlier export is not overwritten.
    await writeFile(path, JSON.stringify({ exportedAt, ...data }, null, 2), { mode: 0o600, flag: 'wx' });
    const rows = data.exchanges.reduce((sum, exchange) => sum + exchange.rows.length, 0);
    const log = data.exchanges.reduce((sum, exchange) => sum + exchange.log.length, 0);
    const counts = { exchanges: data.exchanges.length, rows, log, devices: data.devices.length };
    const words = `${counts.exchanges} exchanges, ${rows} rows, ${log} entries of the log`;
    return { lines: [`exported: ${words} into ${path}`], data: { path, participantId, ...counts } };
  });
}

function erase(asked: Asked, participantId: string): Promise<Answer> {
  const dryRun = asked.options['dry-run'] === true;
  return withServices(asked, async (services) => {
    const erased = await erasePerson(services, participantId, dryRun);
    const { exchanges, devices, invitations } = erased;
    if (exchanges.length + devices + invitations === 0) throw unknown(participantId);
    const words = dryRun ? 'would be erased' : 'erased';
    const lines = [
      ...exchanges.map(
        ({ exchangeId, removed, changed, log }) =>
          `${exchangeId}: ${removed} rows removed, ${changed} rows without the name, ${log} entries of the log`,
      ),
      `${words}: ${devices} devices, ${invitations} invitations`,
    ];
    return { lines, data: { participantId, dryRun, ...erased } };
  });
}

function unknown(participantId: string): Error {
  return new Error(`Nothing is kept of ${participantId}.`);
}
