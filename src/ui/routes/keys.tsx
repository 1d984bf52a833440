import '../styles/guide.css';
import { readGuide, saveGuide } from '#store/guide.ts';
import { Checkbox } from '../components/checkbox.tsx';
import { Page } from '../components/page.tsx';
import { useApp, useMessages, useStore } from '../context.ts';
import { useLive } from '../hooks/use-live.ts';
import type { MessageKey } from '../i18n/i18n.ts';

type Line = { keys: readonly string[]; does: MessageKey };

const lines: readonly Line[] = [
  { keys: ['/'], does: 'keys-search' },
  { keys: ['n'], does: 'receipt-add' },
  { keys: ['g', 't'], does: 'nav-today' },
  { keys: ['g', 'p'], does: 'nav-plan' },
  { keys: ['g', 'e'], does: 'nav-expenses' },
  { keys: ['g', 'r'], does: 'nav-report' },
  { keys: ['g', 'm'], does: 'nav-more' },
  { keys: ['?'], does: 'keys-title' },
];

/** The keys that do something, and the way to turn them off (WCAG 2.1.4). */
export function KeysPage() {
  const { t } = useMessages();
  const { openHub } = useApp();
  const { db } = useStore();
  const guide = useLive(() => readGuide(db), [db]);
  const shown = openHub ? [...lines, { keys: ['g', 'h'], does: 'nav-hub' } as const] : lines;
  return (
    <Page title={t('keys-title')} back={{ href: '/help', label: t('help-title') }}>
      <p class="subtle">{t('keys-text')}</p>
      <dl class="keys">
        {shown.map(({ keys, does }) => (
          <>
            <dt>
              {keys.map((key, index) => (
                <>
                  {index > 0 && ' '}
                  <kbd>{key}</kbd>
                </>
              ))}
            </dt>
            <dd>{t(does)}</dd>
          </>
        ))}
      </dl>
      {guide && (
        <Checkbox checked={guide.keys} onChange={(keys) => void saveGuide(db, { keys }).catch(() => undefined)}>
          {t('keys-on')}
        </Checkbox>
      )}
      <p class="subtle small">{t('keys-always')}</p>
    </Page>
  );
}
