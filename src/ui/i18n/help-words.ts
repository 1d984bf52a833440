import type en from './help/en.json';

/** The words of Help and of the privacy page. */
export type HelpWords = Readonly<Partial<Record<string, string>>>;

/** What Help has a heading for. English is the source, so a topic that it lacks does not compile. */
export type HelpId = keyof typeof en extends infer Key ? (Key extends `${infer Id}-title` ? Id : never) : never;

/** The numbered parts of a topic, in their order: its paragraphs, or its steps. */
export function partsOf(words: HelpWords, id: HelpId, part: 'text' | 'step'): string[] {
  const parts: string[] = [];
  for (let at = 1; ; at += 1) {
    const text = words[`${id}-${part}-${at}`];
    if (text === undefined) return parts;
    parts.push(text);
  }
}
