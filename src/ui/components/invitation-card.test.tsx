import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { CarnetError, type ErrorCode } from '#domain/errors.ts';
import type { Invitation } from '#domain/protocol.ts';
import type { SignIn } from '#store/sign-in.ts';
import type { AppContext } from '../context.ts';
import { InvitationCard } from './invitation-card.tsx';
import { createTestApp, TestApp } from './test-app.tsx';

const invitation: Invitation = {
  type: 'invitation',
  participantId: '019a0000-0000-7000-8000-000000000001',
  name: 'Олена Коваленко',
  role: 'mentee',
  exchange: { id: '019a0000-0000-7000-8000-000000000002', topic: 'Photo contests' },
};

const signIn: SignIn = {
  participantId: invitation.participantId,
  deviceId: '019a0000-0000-7000-8000-000000000003',
  token: 'x'.repeat(43),
  name: invitation.name,
  role: 'mentee',
  exchangeId: '019a0000-0000-7000-8000-000000000002',
  topic: 'Photo contests',
};

afterEach(cleanup);

async function show(account: Partial<AppContext['account']>, given: Partial<AppContext> = {}): Promise<void> {
  const base = await createTestApp(given);
  const app = { ...base, account: { ...base.account, ...account } };
  render(
    <TestApp app={app}>
      <InvitationCard secret="s" />
    </TestApp>,
  );
}

const failWith = (code: ErrorCode) => () => Promise.reject(new CarnetError(code));

describe('an invitation', () => {
  test('is used only when the person says so', async () => {
    const redeemInvitation = vi.fn(async () => undefined);
    await show({ lookInvitation: async () => invitation, redeemInvitation });
    const button = await screen.findByText('Open Carnet as Олена Коваленко');
    expect(redeemInvitation).not.toHaveBeenCalled();
    fireEvent.click(button);
    expect(redeemInvitation).toHaveBeenCalledWith('s');
  });

  test('for somebody who is signed in here already stays unused', async () => {
    const redeemInvitation = vi.fn(async () => undefined);
    const openSignIn = vi.fn(async () => undefined);
    await show({ lookInvitation: async () => invitation, redeemInvitation, openSignIn }, { signIn, signIns: [signIn] });
    fireEvent.click(await screen.findByText('Go on to Carnet'));
    expect(openSignIn).toHaveBeenCalledWith(signIn.participantId);
    expect(redeemInvitation).not.toHaveBeenCalled();
  });

  test.each([
    ['invitation_used', /already been used/],
    ['invitation_unknown', /leads to no invitation/],
    ['invitation_expired', /no longer valid/],
  ] as const)('that is %s says what to do, and offers no vain retry', async (code, words) => {
    await show({ lookInvitation: failWith(code) });
    await screen.findByText(words);
    expect(screen.queryByText('Try again')).toBeNull();
  });

  test('can be looked at again after being offline', async () => {
    const lookInvitation = vi.fn(failWith('offline')).mockImplementationOnce(failWith('offline'));
    await show({ lookInvitation });
    fireEvent.click(await screen.findByText('Try again'));
    await expect.poll(() => lookInvitation.mock.calls.length).toBe(2);
  });

  test('that could not be used can be tried again', async () => {
    await show({ lookInvitation: async () => invitation, redeemInvitation: failWith('unavailable') });
    fireEvent.click(await screen.findByText('Open Carnet as Олена Коваленко'));
    await screen.findByText(/can’t answer right now/);
    expect(screen.getByText('Open Carnet as Олена Коваленко').closest('button')?.disabled).toBe(false);
  });
});
