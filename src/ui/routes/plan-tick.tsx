import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Rejection } from '#domain/errors.ts';
import { Checkbox } from '../components/checkbox.tsx';
import { SaveOutcome, useSaving } from './plan-save.tsx';

type TickProps = {
  /** What the row says. */
  checked: boolean;
  write: (checked: boolean) => Promise<Rejection | undefined>;
  strike?: boolean;
  disabled?: boolean;
  children: ComponentChildren;
};

/** A tick that stays where the finger put it while it is being written; it goes back only when that failed. */
export function Tick({ checked, write, children, ...rest }: TickProps) {
  const saving = useSaving();
  const [wanted, setWanted] = useState<boolean | null>(null);
  useEffect(() => {
    if (wanted === checked) setWanted(null);
  }, [wanted, checked]);

  async function tick(now: boolean): Promise<void> {
    setWanted(now);
    if (!(await saving.save(() => write(now)))) setWanted(null);
  }

  return (
    <>
      <Checkbox {...rest} checked={wanted ?? checked} onChange={(now) => void tick(now)}>
        {children}
      </Checkbox>
      {/* A tick shows itself; only its failure needs words. */}
      <SaveOutcome state={saving.state === 'saved' ? 'idle' : saving.state} />
    </>
  );
}
