import { bars, type Photo, squareCode } from './photo-page.ts';

/** An espresso, seen from above, half out of the picture. */
const cup = `<div style="transform:translate(540px,-690px)"><div style="width:470px;height:470px;border-radius:50%;background:radial-gradient(circle at 42% 38%,#fbfaf6 0 38%,#dcd8cf 40%,#f6f4ef 46%,#e9e5dc 64%,#cfcac0);filter:drop-shadow(12px 20px 22px #0008);display:grid;place-items:center">
  <div style="width:270px;height:270px;border-radius:50%;background:radial-gradient(circle at 38% 34%,#fff,#e4e0d7 70%,#c9c3b8);box-shadow:8px 12px 18px #0005;display:grid;place-items:center"><div style="width:214px;height:214px;border-radius:50%;background:radial-gradient(circle at 44% 42%,#c98f4f,#8a5426 46%,#4a2812 78%,#2c1508);box-shadow:inset 6px 10px 16px #000a"></div></div></div></div>`;

const coin = (x: number, y: number, size: number, light: string, dark: string, face: string) =>
  `<div style="transform:translate(${x}px,${y}px) rotate(${x % 60}deg)"><div style="width:${size}px;height:${size}px;border-radius:50%;background:radial-gradient(circle at 36% 30%,${light},${dark});box-shadow:0 0 0 3px ${dark},inset 0 0 0 7px ${light}77,inset 0 0 0 9px ${dark},5px 8px 9px #0007;display:grid;place-items:center;font:bold ${size * 0.42}px 'Liberation Serif';color:${dark};text-shadow:1px 1px 0 ${light}">${face}</div></div>`;
const coins =
  coin(-480, 610, 132, '#e9d9a0', '#a88a3e', '20') +
  coin(-505, 470, 106, '#d69a6a', '#8a4e2a', '10') +
  coin(-390, 705, 100, '#e4e4e2', '#90918f', '2');

/** A ball-point pen beside the sheet. */
const pen = `<div style="transform:translate(250px,745px) rotate(78deg)"><div style="width:34px;height:620px;border-radius:17px 17px 30px 30px;background:linear-gradient(90deg,#0d3f3d,#2f8a86 34%,#14514f 60%,#082a29);filter:drop-shadow(14px -6px 8px #0009)"><div style="width:8px;height:190px;margin-left:22px;background:linear-gradient(90deg,#f3f3f0,#8f908d);border-radius:4px"></div></div></div>`;

const rule = '<div class="rule"></div>';

