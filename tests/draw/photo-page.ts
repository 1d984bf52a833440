/** A sheet of paper on a table, as a phone would photograph it: the page that a browser then takes a picture of. */
export type Photo = {
  /** Pixels of the picture. */
  width: number;
  height: number;
  table: Table;
  /** Width of the paper in pixels, before it is turned. */
  paperWidth: number;
  /** How near the phone is: 1 leaves the paper its width. */
  zoom: number;
  /** How it lies: degrees about the vertical axis of the table, and the tilt of the phone. */
  turn: number;
  tilt: number;
  /** Any whole number: another crumpling and another grain. */
  seed: number;
  /** How crumpled the paper is, 0 (fresh from the printer) to 1 (a day in a pocket). */
  crumpled: number;
  paper: 'thermal' | 'sheet';
  /** Folds across the paper, at these shares of its height. */
  folds: readonly number[];
  /** The print on the paper, HTML. */
  print: string;
  /** What else lies on the table, HTML, behind the paper. */
  beside?: string;
};

export type Table = 'oak' | 'walnut' | 'slate' | 'linen' | 'birch';

type Surface = {
  colour: string /** `baseFrequency` across and along. */;
  grain: string;
  fine: string;
  ink: string;
  strength: number;
  planks?: string;
};

const tables: Record<Table, Surface> = {
  oak: {
    colour: '#b8905f',
    grain: '0.0016 0.03',
    fine: '0.006 0.42',
    ink: '0.36 0.22 0.11',
    strength: 0.5,
    planks: '0deg',
  },
  walnut: {
    colour: '#70503a',
    grain: '0.034 0.0014',
    fine: '0.5 0.005',
    ink: '0.16 0.09 0.06',
    strength: 0.6,
    planks: '90deg',
  },
  birch: { colour: '#d6bf98', grain: '0.0012 0.022', fine: '0.004 0.3', ink: '0.55 0.4 0.24', strength: 0.42 },
  slate: { colour: '#565b60', grain: '0.006 0.006', fine: '0.5 0.5', ink: '0.1 0.11 0.13', strength: 0.34 },
  linen: { colour: '#8b9a92', grain: '0.004 0.01', fine: '0.3 0.02', ink: '0.2 0.26 0.25', strength: 0.2 },
};

export function photoHtml(photo: Photo): string {
  return `<!doctype html><meta charset="utf-8"><style>${photoCss(photo)}</style>${filters(photo)}
<div class="scene">
  <div class="table-grain"></div><div class="table-grain fine"></div>${tables[photo.table].planks ? '<div class="planks"></div>' : ''}${photo.table === 'linen' ? '<div class="weave"></div>' : ''}
  <div class="lens">${photo.beside ?? ''}
    <div class="shadow"><div class="cut"><div class="paper ${photo.paper}">
      <div class="print">${photo.print}</div>
      ${photo.folds.map((at) => `<i class="fold" style="top:${at * 100}%"></i>`).join('')}
      <div class="relief"></div>
    </div></div></div>
  </div>
  <div class="light"></div><div class="grain"></div>
</div>`;
}

