import { useState } from 'preact/hooks';
import type { Write } from '#store/store.ts';
import { useMessages, useStore } from '../context.ts';
import { useCorrection } from '../hooks/use-correction.ts';
import { useRefusal } from '../hooks/use-refusal.ts';
import { BookingFieldset } from './booking-form-controls.tsx';
import {
  blankBooking,
  bookingDraftSchema,
  bookingToFields,
  changedFields,
  readBooking,
} from './booking-form-fields.ts';
import type { HubExchangeData } from './hub-exchange-data.ts';
import { useEdits, useLast } from './plan-edits.tsx';
import { FormDialog } from './plan-form-dialog.tsx';
import type { Saving } from './plan-save.tsx';
import { WayOut } from './way-out.tsx';

type BookingDialogProps = {
  /** A booking's id, or `new`. */
  which: string;
  data: HubExchangeData;
  saving: Saving;
  onClose: () => void;
};

/** Writes a booking or changes one; only the fields that differ are sent. */
export function BookingDialog({ which, data, saving, onClose }: BookingDialogProps) {
  const { t, format } = useMessages();
  const store = useStore();
  const correction = useCorrection();
  const { currency, zone } = data.expenses;
  const row = useLast(data.bookings.find(({ booking }) => booking.id === which)?.booking);
  const sign = format.number(1.5).replace(/[\d\s]/g, '');
  const base = row ? bookingToFields(row, zone, currency, sign) : blankBooking(zone);
  const usual = `booking/${which}`;
  const edits = useEdits(correction.key(usual), bookingDraftSchema, correction.pending ? undefined : base);
  const [checked, setChecked] = useState(false);
  const { refusal, run } = useRefusal();
  const fields = edits.value ?? base;
  const { row: next, errors } = readBooking(fields, currency);
  const leave = () => correction.leave(onClose);
  // The rule is known here too: the reason is asked for before the write is refused.
  const needsReason = refusal?.detail === 'agreement' || fields.reason !== '';

  function writes(id: string): Write[] {
    const by = store.context.participantId;
    const at = store.instant();
    const reason = fields.reason.trim();
    const override = reason && reason !== row?.override?.reason ? { override: { reason, by, at } } : {};
    if (!row) {
      const made = { createdBy: by, createdAt: at, override: null, ...override };
      return [{ name: 'booking.add', args: { id, ...next, ...made } }];
    }
    const changes = { ...changedFields(next, row), ...override };
    return Object.keys(changes).length > 0 ? [{ name: 'booking.edit', args: { id, changes } }] : [];
  }

  async function save(): Promise<void> {
    setChecked(true);
    if (Object.keys(errors).length > 0) return;
    const id = row?.id ?? correction.addedId ?? store.newId();
    saving.clear();
    if (!(await run(() => correction.write(writes(id))))) return;
    await saving.save(async () => undefined);
    if (await edits.finish(fields, row ? correction.heir(usual) : `booking/${id}`)) leave();
  }

  // A form that shows before its draft is known would swallow the first letters.
  if (!edits.value || (!row && which !== 'new' && !edits.restored)) return null;
  return (
    <FormDialog
      title={t(row ? 'booking-edit' : 'booking-new')}
      edits={edits}
      correction={correction}
      saving={saving}
      onSubmit={() => void save()}
      onClose={leave}
      extra={<WayOut state={refusal?.code ?? null} words={Object.values(fields).flat()} />}
    >
      <BookingFieldset
        fields={fields}
        errors={checked ? errors : {}}
        refusal={refusal}
        needsReason={needsReason}
        isNew={!row}
        data={data.expenses}
        onChange={edits.change}
      />
    </FormDialog>
  );
}
