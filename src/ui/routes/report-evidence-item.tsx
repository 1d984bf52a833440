import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { useNear } from '../hooks/use-near.ts';

/** More than a screen of them. */
const drawnAtFirst = 24;

type EvidenceItemProps = {
  /** What is told of the photo while it is not drawn. */
  label: string;
  index: number;
  /** On paper all are drawn. */
  printing: boolean;
  children: ComponentChildren;
};

/** A place in the gallery, and what stands there as long as it is near the screen: a visit may have hundreds of photos. */
export function EvidenceItem({ label, index, printing, children }: EvidenceItemProps) {
  const place = useRef<HTMLLIElement>(null);
  const { near, height } = useNear(place, index < drawnAtFirst);
  const drawn = near || printing;
  return (
    <li
      ref={place}
      class={drawn ? undefined : 'evidence-far'}
      style={drawn || height === undefined ? undefined : { blockSize: `${height}px` }}
    >
      {drawn ? children : <span class="visually-hidden">{label}</span>}
    </li>
  );
}
