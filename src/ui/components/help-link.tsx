import '../styles/help.css';
import { useMessages } from '../context.ts';
import type { HelpId } from '../i18n/help-words.ts';

type HelpLinkProps = {
  topic: HelpId;
  /** What it asks, where no rule or warning stands beside it. */
  question?: string;
};

/** Beside a rule or a warning: leads to what Help says about it. */
export function HelpLink({ topic, question }: HelpLinkProps) {
  const { t } = useMessages();
  return (
    <a class="help-link" href={`/help/${topic}`}>
      {question ?? t('help-why')}
    </a>
  );
}
