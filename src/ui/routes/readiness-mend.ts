import { useState } from 'preact/hooks';
import { codeOf, type ErrorCode } from '#domain/errors.ts';
import { useApp } from '../context.ts';
import { useWantFiles } from '../hooks/use-photo-policy.ts';
import type { Doing, MendAct } from './readiness-check.ts';

/** What came of the button of a line: at work, or in words why it did not help. */
export type Mending = { id: string; busy: boolean; failure: ErrorCode | 'refused' | null };

type Deps = { protect: () => Promise<boolean>; probeAgain: () => void };

/** Puts one thing right at a time; what has changed shows by itself in the line. */
export function useMending({ protect, probeAgain }: Deps): {
  mending: Mending | null;
  mend: (id: string, what: Doing) => void;
} {
  const { device, readiness, syncNow, update } = useApp();
  const wantFiles = useWantFiles();
  const [mending, setMending] = useState<Mending | null>(null);

  /** @returns false when the person or the browser did not agree */
  const acts: Record<MendAct, (hashes: readonly string[]) => Promise<boolean>> = {
    install: () => device.install.ask(),
    update: async () => {
      update.apply();
      return true;
    },
    protect,
    remind: async () => (await device.reminders.ask()) === 'granted',
    shell: async () => {
      await (await readiness()).mendShell();
      probeAgain();
      return true;
    },
    sync: async () => {
      syncNow();
      return true;
    },
    files: async (hashes) => {
      await wantFiles(hashes);
      return true;
    },
    again: async () => {
      probeAgain();
      return true;
    },
  };

  function mend(id: string, { act, hashes = [] }: Doing): void {
    setMending({ id, busy: true, failure: null });
    acts[act](hashes).then(
      (agreed) => setMending({ id, busy: false, failure: agreed ? null : 'refused' }),
      (error: unknown) => setMending({ id, busy: false, failure: codeOf(error) }),
    );
  }

  return { mending, mend };
}
