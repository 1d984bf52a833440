import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { carnet, fill, newFolder } from '../backup/filled-store.ts';
import { newId, openTestApp } from '../test-app.ts';

test.each([
  [['purge', '--years', '0'], /--years takes a whole number from 1 to 100/],
  [['purge', '--years', 'four'], /--years takes a whole number from 1 to 100/],
  [['person', 'export', '--participant', 'Olena'], /--participant takes the id of a participant/],
  [['person', 'export', '--participant', newId()], /--out names the file to write/],
  [['person', 'forget', '--participant', newId()], /Say export or erase/],
  [['figures', '--by', 'colour'], /--by takes one of year, topic, country, format/],
  [['figures', '--year', '26'], /--year takes a year, such as 2026/],
])('%j is asked wrongly, and nothing happens', async (args, words) => {
  const { code, data } = await carnet([...args, '--data', await newFolder()]);
  expect(code).toBe(2);
  expect(data).toMatchObject({ ok: false, error: expect.stringMatching(words) });
});

test('a person’s data is one file for its owner’s eyes, which is not overwritten; after an erasure there is less', async () => {
  await using app = await openTestApp();
  const { device } = await fill(app);
  const path = join(await newFolder(), 'person.json');
  const person = ['--participant', device.participantId, '--data', app.dataDir];
  const exported = await carnet(['person', 'export', '--out', path, ...person]);
  expect(exported).toMatchObject({ code: 0, data: { ok: true, exchanges: 1, rows: 3, devices: 1 } });
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  const { exchanges, devices } = JSON.parse(await readFile(path, 'utf8'));
  expect(devices).toEqual([expect.objectContaining({ id: device.id })]);
  expect(exchanges[0].rows).toHaveLength(3);
  expect((await carnet(['person', 'export', '--out', path, ...person])).code).toBe(1);
  expect(await carnet(['person', 'erase', '--dry-run', ...person])).toMatchObject({
    data: { dryRun: true, devices: 1 },
  });
  expect(await carnet(['person', 'erase', ...person])).toMatchObject({ code: 0, data: { devices: 1, invitations: 1 } });
  expect(await carnet(['verify', '--data', app.dataDir])).toMatchObject({ code: 0 });
  const nobody = ['person', 'erase', '--participant', newId(), '--data', app.dataDir];
  expect(await carnet(nobody)).toMatchObject({ code: 1, data: { ok: false, error: expect.stringMatching(/Nothing/) } });
});

test('the figures of a year, as words, JSON or a table', async () => {
  await using app = await openTestApp();
  await fill(app);
  const of = (...args: string[]) => carnet(['figures', '--data', app.dataDir, ...args]);
  expect((await of('--by', 'country')).data).toMatchObject({
    ok: true,
    rows: [{ key: 'RS', exchanges: 1, days: 5 }],
    total: { exchanges: 1 },
  });
  expect((await of('--year', '2025')).data).toMatchObject({ year: '2025', rows: [], total: { exchanges: 0 } });
});

test('a purge finds nothing where no visit is over for four years', async () => {
  await using app = await openTestApp();
  await fill(app);
  expect(await carnet(['purge', '--data', app.dataDir])).toMatchObject({
    code: 0,
    data: { ok: true, years: 4, dryRun: false, files: 0, exchanges: [] },
  });
});
