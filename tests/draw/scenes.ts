import { arm, bust, cast, type Figure } from './people.ts';

const at = (x: number, y: number, scale: number, what: string) =>
  `<g transform="translate(${x} ${y}) scale(${scale})">${what}</g>`;
const blurred = (what: string) => `<g filter="url(#soft)" opacity=".3">${what}</g>`;

/** The sample exchange's evidence photos: drawn scenes, 1400 × 933, so that nobody real is shown. */
export const scenes: Record<string, string> = { 'co-working': coWorking(), whiteboard: whiteboard(), group: group() };

export function sceneHtml(svg: string): string {
  return `<!doctype html><meta charset="utf-8"><body style="margin:0"><svg width="1400" height="933" viewBox="0 0 1400 933" xmlns="http://www.w3.org/2000/svg" style="display:block" font-family="'Liberation Sans', sans-serif">
    <defs><filter id="soft" x="-20%" y="-20%" width="140%" height="140%"><feGaussianBlur stdDeviation="14"/></filter>
      <filter id="grain" x="0" y="0" width="100%" height="100%"><feTurbulence type="fractalNoise" baseFrequency=".8" numOctaves="2" seed="4"/><feColorMatrix type="saturate" values="0"/></filter>
      <linearGradient id="sky" x2="0" y2="1"><stop stop-color="#bfdff0"/><stop offset="1" stop-color="#fbeed6"/></linearGradient>
      <linearGradient id="desk" x2="0" y2="1"><stop stop-color="#d8a670"/><stop offset="1" stop-color="#b97f4b"/></linearGradient>
      <radialGradient id="glow" cx=".3" cy=".15" r="1.1"><stop stop-color="#fff7dd" stop-opacity=".42"/><stop offset=".5" stop-color="#fff7dd" stop-opacity="0"/><stop offset="1" stop-color="#1c1230" stop-opacity=".3"/></radialGradient></defs>
    ${svg}<rect width="1400" height="933" fill="url(#glow)"/><rect width="1400" height="933" filter="url(#grain)" opacity=".09" style="mix-blend-mode:overlay"/></svg>`;
}

function coWorking(): string {
  return `<rect width="1400" height="933" fill="#e9dccb"/><rect y="640" width="1400" height="300" fill="#cdb89d"/>
    <g transform="translate(110 70)">${skyline()}</g>
    ${shelf(1010, 90)}
    <path d="M0 0h64v640H0z" fill="#b64b45" opacity=".85"/><path d="M16 0v640M40 0v640" stroke="#8f3733" stroke-width="4" opacity=".6"/>
    ${pendant(420)}${pendant(930)}
    ${at(290, 690, 1.16, seated({ ...cast.katerina, look: 1 }))}${at(575, 690, 1.14, seated({ ...cast.ilinca, look: -1 }))}
    ${at(850, 690, 1.16, seated({ ...cast.andrei, look: 1 }))}${at(1125, 690, 1.12, seated({ ...cast.simon, look: -1 }))}
    <path d="M40 690h1320l70 243H-30z" fill="url(#desk)"/><path d="M40 690h1320l4 14H36z" fill="#e8be8c"/>
    <path d="M10 800q340-16 700-4t690-10M-10 872q400-14 760 0t660-6" fill="none" stroke="#9c683a" stroke-width="3" opacity=".4"/>
    ${laptop(320, 700, '#c9ccd1')}${laptop(870, 704, '#3c4450')}
    ${sheets(585, 752)}${mug(720, 760, '#31706b')}${mug(150, 770, '#c4544a')}
    ${mug(1016, 770, '#f2eee4')}${at(1180, 756, 1, '<path d="M-92 34l26-70h168l-10 70z" fill="#f7f3e8"/><path d="M-52-18h130M-58-2h112M-64 14h124" stroke="#9aa3ad" stroke-width="5"/><path d="M96-30l34 74" stroke="#d9a441" stroke-width="11" stroke-linecap="round"/>')}`;
}

function seated(figure: Figure): string {
  return `${bust(figure)}${arm('M-86-104C-120-50-100-4-44 14', figure.top, figure.skin, [-40, 14])}${arm('M86-104C120-50 100-4 44 14', figure.top, figure.skin, [40, 14])}`;
}

