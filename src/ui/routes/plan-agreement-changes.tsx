import type { ContentChange } from '#domain/agreement/changes.ts';
import type { AgreedItem } from '#domain/agreement/schema.ts';
import { useMessages } from '../context.ts';
import type { MessageKey } from '../i18n/i18n.ts';
import { type ChangeLine, changeLines, namesIn, subjectWords } from './plan-agreement-words.ts';

type ChangesProps = {
  changes: readonly ContentChange[];
  /** What both agreed to, and what stands there now. */
  before: readonly AgreedItem[];
  after: readonly AgreedItem[];
};

const verbs: Record<ContentChange['type'], MessageKey> = {
  added: 'agreed-added',
  removed: 'agreed-removed',
  reordered: 'agreed-reordered',
  changed: 'agreed-changed',
};

/** What changed since both agreed, to be read before one agrees again. */
export function AgreementChanges({ changes, before, after }: ChangesProps) {
  const { t, format } = useMessages();
  const names = namesIn(before, after);
  const earlier = new Map(before.map((item) => [item.id, item]));
  return (
    <ul class="list agreement-changes">
      {changes.map((change) => {
        const old = earlier.get(change.item.id);
        const lines = change.type === 'changed' && old ? changeLines(change, old, { t, format, names }) : [];
        return (
          <li key={`${change.kind} ${change.item.id}`} class="list-item agreement-change">
            <p>
              <span class="subtle small">{t(verbs[change.type])}</span>
              <br />
              <strong dir="auto">{subjectWords(change, t)}</strong>
            </p>
            {lines.length > 0 && (
              <dl>
                {lines.map((line) => (
                  <FromTo key={line.label} {...line} />
                ))}
              </dl>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function FromTo({ label, from, to }: ChangeLine) {
  const { t } = useMessages();
  return (
    <div>
      <dt class="subtle small">{label}</dt>
      <dd dir="auto">
        <span class="visually-hidden">{t('agreed-was')} </span>
        <del class="prose">{from}</del>
      </dd>
      <dd dir="auto">
        <span class="visually-hidden">{t('agreed-is')} </span>
        <ins class="prose">{to}</ins>
      </dd>
    </div>
  );
}
