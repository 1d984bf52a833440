import { cdxIconLogoWikimedia } from '@wikimedia/codex-icons';
import { useApp, useMessages } from '../context.ts';
import { useAct, useAsked } from '../hooks/use-asked.ts';
import { Button } from './button.tsx';
import { Section } from './section.tsx';
import { ServerFailure } from './server-failure.tsx';

/** The account that this participant may sign in with on a new device; shown where the server offers it. */
export function AccountLink() {
  const { access, account } = useApp();
  const { t } = useMessages();
  const { answer, ask } = useAsked(async () => {
    return (await account.offersProvider()) ? (await access()).account() : null;
  });
  const { busy, failure, act } = useAct();
  if (!answer) return null;
  const unlink = () =>
    act(async () => {
      await (await access()).unlinkAccount();
      ask();
    });
  return (
    <Section title={t('account-title')}>
      <p>{answer.username === null ? t('account-link-text') : t('account-linked', answer.username)}</p>
      <div class="actions">
        {answer.username === null ? (
          <Button
            icon={cdxIconLogoWikimedia}
            disabled={busy}
            onClick={() => act(async () => (await access()).visitProvider('link'))}
          >
            {t('account-link')}
          </Button>
        ) : (
          <Button action="destructive" weight="quiet" disabled={busy} onClick={unlink}>
            {t('account-unlink')}
          </Button>
        )}
      </div>
      <ServerFailure code={failure} />
    </Section>
  );
}
