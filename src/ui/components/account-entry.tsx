import { cdxIconLogoWikimedia } from '@wikimedia/codex-icons';
import { useApp, useMessages } from '../context.ts';
import { useAct, useAsked } from '../hooks/use-asked.ts';
import { Button } from './button.tsx';
import { ServerFailure } from './server-failure.tsx';

/** Signing in with an account that was linked before, where the server offers it. */
export function AccountEntry() {
  const { access, account, standing } = useApp();
  const { t } = useMessages();
  const isStanding = standing.value;
  const { answer: offered } = useAsked(async () => isStanding && account.offersProvider(), [isStanding]);
  const { busy, failure, act } = useAct();
  if (!offered) return null;
  return (
    <div class="stack">
      <Button
        icon={cdxIconLogoWikimedia}
        wide
        disabled={busy}
        onClick={() => act(async () => (await access()).visitProvider('enter'))}
      >
        {t('account-enter')}
      </Button>
      <p class="small subtle">{t('account-enter-text')}</p>
      <ServerFailure code={failure} />
    </div>
  );
}
