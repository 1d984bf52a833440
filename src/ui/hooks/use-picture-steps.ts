import { type StateUpdater, useEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import { codeOf, type ErrorCode } from '#domain/errors.ts';
import type { PictureEdit } from '#domain/picture/edit.ts';
import { draftOfSteps, firstStep, type Steps } from '../routes/picture-edits.ts';
import type { DraftForm } from './use-draft.ts';

export type StepsDraft = { steps: PictureEdit[] };

export type PictureSteps = {
  steps: Steps;
  setSteps(change: StateUpdater<Steps>): void;
  /** Whether they are of an earlier visit to this picture. */
  restored: boolean;
  startAnew(): void;
  leave(): Promise<void>;
  saving: boolean;
  failure: ErrorCode | null;
  /** Runs what saves; it may return why the write was refused. */
  save(work: () => Promise<ErrorCode | undefined>): Promise<void>;
};

/** What was done to a picture and not saved: each step is in its draft, which comes back when the page was killed. */
export function usePictureSteps(draft: DraftForm<StepsDraft>, begun: Steps, backTo: string): PictureSteps {
  const { route } = useLocation();
  const [steps, setSteps] = useState<Steps>(begun);
  const [restored, setRestored] = useState(draft.restored);
  const [saving, setSaving] = useState(false);
  const [failure, setFailure] = useState<ErrorCode | null>(null);
  useEffect(() => {
    if (steps !== begun) draft.change(draftOfSteps(steps));
  }, [steps]);

  return {
    ...{ steps, setSteps, restored, saving, failure },
    startAnew() {
      setSteps(firstStep);
      setRestored(false);
    },
    async leave() {
      await draft.discard();
      route(backTo);
    },
    async save(work) {
      setSaving(true);
      setFailure(null);
      try {
        const refused = await work();
        if (refused) setFailure(refused);
      } catch (error) {
        setFailure(codeOf(error));
      }
      setSaving(false);
    },
  };
}
