import { cdxIconCopy, cdxIconShare } from '@wikimedia/codex-icons';
import { useState } from 'preact/hooks';
import { spacedCode } from '#domain/access/code.ts';
import type { InvitationToGive } from '../access.ts';
import { useApp, useMessages } from '../context.ts';
import { Button } from './button.tsx';
import { QrCode } from './qr-code.tsx';

type InviteCardProps = {
  invitation: InvitationToGive;
  /** Words that go with the link when it is shared. */
  message: string;
};

/**
 * An invitation to hand on, in three ways: a QR code for a phone beside this one, a link to send, and a code to read out
 * and type. It is shown this once, as the server keeps none of them.
 */
export function InviteCard({ invitation, message }: InviteCardProps) {
  const { now } = useApp();
  const { t, format } = useMessages();
  const { link, code, expiresAt } = invitation;
  return (
    <div class="invite">
      <QrCode text={link} label={t('invite-qr')} />
      <div class="invite-ways">
        <p class="small subtle">{t('invite-code')}</p>
        <p class="invite-code" dir="ltr" translate={false}>
          {spacedCode(code)}
        </p>
        <HandOn link={link} message={message} />
        <p class="small subtle">{t('invite-expires', format.relative(Date.parse(expiresAt), now()))}</p>
      </div>
    </div>
  );
}

function HandOn({ link, message }: { link: string; message: string }) {
  const { t } = useMessages();
  const [copied, setCopied] = useState<boolean | null>(null);
  const copy = () =>
    navigator.clipboard.writeText(link).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  // Closing the share sheet is no failure: the button simply stays.
  const share = () => navigator.share({ text: message, url: link }).catch(() => undefined);
  return (
    <>
      <div class="actions">
        <Button icon={cdxIconCopy} onClick={() => void copy()}>
          {t('invite-copy')}
        </Button>
        {'share' in navigator && (
          <Button icon={cdxIconShare} onClick={() => void share()}>
            {t('invite-share')}
          </Button>
        )}
      </div>
      <p class="small" aria-live="polite">
        {copied !== null && t(copied ? 'invite-copied' : 'sync-copy-failed')}
      </p>
      {copied === false && (
        <p class="invite-link" dir="ltr">
          {link}
        </p>
      )}
    </>
  );
}
