import { cdxIconEdit } from '@wikimedia/codex-icons';
import type { ComponentChildren } from 'preact';
import type { Exchange } from '#domain/exchange/schema.ts';
import { getRow } from '#store/queries/rows.ts';
import { Button } from '../components/button.tsx';
import { People } from '../components/people.tsx';
import { Section } from '../components/section.tsx';
import { UnsentMark } from '../components/unsent-mark.tsx';
import { useMessages, useStore } from '../context.ts';
import { useLive } from '../hooks/use-live.ts';
import { Address } from './map-link.tsx';
import { PlanBookings } from './plan-bookings.tsx';
import { SaveOutcome, useSaving } from './plan-save.tsx';
import { PracticalitiesDialog } from './practicalities-dialog.tsx';

type PracticalitiesProps = {
  exchange: Exchange | undefined;
  unsent: ReadonlySet<string>;
  canEdit: boolean;
  editing: boolean;
  onEdit: () => void;
  onClose: () => void;
};

/** Who comes, where to, whom to call, and what the Hub has booked. Private to the exchange: no export publishes it. */
export function PracticalitiesSection({ exchange, unsent, canEdit, editing, onEdit, onClose }: PracticalitiesProps) {
  const { t } = useMessages();
  const store = useStore();
  const saving = useSaving();
  const id = store.context.exchangeId;
  const known = useLive(async () => ({ row: await getRow(store, 'practicalities', id) }), [store]);
  if (!known) return null;
  const { row } = known;
  const venue = row?.venue || exchange?.venue || '';
  const lodging = row?.lodging ?? '';
  return (
    <Section
      title={t('practical-title')}
      action={
        canEdit && (
          <Button weight="quiet" action="progressive" icon={cdxIconEdit} onClick={onEdit}>
            {t('plan-edit')}
          </Button>
        )
      }
    >
      <p class="subtle small">{t('practical-private')}</p>
      <People />
      <dl id={`practicalities-${id}`} class="practical">
        <Fact label={t('practical-venue')} words={venue}>
          <Address text={row?.venueAddress || exchange?.address || ''} name={venue || t('practical-venue')} />
        </Fact>
        <Fact label={t('practical-lodging')} words={lodging}>
          <Address text={row?.lodgingAddress ?? ''} name={lodging || t('practical-lodging')} />
        </Fact>
        <Fact label={t('practical-emergency')} words={row?.emergencyName ?? ''}>
          <Phone number={row?.emergencyPhone ?? ''} />
          <p class="prose" dir="auto">
            {row?.emergencyNote}
          </p>
        </Fact>
        <Fact label={t('practical-rules')} words={row?.houseRules ?? ''} />
      </dl>
      <UnsentMark shown={unsent.has(id)} />
      <SaveOutcome state={editing ? 'idle' : saving.state} />
      <PlanBookings />
      {editing && canEdit && <PracticalitiesDialog row={row} saving={saving} onClose={onClose} />}
    </Section>
  );
}

type FactProps = { label: string; words: string; children?: ComponentChildren };

function Fact({ label, words, children }: FactProps) {
  const { t } = useMessages();
  return (
    <div>
      <dt class="subtle small">{label}</dt>
      <dd>
        <p class={words ? 'prose' : 'subtle'} dir="auto">
          {words || t('practical-none')}
        </p>
        {children}
      </dd>
    </div>
  );
}

function Phone({ number }: { number: string }) {
  const digits = number.replace(/[^\d+]/g, '');
  if (digits === '') return number ? <p>{number}</p> : null;
  return (
    <p>
      <a class="phone" href={`tel:${digits}`}>
        {number}
      </a>
    </p>
  );
}
