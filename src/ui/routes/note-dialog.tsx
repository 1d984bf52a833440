import { useEffect, useState } from 'preact/hooks';
import { SaveOutcome, useSaving } from './plan-save.tsx';

type NoteFormModule = typeof import('./note-form.tsx');
type NoteDialogProps = {
  /** `new`, a note's id, or nothing: closed. */ which: string | undefined;
  onClose: () => void;
};

/** The form of a note, once there is one to write: Today shows without its code. */
export function NoteDialog({ which, onClose }: NoteDialogProps) {
  const saving = useSaving();
  const form = useNoteForm(which !== undefined);
  return (
    <>
      {which && form && <form.NoteForm key={which} which={which} saving={saving} onClose={onClose} />}
      <SaveOutcome state={which ? 'idle' : saving.state} />
    </>
  );
}

/** @throws what loading the form throws, into the nearest ErrorBoundary */
function useNoteForm(isWanted: boolean): NoteFormModule | undefined {
  const [loaded, setLoaded] = useState<{ form?: NoteFormModule; error?: unknown }>({});
  useEffect(() => {
    if (!isWanted) return;
    import('./note-form.tsx').then(
      (form) => setLoaded({ form }),
      (error: unknown) => setLoaded({ error }),
    );
  }, [isWanted]);
  if (loaded.error !== undefined) throw loaded.error;
  return loaded.form;
}
