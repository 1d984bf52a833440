import type { Evidence } from '#domain/evidence/schema.ts';
import { currencySchema } from '#domain/expense/money-schema.ts';
import { objectiveStates } from '#domain/plan/schema.ts';
import type { SignedKind } from '#domain/signature/content.ts';
import type { SignedItem } from '#domain/signature/schema.ts';
import { Chip } from '../components/chip.tsx';
import { List, ListItem } from '../components/list.tsx';
import { Photo } from '../components/photo.tsx';
import { PhotoOpener } from '../components/photo-set.tsx';
import { Section as Part } from '../components/section.tsx';
import { useMessages } from '../context.ts';
import { objectiveTones } from './objective-tones.ts';
import { nameOf } from './report-sign-words.ts';

type FactsProps = {
  content: readonly SignedItem[];
  /** The pieces of evidence as they are now: of the signed ones, this device may have the pictures. */
  evidence: readonly Evidence[];
};

/** What was signed beside the words: outcomes, action items, evidence and totals, each only where there is any. */
export function SignedFacts({ content, evidence }: FactsProps) {
  return (
    <>
      <Objectives items={ofKind(content, 'objective')} />
      <Actions items={ofKind(content, 'actionItem')} />
      <SignedEvidence items={ofKind(content, 'evidence')} evidence={evidence} />
      <Totals items={ofKind(content, 'total')} />
    </>
  );
}

function ofKind(content: readonly SignedItem[], kind: SignedKind): SignedItem[] {
  return content.filter((item) => item.kind === kind);
}

type ItemsProps = { items: readonly SignedItem[] };

function Objectives({ items }: ItemsProps) {
  const { t } = useMessages();
  if (items.length === 0) return null;
  return (
    <Part title={t('planned-objectives')}>
      <List>
        {items.map(({ id, values }) => {
          const state = objectiveStates.find((known) => known === values.state);
          const chip = state && <Chip tone={objectiveTones[state]}>{t(`objective-state-${state}`)}</Chip>;
          return (
            <ListItem
              key={id}
              title={<span dir="auto">{values.title}</span>}
              detail={
                <span class="signed-outcome">
                  {chip}
                  {values.note && <span dir="auto">{values.note}</span>}
                </span>
              }
            />
          );
        })}
      </List>
    </Part>
  );
}

function Actions({ items }: ItemsProps) {
  const { t, format } = useMessages();
  if (items.length === 0) return null;
  return (
    <Part title={t('action-title')}>
      <List>
        {items.map(({ id, values: { what, who, due, note } }) => {
          const facts = [who, due && t('action-by', format.day(due, 'medium')), note].filter(Boolean).join(' · ');
          return <ListItem key={id} title={<span dir="auto">{what}</span>} detail={facts} />;
        })}
      </List>
    </Part>
  );
}

function SignedEvidence({ items, evidence }: ItemsProps & Pick<FactsProps, 'evidence'>) {
  const { t } = useMessages();
  if (items.length === 0) return null;
  return (
    <Part title={t('evidence-title')}>
      {/* biome-ignore lint/a11y/noRedundantRoles: Safari drops the list role from a list without bullets */}
      <ul class="evidence-gallery" role="list">
        {items.map((item) => {
          // The thumbnail of the same file, where there is one; the signed file itself otherwise.
          const file = evidence.find(({ id, blob }) => id === item.id && blob === item.values.blob);
          const hash = file?.thumb ?? item.values.blob;
          const caption = item.values.caption || t('evidence-no-caption');
          return (
            <li key={item.id}>
              <figure class="evidence-figure">
                {hash && (
                  <PhotoOpener id={item.id} class="evidence-open">
                    <Photo hash={hash} alt={caption} lazy />
                  </PhotoOpener>
                )}
                <figcaption class="small" dir="auto">
                  {caption}
                </figcaption>
              </figure>
            </li>
          );
        })}
      </ul>
    </Part>
  );
}

function Totals({ items }: ItemsProps) {
  const { t, format } = useMessages();
  if (items.length === 0) return null;
  const money = ({ values }: SignedItem, field: 'approved' | 'spent') => {
    const currency = currencySchema.safeParse(values.currency).data;
    return currency ? format.money(Number(values[field] ?? 0), currency) : (values[field] ?? '');
  };
  return (
    <Part title={t('signed-totals')}>
      <table class="signed-totals">
        <thead>
          <tr>
            <th scope="col">{t('expense-category')}</th>
            <th scope="col" class="amount">
              {t('signed-field-spent')}
            </th>
            <th scope="col" class="amount">
              {t('signed-field-approved')}
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.id}>
              <th scope="row">
                {nameOf('total', item, t) || t('expense-subcategory-none')}
                {Number(item.values.uncounted ?? 0) > 0 && (
                  <span class="subtle small"> {t('signed-uncounted', Number(item.values.uncounted))}</span>
                )}
              </th>
              <td class="amount">{money(item, 'spent')}</td>
              <td class="amount">{money(item, 'approved')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Part>
  );
}