function photoCss({ width, height, table, paperWidth, zoom, turn, tilt, paper }: Photo): string {
  const { colour, strength, planks } = tables[table];
  return `
* { box-sizing: border-box; margin: 0; padding: 0 }
body { width: ${width}px; height: ${height}px; overflow: hidden }
.scene { position: relative; width: ${width}px; height: ${height}px; overflow: hidden; background: ${colour} }
.table-grain, .planks, .weave, .light, .grain { position: absolute; inset: -40px }
.table-grain { filter: url(#wood); mix-blend-mode: multiply; opacity: ${strength} }
.table-grain.fine { filter: url(#fine); opacity: ${strength * 0.8} }
.planks { background: repeating-linear-gradient(${planks ?? '0deg'}, #0000 0 395px, #1a0d0599 398px, #0006 401px, #fff2 404px, #0000 408px 420px) }
.weave { background: repeating-linear-gradient(0deg, #00000014 0 3px, #ffffff0c 3px 7px), repeating-linear-gradient(90deg, #00000014 0 3px, #ffffff0c 3px 7px) }
.lens { position: absolute; inset: 0; display: grid; place-items: center; perspective: 2400px; perspective-origin: 50% 110% }
.lens > * { grid-area: 1 / 1 }
.shadow { transform: rotateX(${tilt}deg) rotateZ(${turn}deg); filter: drop-shadow(2px 3px 2px #0007) drop-shadow(14px 22px 26px #0008) }
.cut { filter: url(#wave); zoom: ${zoom} }
.paper { position: relative; width: ${paperWidth}px; overflow: hidden; color: #34343c;
  background: linear-gradient(100deg, #f4f2ec, #fdfcf8 30%, #f3f1ea 62%, #e6e3db) }
.paper.thermal { --tooth: 13px; clip-path: ${toothedEdge}; font: 25px/1.36 'DejaVu Sans Mono', monospace; padding: 62px 44px 78px }
.paper.sheet { font: 21px/1.45 'Liberation Sans', sans-serif; padding: 72px 70px 60px; min-height: 1290px }
.print { position: relative; opacity: .93; filter: blur(.35px) ${paper === 'thermal' ? 'url(#fade)' : ''} }
.relief { position: absolute; inset: 0; filter: url(#relief); mix-blend-mode: multiply }
.fold { position: absolute; left: 0; right: 0; height: 90px; margin-top: -45px; mix-blend-mode: multiply;
  background: linear-gradient(#fff0, #8c877c30 44%, #77706477 49.4%, #fff 50.4%, #fff 53%, #b9b3a844 58%, #fff0) }
.light { background: radial-gradient(120% 90% at 22% 8%, #fff6e02e, #fff0 45%), radial-gradient(110% 95% at 55% 45%, #0000 55%, #0f0a0566) }
.grain { filter: url(#grain); mix-blend-mode: overlay; opacity: .2 }
.centre { text-align: center } .right { text-align: right } .big { font-size: 1.5em; font-weight: bold; line-height: 1.25 }
.wide { letter-spacing: .14em } .small { font-size: .84em } .bold { font-weight: bold }
.row { display: flex; justify-content: space-between; gap: 18px; white-space: pre }
.rule { border-top: 2.5px dashed #45454d; margin: 15px 0 } .gap { height: 20px }
.bars { height: 96px; margin: 10px auto 4px }
.pen { position: absolute; color: #23429a; font: italic 42px/1 'Liberation Serif', serif; transform: rotate(-7deg); opacity: .86 }
table { border-collapse: collapse; width: 100% } td, th { padding: 9px 10px; text-align: left; font-weight: normal } th { font-size: .8em; color: #66666e; border-bottom: 2px solid #34343c }`;
}

/** The torn-off edge of a paper roll, above and below. */
const toothedEdge = (() => {
  const teeth = 34;
  const points: string[] = [];
  for (let at = 0; at <= teeth; at += 1)
    points.push(`${(at * 100) / teeth}% ${at % 2 ? '0px' : 'calc(var(--tooth) * .7)'}`);
  for (let at = teeth; at >= 0; at -= 1)
    points.push(`${(at * 100) / teeth}% calc(100% - ${at % 2 ? '0px' : 'var(--tooth)'})`);
  return `polygon(${points.join(',')})`;
})();