function skyline(): string {
  const roofs = [0, 96, 190, 520, 610, 720]
    .map(
      (x, at) =>
        `<path d="M${x} 400v-${[96, 130, 84, 110, 140, 92][at]}l48-44 48 44v${[96, 130, 84, 110, 140, 92][at]}z" fill="${at % 2 ? '#c98b6b' : '#b97459'}"/>`,
    )
    .join('');
  return `<rect x="-14" y="-14" width="868" height="468" rx="8" fill="#f8f3ea"/><svg width="840" height="440" viewBox="0 0 840 440"><rect width="840" height="440" fill="url(#sky)"/>
    <g fill="#fff" opacity=".8"><ellipse cx="150" cy="96" rx="90" ry="20"/><ellipse cx="214" cy="82" rx="62" ry="22"/><ellipse cx="690" cy="64" rx="84" ry="17"/></g>
    <path d="M0 320q210-96 420-58t420-26v204H0z" fill="#a9bfa0"/>
    <g fill="#7d7f8c"><path d="M344 300v-96h150v96z"/><path d="M356 204l22-128 22 128zM438 204l22-128 22 128z"/><path d="M400 204l19-40 19 40z"/></g>
    ${roofs}<path d="M0 392q220-22 430-6t410-10v64H0z" fill="#7fa07a"/></svg>
    <path d="M280-4v448M560-4v448M-4 210h848" stroke="#f8f3ea" stroke-width="13"/>`;
}

function shelf(x: number, y: number): string {
  const colours = ['#3f5b9b', '#c4544a', '#31706b', '#d9a441', '#7a4d7d', '#e8e0d0', '#557f52'];
  const books = (top: number, shift: number) =>
    Array.from({ length: 11 }, (_, n) => {
      const height = 76 + ((n * 37 + shift) % 44);
      return `<rect x="${18 + n * 26}" y="${top + 128 - height}" width="${20 + ((n + shift) % 3) * 2}" height="${height}" rx="2" fill="${colours[(n * 3 + shift) % colours.length]}"/>`;
    }).join('');
  return `<g transform="translate(${x} ${y})"><rect width="330" height="470" rx="6" fill="#8c6446"/><path d="M12 12h306v128H12zM12 156h306v138H12zM12 310h306v148H12z" fill="#6d4a33"/>${books(12, 1)}${books(166, 4)}
    <path d="M60 458c-8-46-44-60-30-98 26 14 36 40 40 66 2-40-10-74 14-104 24 30 14 70 10 106 10-28 20-46 46-54 6 40-30 52-36 84z" fill="#5f8f5a"/><path d="M44 418h76l-10 40H54z" fill="#d9a441"/>
    <g transform="translate(226 386)"><circle r="54" fill="#f6f2e8"/><path d="M-30-22l15 44L0-14l15 36 15-44" fill="none" stroke="#32323c" stroke-width="8" stroke-linejoin="round" stroke-linecap="round"/></g></g>`;
}

function pendant(x: number): string {
  return `<path d="M${x} 0v44" stroke="#3b3a40" stroke-width="5"/><path d="M${x - 62} 96c4-38 34-54 62-54s58 16 62 54z" fill="#2f4f4d"/><ellipse cx="${x}" cy="96" rx="62" ry="9" fill="#fff0c0"/>`;
}

function laptop(x: number, y: number, colour: string): string {
  return at(
    x,
    y,
    1,
    `${blurred('<ellipse cx="0" cy="62" rx="150" ry="20"/>')}<path d="M-122-104q2-12 14-12h216q12 0 14 12l14 150h-272z" fill="${colour}"/><circle cy="-38" r="17" fill="#ffffff66"/><path d="M-148 46h296l14 18q2 6-6 6h-312q-8 0-6-6z" fill="#8f949b"/>`,
  );
}

function sheets(x: number, y: number): string {
  return at(
    x,
    y,
    1,
    '<path d="M-120 20l22-66 150 6-10 70z" fill="#fdfaf2"/><path d="M-84-30l104 4M-90-12l118 6M-96 6l92 4" stroke="#b3b8bf" stroke-width="5"/><path d="M-30 44l20-58 104 8-4 60z" fill="#ffe27a"/><path d="M2 2l70 6M-4 18l60 4" stroke="#a8862a" stroke-width="5"/>',
  );
}

function mug(x: number, y: number, colour: string): string {
  return at(
    x,
    y,
    1,
    `${blurred('<ellipse cx="14" cy="40" rx="54" ry="14"/>')}<path d="M28-22c34-4 34 40-2 38" fill="none" stroke="${colour}" stroke-width="11"/><path d="M-34-40h68l-6 74q-2 8-12 8h-32q-10 0-12-8z" fill="${colour}"/><path d="M12-40h22l-6 74q-2 8-12 8z" fill="#0002"/><ellipse cy="-40" rx="34" ry="10" fill="#5a3a24"/>`,
  );
}

