/** What a person does with the app. Each runs in the page, so it can use nothing from outside but `found`. */

declare const found: <T extends Element>(selector: string, words?: string) => Promise<T>;

/** Gives the page what the others look with: the first element that has these words, as soon as there is one. */
export async function giveEyes(patience: number): Promise<void> {
  const look = async (selector: string, words = '') => {
    for (const end = performance.now() + patience; performance.now() < end; ) {
      const all = [...document.querySelectorAll(selector)];
      const element = all.find(({ textContent }) => textContent?.includes(words));
      if (element) return element;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`no ${selector} with “${words}” at ${location.pathname}`);
  };
  Object.assign(window, { found: look });
}

/** Opens a section of the report, adds a photo to it, waits until that is safe, and goes to the end of the text. */
export async function addPhoto({ section, step }: { section: string; step: number }): Promise<void> {
  (await found<HTMLElement>('nav a', 'Report')).click();
  (await found<HTMLElement>('main a[href^="/report/"]', section)).click();
  await found('h1', section);
  const input = await found<HTMLInputElement>('input[type=file][aria-label="Add photo"]');

  const canvas = new OffscreenCanvas(1280, 1920);
  const pen = canvas.getContext('2d');
  for (let stripe = 0; stripe < 480; stripe += 1) {
    if (pen) pen.fillStyle = `hsl(${(stripe * 37 + step * 11) % 360} 40% ${40 + ((stripe * step) % 50)}%)`;
    pen?.fillRect((stripe * 71) % 900, stripe * 4, 380, 4);
  }
  const chosen = new DataTransfer();
  chosen.items.add(
    new File([await canvas.convertToBlob({ type: 'image/jpeg' })], `${step}.jpg`, { type: 'image/jpeg' }),
  );
  input.files = chosen.files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
  await found('main *', 'Photo saved on this device');

  const text = await found<HTMLElement>('[contenteditable="true"]');
  text.focus();
  getSelection()?.selectAllChildren(text);
  getSelection()?.collapseToEnd();
}

/** Waits until what was typed is safe, looks at some screens, and waits until the server has it all. */
export async function lookAround(places: readonly string[]): Promise<void> {
  await found('main *', 'Saved on this device');
  for (const place of places) {
    (await found<HTMLElement>('nav a', place)).click();
    await found('nav a[aria-current="page"]', place);
    await found('main *', '');
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  await found('[role="status"]', 'All changes synced');
}
