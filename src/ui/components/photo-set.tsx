import { type ComponentChildren, createContext } from 'preact';
import { useContext, useState } from 'preact/hooks';
import { useMessages } from '../context.ts';
import { PhotoViewer, type ViewerPhoto } from './photo-viewer.tsx';

/** A photo of a set, by a name of its own in it. */
type SetPhoto = ViewerPhoto & { id: string };
type Opening = { has: (id: string) => boolean; open: (id: string) => void };

const SetContext = createContext<Opening | null>(null);

/** Photos that lie about on a screen, or that its words refer to: each opens on the whole screen, with the others beside it. */
export function PhotoSet({ photos, children }: { photos: readonly SetPhoto[]; children: ComponentChildren }) {
  const [at, setAt] = useState<number | null>(null);
  const indexOf = (wanted: string) => photos.findIndex(({ id }) => id === wanted);
  const opening = { has: (id: string) => indexOf(id) >= 0, open: (id: string) => setAt(indexOf(id)) };
  return (
    <SetContext.Provider value={opening}>
      {children}
      <PhotoViewer photos={photos} at={at} onMove={setAt} />
    </SetContext.Provider>
  );
}

type PhotoOpenerProps = { id: string; class: string; children: ComponentChildren };

/** A picture, or words, that open a photo of the set around them; only what they are, where the set has no such photo. */
export function PhotoOpener({ id, class: look, children }: PhotoOpenerProps) {
  const { t } = useMessages();
  const set = useContext(SetContext);
  if (!set?.has(id)) return <>{children}</>;
  return (
    <button type="button" class={look} onClick={() => set.open(id)}>
      {children}
      <span class="visually-hidden"> {t('receipt-open')}</span>
    </button>
  );
}