function whiteboard(): string {
  const presenter: Figure = { ...cast.katerina, look: -1 };
  return `<rect width="1400" height="933" fill="#d5dedb"/><rect y="800" width="1400" height="133" fill="#a98a68"/><rect y="786" width="1400" height="18" fill="#f3efe6"/>
    ${blurred('<rect x="92" y="92" width="1010" height="680"/>')}<rect x="70" y="60" width="1010" height="680" rx="12" fill="#aeb6bb"/><rect x="88" y="78" width="974" height="644" rx="5" fill="#fbfcfb"/>
    <path d="M88 600L520 78h200L230 722H88z" fill="#fff" opacity=".7"/>
    <g font-family="'DejaVu Sans', sans-serif"><text x="130" y="156" font-size="46" font-weight="bold" fill="#2d4f9e">Who keeps the club alive?</text>
    <path d="M130 174q220-10 330 2t300-6" stroke="#c4544a" stroke-width="6" fill="none" stroke-linecap="round"/>
    ${['Founder', 'Two teachers', 'School'].map((label, n) => `<g transform="translate(${250 + n * 300} 290)"><ellipse rx="118" ry="56" fill="none" stroke="#2f6f5d" stroke-width="6"/><text y="11" font-size="31" text-anchor="middle" fill="#24423a">${label}</text></g>`).join('')}
    <path d="M374 282l50 4m-18-14l20 14-18 14M674 282l50 4m-18-14l20 14-18 14" stroke="#32323c" stroke-width="6" fill="none" stroke-linecap="round"/></g>
    ${note(120, 396, '#ffe27a', -3, ['keys + room', 'for one year'])}${note(330, 414, '#ffb7a8', 2, ['handover', 'checklist'])}${note(540, 396, '#bfe3c4', -1, ['first edit', 'in 20 min'])}${note(752, 408, '#bcd7f4', 3, ['call every', 'month'])}
    ${note(200, 556, '#bfe3c4', 2, ['school', 'librarian'])}${note(420, 560, '#ffe27a', -4, ['who pays', 'for tea?'])}
    <g transform="translate(690 586)" fill="none" stroke="#c4544a" stroke-width="6" stroke-linecap="round"><path d="M0 0h26v26H0zM0 50h26v26H0z"/><path d="M4 12l8 10L32-8"/><g stroke="none" fill="#32323c" font-size="27" font-family="'DejaVu Sans', sans-serif"><text x="46" y="24">club no. 1: spring</text><text x="46" y="74">club no. 2: autumn</text></g></g>
    <rect x="120" y="722" width="300" height="17" rx="6" fill="#8d979d"/><rect x="150" y="710" width="74" height="14" rx="6" fill="#2d4f9e"/><rect x="236" y="710" width="74" height="14" rx="6" fill="#c4544a"/><rect x="326" y="702" width="70" height="22" rx="5" fill="#4b5560"/>
    ${at(1200, 800, 1.5, `<path d="M-74 0h148l-14 170h-50l-10-90-10 90h-50z" fill="#2f3446"/>${bust(presenter)}${arm('M-80-116C-140-120-152-178-176-232', presenter.top, presenter.skin, [-178, -236])}${arm('M84-108C116-60 106-20 74-6', presenter.top, presenter.skin, [66, -2])}<path d="M-186-252l-16-30" stroke="#c4544a" stroke-width="10" stroke-linecap="round"/>`)}
    ${at(196, 1010, 1.15, head(cast.andrei))}${at(520, 1030, 1.15, head(cast.ilinca))}`;
}

/** Somebody who looks at the board: the back of a head and shoulders. */
function head({ hair, top, style, skin }: Figure): string {
  return `<path d="M-130 20c-4-110-50-150 130-176 180 26 134 66 130 176z" fill="${top}"/><path d="M-24-200h48v60h-48z" fill="${skin}"/><ellipse cy="-232" rx="${style === 'bob' ? 66 : 54}" ry="66" fill="${hair}"/>${style === 'bob' ? `<path d="M-66-232h132l8 86q-74 26-148 0z" fill="${hair}"/>` : `<ellipse cx="-54" cy="-222" rx="9" ry="16" fill="${skin}"/><ellipse cx="54" cy="-222" rx="9" ry="16" fill="${skin}"/>`}<path d="M-130 20c-4-110-50-150 130-176-90 40-110 90-100 176z" fill="#0001"/>`;
}

function note(x: number, y: number, colour: string, turn: number, lines: readonly string[]): string {
  return `<g transform="translate(${x} ${y}) rotate(${turn})">${blurred('<rect x="8" y="12" width="180" height="130"/>')}<path d="M0 0h186v118l-16 18H0z" fill="${colour}"/><path d="M186 118l-16 18v-16z" fill="#0002"/>${lines.map((line, n) => `<text x="16" y="${58 + n * 36}" font-size="25" font-family="'DejaVu Sans', sans-serif" fill="#3a3a42">${line}</text>`).join('')}</g>`;
}