function filters({ seed, crumpled, table }: Photo): string {
  const { grain, fine, ink } = tables[table];
  const [red, green, blue] = ink.split(' ');
  const wood = (
    id: string,
    frequency: string,
    contrast: number,
    noise: number,
  ) => `<filter id="${id}" x="0" y="0" width="100%" height="100%">
    <feTurbulence type="fractalNoise" baseFrequency="${frequency}" numOctaves="4" seed="${noise}"/>
    <feColorMatrix values="0 0 0 0 ${red}  0 0 0 0 ${green}  0 0 0 0 ${blue}  ${contrast} 0 0 0 ${0.5 - contrast / 2}"/></filter>`;
  return `<svg width="0" height="0" style="position:absolute"><defs>${wood('wood', grain, 2.6, seed)}${wood('fine', fine, 3.4, seed + 9)}
  <filter id="wave" x="-5%" y="-5%" width="110%" height="110%"><feTurbulence type="fractalNoise" baseFrequency="0.0022 0.003" numOctaves="2" seed="${seed + 1}"/>
    <feDisplacementMap in="SourceGraphic" scale="${26 + crumpled * 30}" xChannelSelector="R" yChannelSelector="G"/></filter>
  <filter id="fade" x="0" y="0" width="100%" height="100%"><feTurbulence type="fractalNoise" baseFrequency="0.002 0.012" numOctaves="3" seed="${seed + 2}" result="cloud"/>
    <feColorMatrix in="cloud" values="0 0 0 0 0  0 0 0 0 0  0 0 0 0 0  -1.5 0 0 0 1.72" result="mask"/><feComposite in="SourceGraphic" in2="mask" operator="in"/></filter>
  <filter id="relief" x="0" y="0" width="100%" height="100%"><feTurbulence type="fractalNoise" baseFrequency="${(0.0028 + crumpled * 0.0035).toFixed(4)}" numOctaves="${crumpled > 0.5 ? 3 : 2}" seed="${seed + 3}"/>
    <feDiffuseLighting surfaceScale="${(14 + crumpled * 34).toFixed(0)}" diffuseConstant="1.14" lighting-color="#fffdf8"><feDistantLight azimuth="228" elevation="64"/></feDiffuseLighting><feGaussianBlur stdDeviation="${(4 - crumpled * 2.2).toFixed(1)}"/></filter>
  <filter id="grain" x="0" y="0" width="100%" height="100%"><feTurbulence type="fractalNoise" baseFrequency="0.7" numOctaves="2" seed="${seed + 4}"/><feColorMatrix type="saturate" values="0"/></filter>
</defs></svg>`;
}

/** A bar code as it is printed: nonsense, but the same nonsense each time. */
export function bars(seed: number, width: number): string {
  let x = 0;
  let state = seed;
  let marks = '';
  while (x < width - 6) {
    state = (state * 1103515245 + 12345) % 2147483648;
    const bar = 2 + (state % 3) * 2;
    marks += `<rect x="${x}" width="${bar}" height="96"/>`;
    x += bar + 2 + ((state >> 8) % 3) * 2;
  }
  return `<svg class="bars" style="display:block" width="${width}" height="96" fill="#34343c">${marks}</svg>`;
}

/** A square code that looks like a QR code and says nothing. */
export function squareCode(seed: number, size: number): string {
  const cells = 25;
  let state = seed;
  let marks = '';
  for (let at = 0; at < cells * cells; at += 1) {
    state = (state * 1103515245 + 12345) % 2147483648;
    if ((state >> 12) % 2)
      marks += `<rect x="${at % cells}" y="${Math.floor(at / cells)}" width="1.04" height="1.04"/>`;
  }
  const eye = (x: number, y: number) =>
    `<path fill="#f7f5ef" d="M${x - 1} ${y - 1}h9v9h-9z"/><path fill-rule="evenodd" d="M${x} ${y}h7v7h-7zM${x + 1} ${y + 1}v5h5v-5zM${x + 2} ${y + 2}h3v3h-3z"/>`;
  return `<svg width="${size}" height="${size}" viewBox="0 0 25 25" style="display:block;margin:14px auto 6px;overflow:hidden" fill="#34343c">${marks}${eye(0, 0)}${eye(18, 0)}${eye(0, 18)}</svg>`;
}
