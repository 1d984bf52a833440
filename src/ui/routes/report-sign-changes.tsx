import '../styles/report-history.css';
import type { SignedItem } from '#domain/signature/schema.ts';
import { type ReportChange, reportChanges } from '#domain/signature/texts-changed.ts';
import type { Piece } from '#domain/text-diff.ts';
import { useMessages } from '../context.ts';
import type { MessageKey } from '../i18n/i18n.ts';
import { fieldWords, itemWords, valueWords } from './report-sign-words.ts';

const verbs: Record<ReportChange['type'], MessageKey> = {
  added: 'agreed-added',
  removed: 'agreed-removed',
  reordered: 'agreed-reordered',
  changed: 'agreed-changed',
};

type ChangesProps = {
  /** What was signed, and what stands there now. */
  before: readonly SignedItem[];
  after: readonly SignedItem[];
};

/** What changed since a signature, to be read before one signs again. */
export function SignedChanges({ before, after }: ChangesProps) {
  const { t } = useMessages();
  return (
    <ul class="list">
      {reportChanges(before, after).map((change) => (
        <li key={`${change.type} ${change.kind} ${change.item.id}`} class="list-item sign-change">
          <p>
            <span class="subtle small">{t(verbs[change.type])}</span>
            <br />
            <strong dir="auto">{itemWords(change.kind, change.item, t)}</strong>
          </p>
          <Fields change={change} before={before} />
          {change.pieces.length > 0 && <Pieces pieces={change.pieces} />}
          {change.formats && <p class="small">{t('sign-formats')}</p>}
        </li>
      ))}
    </ul>
  );
}

function Fields({ change: { kind, item, fields }, before }: { change: ReportChange } & Pick<ChangesProps, 'before'>) {
  const { t, format } = useMessages();
  const old = before.find(({ id }) => id === item.id);
  // The owner of a section, or the currency of a total, says nothing by itself beside what follows from it.
  const shown = fields.filter(({ field }) => !['currency', 'key', 'sectionId'].includes(field));
  if (shown.length === 0) return null;
  return (
    <dl>
      {shown.map(({ field, from, to }) => (
        <div key={field}>
          <dt class="subtle small">{fieldWords(field, t)}</dt>
          <dd dir="auto">
            <span class="visually-hidden">{t('agreed-was')} </span>
            <del class="prose">{valueWords(kind, field, from, old?.values ?? {}, { t, format })}</del>
          </dd>
          <dd dir="auto">
            <span class="visually-hidden">{t('agreed-is')} </span>
            <ins class="prose">{valueWords(kind, field, to, item.values, { t, format })}</ins>
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Of the words that stayed, this many UTF-16 units beside a change are shown. */
const beside = 80;

function Pieces({ pieces }: { pieces: readonly Piece[] }) {
  return (
    <div class="history-text" dir="auto">
      {pieces.map(({ change, text }, index) => {
        // The pieces of one moment never change their order.
        if (change === 'added') return <ins key={index} class="history-added" children={text} />;
        if (change === 'removed') return <del key={index} class="history-removed" children={text} />;
        return <span key={index} class="subtle" children={shortened(text, index === 0, index === pieces.length - 1)} />;
      })}
    </div>
  );
}

/** Unchanged words stand there only as far as one needs them to find the place. */
function shortened(text: string, isFirst: boolean, isLast: boolean): string {
  if (text.length <= 2 * beside) return text;
  const start = isFirst ? '' : `${text.slice(0, beside).replace(/\S*$/u, '')}… `;
  const end = isLast ? '' : `… ${text.slice(-beside).replace(/^\S*/u, '').trimStart()}`;
  return start + end;
}
