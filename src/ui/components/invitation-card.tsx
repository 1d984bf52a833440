import { useEffect, useState } from 'preact/hooks';
import { codeOf, type ErrorCode } from '#domain/errors.ts';
import type { Invitation } from '#domain/protocol.ts';
import { useApp, useMessages } from '../context.ts';
import { errorKey } from '../i18n/message-keys.ts';
import { Button } from './button.tsx';
import { Card } from './card.tsx';
import { InstallCard } from './install-card.tsx';
import { Loading } from './loading.tsx';
import { Message } from './message.tsx';

type InvitationCardProps = {
  /** Tells when the link is about to be used, and when that has failed. */
  onBusy?: ((busy: boolean) => void) | undefined;
  secret: string /** Lets the person give another link. */;
  onOther?: () => void;
};

/** Whom a link is for, and the button that uses it. Looking does not use it up. */
export function InvitationCard({ secret, onOther, onBusy }: InvitationCardProps) {
  const { account } = useApp();
  const { t } = useMessages();
  const [invitation, setInvitation] = useState<Invitation | null>(null);
  const [failure, setFailure] = useState<ErrorCode | null>(null);
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    let current = true;
    setFailure(null);
    account.lookInvitation(secret).then(
      (found) => current && setInvitation(found),
      (error: unknown) => current && setFailure(codeOf(error)),
    );
    return () => {
      current = false;
    };
  }, [account, secret, attempt]);

  if (failure) return <LookFailure code={failure} onRetry={() => setAttempt(attempt + 1)} onOther={onOther} />;
  if (!invitation) return <Loading />;
  return (
    <>
      <Card accent>
        <p class="subtle">{t(`role-${invitation.role}`)}</p>
        <p class="card-name">{invitation.name}</p>
        {invitation.exchange && <p>{invitation.exchange.topic}</p>}
      </Card>
      <UseInvitation invitation={invitation} secret={secret} onBusy={onBusy} />
    </>
  );
}

/** The button that signs in, or the way on for somebody who is already signed in here. */
type UseInvitationProps = { invitation: Invitation; secret: string; onBusy: ((busy: boolean) => void) | undefined };

function UseInvitation({ invitation, secret, onBusy }: UseInvitationProps) {
  const { account, device, signIns } = useApp();
  const { t } = useMessages();
  // On a phone where nobody is signed in, opening the link is the wish to sign in: no second tap.
  const [atOnce] = useState(signIns.length === 0 && !device.installFirst);
  const [busy, setBusy] = useState(atOnce);
  const [failure, setFailure] = useState<ErrorCode | null>(null);
  const here = signIns.some(({ participantId }) => participantId === invitation.participantId);

  async function open(): Promise<void> {
    setBusy(true);
    onBusy?.(true);
    setFailure(null);
    try {
      await (here ? account.openSignIn(invitation.participantId) : account.redeemInvitation(secret));
    } catch (error) {
      setFailure(codeOf(error));
      setBusy(false);
      onBusy?.(false);
    }
  }

  useEffect(() => {
    if (atOnce) void open();
  }, [atOnce]);

  return (
    <div class="stack">
      {here ? <Message>{t('join-already', invitation.name)}</Message> : <p class="subtle">{t('join-once')}</p>}
      {device.installFirst && !here && <InstallCard />}
      {failure && (
        <Message type="error" announce>
          {t(errorKey(failure))}
        </Message>
      )}
      <Button weight="primary" wide disabled={busy} onClick={() => void open()}>
        {here ? t('join-continue') : t('join-open-as', invitation.name)}
      </Button>
    </div>
  );
}

/** Failures of the network pass: another try may help. A link that is spent never works again. */
const passing: ReadonlySet<ErrorCode> = new Set(['offline', 'unavailable', 'not_carnet', 'rate_limited', 'internal']);

type LookFailureProps = { code: ErrorCode; onRetry: () => void; onOther: (() => void) | undefined };

function LookFailure({ code, onRetry, onOther }: LookFailureProps) {
  const { signIn, account } = useApp();
  const { t } = useMessages();
  return (
    <div class="stack">
      <Message type={passing.has(code) ? 'warning' : 'error'} announce>
        <p>{t(errorKey(code))}</p>
        {signIn && <p>{t('join-signed-in', signIn.name)}</p>}
      </Message>
      <div class="actions">
        {passing.has(code) && (
          <Button weight="primary" onClick={onRetry}>
            {t('try-again')}
          </Button>
        )}
        {signIn && <Button onClick={() => void account.openSignIn(signIn.participantId)}>{t('join-continue')}</Button>}
        {onOther && <Button onClick={onOther}>{t('join-other-link')}</Button>}
      </div>
    </div>
  );
}