function group(): string {
  const standing = (figure: Figure, legs: string, arms: string) =>
    `<path d="M-72 0h144l-10 236h-48l-14-150-14 150h-48z" fill="${legs}"/><path d="M-66 226h58v24h-72q0-22 14-24zM8 226h58q14 2 14 24H8z" fill="#32323c"/>${bust(figure)}${arms}`;
  const down = ({ top, skin }: Figure, side: 1 | -1) =>
    arm(`M${side * 84}-112C${side * 112}-60 ${side * 108}-20 ${side * 98} 18`, top, skin, [side * 97, 24]);
  const holding = ({ top, skin }: Figure, side: 1 | -1) =>
    arm(`M${side * 84}-112C${side * 118}-70 ${side * 120}-40 ${side * 98}-34`, top, skin, [side * 96, -36]);
  const waving = ({ top, skin }: Figure, side: 1 | -1) =>
    arm(`M${side * 80}-116C${side * 128}-120 ${side * 142}-170 ${side * 140}-236`, top, skin, [side * 141, -246]);
  const { ilinca, andrei, katerina, simon } = cast;
  return `<rect width="1400" height="933" fill="url(#sky)"/><g fill="#fff" opacity=".85"><ellipse cx="1190" cy="120" rx="110" ry="24"/><ellipse cx="1256" cy="100" rx="70" ry="26"/></g>
    <rect x="90" y="90" width="1000" height="680" fill="#e8cfa6"/><path d="M60 96h1060l-40-52H100z" fill="#9a5a44"/><rect x="90" y="660" width="1000" height="110" fill="#b9a184"/>
    ${[160, 350, 830, 960].map((x) => `<g transform="translate(${x} 170)"><rect x="-10" y="-10" width="116" height="196" fill="#fbf3e2"/><rect width="96" height="176" fill="#6f93a8"/><path d="M0 120L96 30v60L0 176z" fill="#fff" opacity=".22"/><path d="M48 0v176M0 70h96" stroke="#fbf3e2" stroke-width="8"/></g>`).join('')}
    <rect x="520" y="330" width="210" height="440" fill="#fbf3e2"/><rect x="536" y="350" width="178" height="420" fill="#2f5d5a"/><path d="M625 350v420" stroke="#24494a" stroke-width="6"/><circle cx="608" cy="570" r="8" fill="#d9a441"/><circle cx="642" cy="570" r="8" fill="#d9a441"/>
    <rect x="466" y="186" width="318" height="84" rx="8" fill="#2f4f4d"/><text x="625" y="243" text-anchor="middle" font-size="44" font-weight="bold" fill="#fdf6e4" letter-spacing="3">DÍLNA 12</text>
    ${tree(1240, 760)}<rect y="766" width="1400" height="170" fill="#c9bda9"/><path d="M0 800h1400M0 852h1400M0 910h1400" stroke="#ae9f88" stroke-width="4"/><path d="M140 766l-60 170M420 766l-30 170M700 766v170M980 766l30 170M1260 766l60 170" stroke="#ae9f88" stroke-width="4"/>
    ${blurred('<ellipse cx="330" cy="880" rx="120" ry="18"/><ellipse cx="560" cy="886" rx="120" ry="18"/><ellipse cx="800" cy="884" rx="120" ry="18"/><ellipse cx="1030" cy="880" rx="120" ry="18"/>')}
    ${at(330, 630, 1.0, standing(simon, '#3c4a63', waving(simon, -1) + down(simon, 1)))}${at(800, 622, 1.05, standing(andrei, '#4a3d36', down(andrei, -1) + down(andrei, 1)))}
    ${at(562, 640, 1.0, standing(ilinca, '#2f3446', holding(ilinca, -1) + holding(ilinca, 1)))}${at(1030, 638, 0.99, standing(katerina, '#6b5444', down(katerina, -1) + waving(katerina, 1)))}
    <g transform="translate(562 596) rotate(-2)">${blurred('<rect x="-96" y="-54" width="200" height="128"/>')}<rect x="-104" y="-64" width="208" height="128" rx="6" fill="#fdfaf2"/><text text-anchor="middle" y="-16" font-size="33" font-weight="bold" fill="#c4544a">WikiClub</text><text text-anchor="middle" y="26" font-size="20" fill="#3a3a42">Brno ↔ Chișinău</text></g><circle cx="464" cy="606" r="19" fill="${ilinca.skin}"/><circle cx="660" cy="600" r="19" fill="${ilinca.skin}"/>`;
}

function tree(x: number, y: number): string {
  return `<g transform="translate(${x} ${y})"><path d="M-16 6L-8-260h22L24 6z" fill="#7a5a42"/><g fill="#7ea06a"><circle cy="-330" r="128"/><circle cx="-96" cy="-260" r="86"/><circle cx="92" cy="-254" r="92"/></g><g fill="#95b47e"><circle cx="-34" cy="-366" r="74"/><circle cx="-104" cy="-284" r="46"/></g></g>`;
}
