import { cdxIconDownload } from '@wikimedia/codex-icons';
import { useApp, useMessages } from '../context.ts';
import { Button } from './button.tsx';
import { InstallGuide } from './install-guide.tsx';
import { Section } from './section.tsx';

/** Putting Carnet on the home screen: one tap where the browser does it, the steps where it does not. */
export function InstallCard() {
  const { device } = useApp();
  const { t } = useMessages();
  const { install, installFirst } = device;
  if (install.installed()) return null;
  return (
    <Section title={t('install-title')}>
      <p>{t(installFirst ? 'install-text-ios' : 'install-text')}</p>
      {install.offered.value ? (
        <div class="actions">
          <Button icon={cdxIconDownload} onClick={() => void install.ask()}>
            {t('install-action')}
          </Button>
        </div>
      ) : (
        <InstallGuide />
      )}
    </Section>
  );
}