/** The receipts of the sample exchange. The firms, numbers and places are invented; the totals are those of src/server/demo/expenses.ts. */
export const receiptPhotos: Record<string, Photo> = {
  'cafe-brno': {
    ...photo('oak', 21),
    paperWidth: 640,
    zoom: 1.38,
    beside: cup,
    turn: -3.2,
    tilt: 7,
    crumpled: 0.25,
    folds: [0.47],
    print: `${head('Bistro Prázdná stránka', 'Ukázková 12, 602 00 Brno', 'IČO 00000012 · DIČ CZ00000012')}
      ${row('Účtenka č. 004817', '12:58')}${row('Stůl 6', 'Obsluha: Jitka')}${rule}
      ${row('4× Denní menu', '756,00')}${row('4× Limonáda 0,4 l', '260,00')}${row('2× Espresso', '118,00')}${row('1× Čaj mátový', '62,00')}${rule}
      ${total('CELKEM', '1 196,00 Kč')}${row('Platba kartou', '1 196,00')}<div class="gap"></div>
      ${small('DPH 12 %  základ 675,00', '81,00')}${small('DPH 21 %  základ 363,64', '76,36')}
      <div class="gap"></div><div class="centre">Děkujeme a přijďte zas!</div>${bars(77, 430)}<div class="centre small">0 04817 00612 5</div>`,
  },
  'tram-tickets': {
    ...photo('slate', 58),
    paperWidth: 560,
    zoom: 1.3,
    turn: 4.5,
    tilt: 5,
    crumpled: 0.12,
    folds: [],
    beside: `${ticket(-410, -250, -16, 'A 204 881')}${ticket(400, 430, 12, 'A 204 882')}`,
    print: `${head('Městská doprava', 'Jízdenkový automat 0318', 'zastávka Ukázková')}
      ${row('Doklad č. 318-55120', '08:41')}${rule}
      ${row('4× Jízdenka 24 h', '')}${row('   zóny 100+101', '4 × 90,00')}${row('', '360,00')}${rule}
      ${total('CELKEM', '360,00 Kč')}${row('Karta ****  4410', '360,00')}<div class="gap"></div>
      ${small('DPH 12 %  základ 321,43', '38,57')}${squareCode(19, 210)}
      <div class="centre small">Doklad uschovejte<br>pro kontrolu</div>`,
  },
  bakery: {
    ...photo('birch', 93),
    paperWidth: 600,
    zoom: 1.42,
    beside: coins,
    turn: 2.4,
    tilt: 9,
    crumpled: 0.75,
    folds: [0.36, 0.69],
    print: `${head('Pekárna U Kvásku', 'Ukázková 3, Brno', 'Provozovna 02')}
      ${row('Paragon 11207', '08:17')}${rule}
      ${row('Loupák máslový', '')}${row('  6 ks × 24,00', '144,00')}${row('Chléb kváskový 500 g', '78,00')}${row('Koláč tvarohový', '')}${row('  4 ks × 36,00', '144,00')}${rule}
      ${total('K ÚHRADĚ', '366,00 Kč')}${row('Hotovost', '400,00')}${row('Vráceno', '34,00')}<div class="gap"></div>
      ${small('DPH 12 %  základ 326,79', '39,21')}<div class="gap"></div><div class="centre">* Dobré ráno! *</div>`,
  },
  'room-invoice': {
    ...photo('walnut', 132),
    paperWidth: 960,
    zoom: 1.08,
    beside: pen,
    turn: -1.3,
    tilt: 6,
    crumpled: 0.2,
    folds: [0.335, 0.668],
    paper: 'sheet',
    print: invoice(),
  },
  supermarket: {
    ...photo('linen', 171),
    paperWidth: 590,
    zoom: 1.34,
    height: 1700,
    turn: -4.4,
    tilt: 4,
    crumpled: 0.4,
    folds: [0.3],
    print: `${head('Potraviny Na Rohu', 'Vzorová 8, 602 00 Brno', 'DIČ CZ00000038')}
      ${row('Pokladna 2  č. 39-6604', '12:09')}${rule}
      ${row('Minerálka 1,5 l', '')}${row('  6 × 16,90', '101,40 B')}${row('Jablka červená', '')}${row('  1,284 kg × 39,90', '51,23 A')}${row('Sušenky máslové', '')}${row('  3 × 32,90', '98,70 A')}
      ${row('Kelímky papírové 50', '74,90 B')}${row('Ubrousky', '29,90 B')}${row('Káva mletá 250 g', '129,90 B')}${row('Fixy na tabuli 4 ks', '119,90 B')}${rule}
      ${row('Mezisoučet', '605,93')}${row('Zaokrouhlení', '0,07')}${total('CELKEM', '606,00 Kč')}${row('Hotovost', '1 000,00')}${row('Vráceno', '394,00')}<div class="gap"></div>
      ${small('A DPH 12 %  základ 133,87', '16,06')}${small('B DPH 21 %  základ 376,86', '79,14')}
      <div class="gap"></div>${bars(311, 400)}<div class="centre small">Nakupujte s vlastní taškou</div>`,
  },
  'taxi-chisinau': {
    ...photo('walnut', 216),
    paperWidth: 570,
    zoom: 1.5,
    turn: 6.2,
    tilt: 8,
    crumpled: 1,
    folds: [0.52],
    print: `${head('TAXI EXEMPLU SRL', 'str. Modelului 5, mun. Chișinău', 'IDNO 1000000000005')}
      ${row('Bon fiscal  nr. 00921', '04:36')}${row('Auto', 'EXM 005')}${rule}
      ${row('Pornire', '25,00')}${row('14,6 km × 9,50', '138,70')}${row('Tarif de noapte', '21,30')}${rule}
      ${total('TOTAL', '185,00 MDL')}${row('Numerar', '200,00')}${row('Rest', '15,00')}<div class="gap"></div>
      ${small('TVA A = 20 %', '30,83')}<div class="gap"></div><div class="centre">BON FISCAL<br>Drum bun!</div>
      <span class="pen" style="right:0;bottom:-30px">aeroport</span>`,
  },
};

function photo(table: Photo['table'], seed: number): Pick<Photo, 'width' | 'height' | 'table' | 'seed' | 'paper'> {
  return { width: 1200, height: 1600, table, seed, paper: 'thermal' };
}

function head(name: string, ...lines: string[]): string {
  return `<div class="centre"><div class="big">${name}</div>${lines.join('<br>')}</div><div class="gap"></div>`;
}

function row(left: string, right: string): string {
  return `<div class="row"><span>${left}</span><span>${right}</span></div>`;
}

function small(left: string, right: string): string {
  return `<div class="row small"><span>${left}</span><span>${right}</span></div>`;
}

