import type { Screen } from './screens.ts';

/** A screen and the file of its picture; null where the exchange has nothing that it could show. */
export type Drawn = { screen: Screen; file: string | null };

/** A page with all pictures side by side, each under its name and address; names and addresses are ours. */
export function contactSheet(drawn: readonly Drawn[], width: number): string {
  const figures = drawn.map(({ screen: { name, who, path }, file }) => {
    const picture =
      file === null ? '<p>nothing to show</p>' : `<a href="${file}"><img src="${file}" loading="lazy"></a>`;
    return `<figure><figcaption><b>${name}</b> ${who} <code>${path}</code></figcaption>${picture}</figure>`;
  });
  return `<!doctype html><meta charset="utf-8"><title>Every screen</title><style>
    body { display: grid; grid-template-columns: repeat(auto-fill, ${Math.min(width, 420)}px); gap: 24px; font: 14px sans-serif; background: #888 }
    figure { margin: 0 } img { width: 100% }
  </style>${figures.join('\n')}`;
}
