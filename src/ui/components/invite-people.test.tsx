import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, expect, test } from 'vitest';
import type { Standing } from '#domain/access/messages.ts';
import { CarnetError } from '#domain/errors.ts';
import { idMaker } from '#tests/fixtures.ts';
import type { AccessPort } from '../access.ts';
import { InvitePeople } from './invite-people.tsx';
import { createTestApp, TestApp } from './test-app.tsx';

afterEach(cleanup);

const newId = idMaker(0xac);
const [exchangeId, ana, petro] = [newId(), newId(), newId()];
const secret = 'abcDEF_-0123456789abcDEF_-0123456789abcDEF_';
const people = [
  { id: ana, name: 'Ana', role: 'mentee' as const },
  { id: petro, name: 'Petro', role: 'mentor' as const },
];

/** A server that knows who was invited, and can be away. */
function fakeServer() {
  const standings: Standing[] = [];
  const calls: string[] = [];
  const away = { now: false };
  const unless = async () => {
    if (away.now) throw new CarnetError('offline');
  };
  const port: AccessPort = {
    async invite({ participantId }) {
      await unless();
      calls.push(`invite ${participantId}`);
      const expiresAt = '2027-06-11T12:00:00.000Z';
      standings.push({
        participantId,
        name: 'x',
        role: 'mentee',
        state: 'waiting',
        sentAt: expiresAt,
        expiresAt,
        devices: 0,
        lastSeenAt: null,
      });
      const link = `https://carnet.example/join#${secret}`;
      return { type: 'invited', participantId, secret, code: 'K3D9W7XQ2M', expiresAt, link };
    },
    async standings() {
      await unless();
      return standings.map((standing) => ({ ...standing }));
    },
    async takeBack({ participantId }, devices) {
      await unless();
      calls.push(`take back ${participantId} ${devices}`);
      for (const standing of standings) Object.assign(standing, { state: 'revoked' });
    },
    devices: () => Promise.reject(new CarnetError('offline')),
    inviteDevice: () => Promise.reject(new CarnetError('offline')),
    signOutDevice: () => Promise.reject(new CarnetError('offline')),
    account: () => Promise.reject(new CarnetError('offline')),
    unlinkAccount: () => Promise.reject(new CarnetError('offline')),
    visitProvider: () => Promise.reject(new CarnetError('offline')),
    arrive: () => Promise.reject(new CarnetError('offline')),
    newPersonId: newId,
  };
  return { port, calls, away };
}

async function open(port: AccessPort): Promise<void> {
  const app = await createTestApp({ access: async () => port });
  render(
    <TestApp app={app}>
      <InvitePeople exchangeId={exchangeId} people={people} />
    </TestApp>,
  );
}

/** Found anew each time, as the list is drawn anew. */
function rowOf(name: string): HTMLElement {
  const row = screen.getAllByRole('listitem').find(({ textContent }) => textContent?.includes(name));
  if (!row) throw new Error(`no row of ${name}`);
  return row;
}

test('an invitation is shown with its QR code and its typed code, and can be taken back', async () => {
  const { port, calls } = fakeServer();
  await open(port);
  fireEvent.click(await screen.findByRole('button', { name: 'Invite Ana' }));
  expect(await screen.findByText('K3D9W-7XQ2M')).toBeTruthy();
  expect(screen.getByRole('img', { name: 'QR code of the link', hidden: true })).toBeTruthy();
  fireEvent.click(screen.getAllByRole('button', { name: 'Close', hidden: true })[0] as HTMLElement);
  await waitFor(() => expect(rowOf('Ana').textContent).toContain('Invited'));
  expect(rowOf('Petro').textContent).toContain('Not invited');
  fireEvent.click(within(rowOf('Ana')).getByRole('button', { name: 'Take back Ana' }));
  await waitFor(() => expect(rowOf('Ana').textContent).toContain('Taken back'));
  expect(calls).toEqual([`invite ${ana}`, `take back ${ana} false`]);
});

test('without a network the people are there, and what can’t be done says why', async () => {
  const { port, away, calls } = fakeServer();
  away.now = true;
  await open(port);
  expect(await screen.findByText(/There is no connection/)).toBeTruthy();
  expect(rowOf('Petro').textContent).not.toContain('Not invited');
  fireEvent.click(within(rowOf('Petro')).getByRole('button', { name: 'Invite Petro' }));
  await waitFor(() => expect(rowOf('Petro').textContent).toContain('There is no connection'));
  expect(calls).toEqual([]);
  away.now = false;
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull());
  await waitFor(() => expect(rowOf('Petro').textContent).toContain('Not invited'));
});
