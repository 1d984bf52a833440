/** Flat figures for the drawn scenes. Nobody in particular. */
export type Figure = {
  skin: string;
  hair: string;
  style: 'short' | 'bob' | 'bun' | 'curly';
  top: string;
  beard?: boolean;
  glasses?: boolean;
  look?: -1 | 0 | 1;
};

/** Head, neck and torso; the origin is the middle of the waist, the head reaches 300 above it. */
export function bust({ skin, hair, style, top, beard, glasses, look = 0 }: Figure): string {
  const dx = look * 9;
  return `${hairBehind(style, hair)}
    <path d="M-102 6C-104-96-88-142-34-160h68c54 18 70 64 68 166z" fill="${top}"/>
    <path d="M-34-160h68c-4 26-20 36-34 36s-30-10-34-36z" fill="#0002"/>
    <path d="M-22-205h44v48c0 30-44 30-44 0z" fill="${skin}"/><path d="M-22-192c12 16 32 16 44 2v12c-14 12-32 10-44-2z" fill="#0001"/>
    <ellipse cy="-240" rx="47" ry="56" fill="${skin}"/>
    ${beard ? `<path d="M-47-240c2 66 26 78 47 78s45-12 47-78c-8 30-20 36-30 34-10-6-24-6-34 0-10 2-22-4-30-34z" fill="${hair}"/>` : ''}
    ${hairFront(style, hair)}
    <g fill="#2b2b33"><circle cx="${dx - 17}" cy="-240" r="4.6"/><circle cx="${dx + 17}" cy="-240" r="4.6"/></g>
    <path d="M${dx - 13}-212q13 12 26 0" fill="none" stroke="${beard ? '#fff' : '#a2473d'}" stroke-width="4.4" stroke-linecap="round"/>
    <path d="M${dx}-234q7 9 0 13" fill="none" stroke="#0003" stroke-width="3.4" stroke-linecap="round"/>
    ${glasses ? `<g fill="#ffffff40" stroke="#32323c" stroke-width="3.6"><circle cx="${dx - 18}" cy="-240" r="14"/><circle cx="${dx + 18}" cy="-240" r="14"/><path d="M${dx - 4}-241h8"/></g>` : ''}`;
}

function hairBehind(style: Figure['style'], hair: string): string {
  if (style === 'bob') return `<path d="M-60-250c-2-86 122-86 120 0l6 92c-30 16-102 16-132 0z" fill="${hair}"/>`;
  if (style === 'bun') return `<circle cy="-312" r="27" fill="${hair}"/>`;
  if (style === 'curly')
    return [-58, -46, -20, 14, 42, 58]
      .map((x, at) => `<circle cx="${x}" cy="${[-232, -272, -296, -298, -274, -234][at]}" r="30" fill="${hair}"/>`)
      .join('');
  return '';
}

function hairFront(style: Figure['style'], hair: string): string {
  if (style === 'short')
    return `<path d="M-51-238c-10-76 112-84 102 0-6-22-14-30-22-36-24 8-52 6-62-4-8 12-16 20-18 40z" fill="${hair}"/>`;
  if (style === 'bob')
    return `<path d="M-54-232c-8-86 116-88 108 0-6-28-26-42-40-50-14 24-52 30-68 50z" fill="${hair}"/>`;
  if (style === 'bun')
    return `<path d="M-50-236c-8-78 108-78 100 0-4-26-20-42-50-44-30 2-46 18-50 44z" fill="${hair}"/>`;
  return `<path d="M-52-246c-2-70 106-70 104 0-18-28-86-28-104 0z" fill="${hair}"/>`;
}

/** An arm: sleeve and hand along a path from the shoulder. */
export function arm(path: string, sleeve: string, skin: string, hand: readonly [number, number]): string {
  return `<path d="${path}" fill="none" stroke="${sleeve}" stroke-width="40" stroke-linecap="round" stroke-linejoin="round"/><path d="${path}" fill="none" stroke="#0000000f" stroke-width="40" stroke-linecap="round" stroke-linejoin="round"/><circle cx="${hand[0]}" cy="${hand[1]}" r="20" fill="${skin}"/>`;
}

export const cast = {
  ilinca: { skin: '#f0c8a4', hair: '#3a2620', style: 'bob', top: '#c4544a' },
  andrei: { skin: '#e3b48c', hair: '#23201f', style: 'short', top: '#31706b', beard: true },
  katerina: { skin: '#f4d3b6', hair: '#b5763a', style: 'bun', top: '#3f5b9b', glasses: true },
  simon: { skin: '#e9bf98', hair: '#6d4426', style: 'curly', top: '#d9a441' },
} satisfies Record<string, Figure>;