function total(left: string, right: string): string {
  return `<div class="row big" style="margin:6px 0 10px"><span>${left}</span><span>${right}</span></div>`;
}

function ticket(x: number, y: number, turn: number, number: string): string {
  return `<div style="transform:translate(${x}px,${y}px) rotate(${turn}deg);filter:drop-shadow(3px 5px 5px #0007)">
    <div style="width:330px;height:600px;padding:30px 26px;color:#1d4f52;font:23px/1.35 'Liberation Sans',sans-serif;background:repeating-linear-gradient(34deg,#cfe6dd 0 7px,#c2ded5 7px 9px);border-top:64px solid #2c7a78">
    <div style="font-size:46px;font-weight:bold">24 h</div>Jízdenka<br>zóny 100+101<br><br><div style="font-size:34px">90 Kč</div><br><span style="font-family:'DejaVu Sans Mono'">${number}</span>
    <div style="margin-top:26px;font:bold 24px 'DejaVu Sans Mono';color:#3b3a55;transform:rotate(-1deg)">0847 07 213</div></div></div>`;
}

function invoice(): string {
  const cell = (text: string, css = '') => `<td style="${css}">${text}</td>`;
  const right = 'text-align:right';
  return `<div class="row" style="align-items:flex-start"><div><div style="font:bold 40px 'Liberation Sans';color:#14514f;letter-spacing:-.02em">Dílna 12</div><span class="small">shared workshop &amp; meeting rooms</span></div>
      <div class="right"><div style="font:bold 30px 'Liberation Sans'">INVOICE / FAKTURA</div>No. 2600417</div></div>
    <div style="height:5px;background:#14514f;margin:22px 0 30px"></div>
    <div class="row" style="white-space:normal"><div style="width:48%"><span class="small" style="color:#66666e">Supplier</span><br><b>Dílna Dvanáct s.r.o.</b><br>Ukázková 12, 602 00 Brno<br>IČO 00000120 · DIČ CZ00000120</div>
      <div style="width:46%"><span class="small" style="color:#66666e">Customer</span><br><b>Wikimedia Brno (sample), z. s.</b><br>Vzorová 1, 602 00 Brno<br>IČO 00000001</div></div>
    <div style="height:34px"></div>
    <div class="row small"><span>Variable symbol 2600417</span><span>Due: 14 days after issue</span><span>Paid by card at the desk</span></div>
    <div style="height:26px"></div>
    <table><tr><th>Item</th><th style="${right}">Qty</th><th style="${right}">Unit EUR</th><th style="${right}">EUR</th></tr>
      <tr>${cell('Meeting room “Loft”, 8 seats, full day')}${cell('2', right)}${cell('48.00', right)}${cell('96.00', right)}</tr>
      <tr>${cell('Projector and whiteboard')}${cell('2', right)}${cell('7.50', right)}${cell('15.00', right)}</tr>
      <tr>${cell('Tea, coffee and water, per day')}${cell('2', right)}${cell('4.50', right)}${cell('9.00', right)}</tr></table>
    <div style="border-top:2px solid #34343c;margin-top:12px;padding-top:16px;margin-left:46%">
      ${row('Net', '120.00')}${row('VAT 21 %', '25.20')}<div class="row" style="font:bold 32px 'Liberation Sans';margin-top:14px"><span>Total EUR</span><span>145.20</span></div></div>
    <div style="height:60px"></div>
    <div class="row" style="align-items:flex-end"><div class="small" style="color:#66666e">Prices agreed in euros.<br>Thank you for meeting at Dílna 12.</div>
      <div style="position:relative;width:300px;height:190px">${stamp()}</div></div>
    <div style="height:40px"></div><div class="small" style="color:#66666e;border-top:1.5px solid #bbb;padding-top:14px">Dílna Dvanáct s.r.o. · sample data of Carnet’s demonstration · page 1 of 1</div>`;
}

function stamp(): string {
  return `<div style="position:absolute;right:6px;top:10px;width:270px;padding:16px;border:4px solid #2a4ca0;color:#2a4ca0;text-align:center;transform:rotate(-8deg);opacity:.72;font:bold 24px/1.3 'Liberation Sans'">DÍLNA 12<br>ZAPLACENO · PAID<br><span style="font-size:17px">Brno</span></div>
    <svg style="position:absolute;left:0;top:70px" width="300" height="120" fill="none" stroke="#1c2f6e" stroke-width="4" stroke-linecap="round" opacity=".85"><path d="M20 80C50 10 70 10 62 60S50 110 84 70s24-30 30 0 30 8 40-16 18 4 20 18 26-2 40-12 40-4 60-14"/></svg>`;
}
