import { cdxIconReload } from '@wikimedia/codex-icons';
import { Component, type ComponentChildren } from 'preact';
import { codeOf } from '#domain/errors.ts';
import { useApp, useMessages } from '../context.ts';
import { errorKey } from '../i18n/message-keys.ts';
import { Button } from './button.tsx';
import { ExportButton } from './export-button.tsx';
import { Message } from './message.tsx';

type Props = {
  children: ComponentChildren /** A change of it (the address) gives the screen another try. */;
  resetKey: string;
};
type State = { error: unknown; failedAt: string | null };

/** Catches what a screen or its live query throws, and leaves the rest of the app usable. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { error: null, failedAt: null };

  override componentDidCatch(error: unknown): void {
    // The one place where a bug of a screen ends up; without this it would leave no trace.
    console.error(error);
    this.setState({ error, failedAt: this.props.resetKey });
  }

  override render() {
    const { error, failedAt } = this.state;
    return failedAt === this.props.resetKey ? <Failure error={error} /> : this.props.children;
  }
}

/** What went wrong, in words, with the two ways out: begin again, and carry everything away. */
function Failure({ error }: { error: unknown }) {
  const { device } = useApp();
  const { t } = useMessages();
  return (
    <div class="page">
      <div class="page-heading">
        <h1 tabIndex={-1}>{t('failure-title')}</h1>
      </div>
      <div class="page-body">
        <Message type="error">
          <p>{t(errorKey(codeOf(error)))}</p>
          <p>{t('failure-safe')}</p>
        </Message>
        <div class="actions">
          <Button weight="primary" icon={cdxIconReload} onClick={() => device.reload()}>
            {t('failure-reload')}
          </Button>
          <ExportButton />
        </div>
        <details>
          <summary>{t('failure-details')}</summary>
          <p class="small">{String(error)}</p>
        </details>
      </div>
    </div>
  );
}
