import { cdxIconImage } from '@wikimedia/codex-icons';
import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { getBlobRecord, readBlob } from '#store/queries/sync.ts';
import { useMessages, useStore } from '../context.ts';
import { useLive } from '../hooks/use-live.ts';
import { usePrinting } from '../hooks/use-printing.ts';
import { Icon } from './icon.tsx';

type PhotoProps = {
  /** The SHA-256 of the picture: a thumbnail's in lists, the original's when it is looked at. */
  hash: string;
  alt: string;
  /** Reads the bytes only once the place is on the screen, or nearly, or goes on paper: for long lists. */
  lazy?: boolean;
  class?: string;
};

/** A photo from this device; in its place, words, as long as it has not arrived. */
export function Photo({ hash, alt, lazy = false, class: extra = '' }: PhotoProps) {
  const { t } = useMessages();
  const place = useRef<HTMLSpanElement>(null);
  const printing = usePrinting();
  const url = useFileUrl(hash, useSeen(place, lazy && !printing));
  const [broken, setBroken] = useState<string | null>(null);
  if (url === undefined) return <span ref={place} class={`photo ${extra}`} />;
  if (url !== null && broken !== url) {
    return <img class={`photo ${extra}`} src={url} alt={alt} decoding="async" onError={() => setBroken(url)} />;
  }
  const why = t(url === null ? 'photo-not-here' : 'photo-broken');
  return (
    <span class={`photo photo-missing ${extra}`} role="img" aria-label={alt ? t('photo-and-state', alt, why) : why}>
      <Icon icon={cdxIconImage} />
      <span class="photo-words small">{why}</span>
    </span>
  );
}

/**
 * A file of this device as an address for an image or a link, revoked when it is not shown any more.
 * The live query watches the file's custody only: its bytes are read once, and not again with every uploaded chunk.
 *
 * @returns undefined while it is being read, null when it is not here yet
 */
export function useFileUrl(hash: string, wanted = true): string | null | undefined {
  const store = useStore();
  const here = useIsHere(hash, wanted);
  const [made, setMade] = useState<{ hash: string; url: string | null }>();
  useEffect(() => {
    if (!here) return undefined;
    let current = true;
    let url: string | null = null;
    const show = (blob: Blob | undefined) => {
      if (!current) return;
      url = blob ? URL.createObjectURL(blob) : null;
      setMade({ hash, url });
    };
    readBlob(store, hash).then(show, () => show(undefined));
    return () => {
      current = false;
      if (url !== null) URL.revokeObjectURL(url);
    };
  }, [store, hash, here]);
  if (here === false) return null;
  return here && made?.hash === hash ? made.url : undefined;
}

/** Whether a file's bytes are on this device; undefined until that has been looked up. */
export function useIsHere(hash: string, wanted = true): boolean | undefined {
  const store = useStore();
  return useLive(
    async () => (wanted ? (await getBlobRecord(store, hash)) !== undefined : undefined),
    [store, hash, wanted],
  );
}

/** True from when the element first comes near the screen; at once when it need not wait. */
function useSeen(place: RefObject<HTMLElement | null>, lazy: boolean): boolean {
  const [seen, setSeen] = useState(!lazy);
  useEffect(() => {
    if (seen || !lazy || !place.current) return undefined;
    const observer = new IntersectionObserver(
      (entries) => entries.some((entry) => entry.isIntersecting) && setSeen(true),
      { rootMargin: '300px' },
    );
    observer.observe(place.current);
    return () => observer.disconnect();
  }, [seen, lazy, place]);
  return seen || !lazy;
}
