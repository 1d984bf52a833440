import '../styles/help.css';
import { useMessages } from '../context.ts';
import type { HelpId } from '../i18n/help-words.ts';

/** Beside a rule or a warning: leads to what Help says about it. */
export function HelpLink({ topic }: { topic: HelpId }) {
  const { t } = useMessages();
  return (
    <a class="help-link" href={`/help/${topic}`}>
      {t('help-why')}
    </a>
  );
}
