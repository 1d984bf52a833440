import type { ComponentChildren } from 'preact';
import type { Block, Inline } from '#domain/rich-text.ts';
import { PhotoOpener } from '../components/photo-set.tsx';

/** A joint text to be read, with its formats. Its headings stand under one of level 2. */
export function Blocks({ blocks }: { blocks: readonly Block[] }) {
  return (
    <div class="signed-text" dir="auto">
      {runs(blocks).map((run, index) => (
        // A text to be read never changes its order.
        <Run key={index} blocks={run} />
      ))}
    </div>
  );
}

function isItem({ kind }: Block): boolean {
  return kind === 'bullet' || kind === 'number';
}

/** Neighbouring list items are one list; every other block stands alone. */
function runs(blocks: readonly Block[]): Block[][] {
  const all: Block[][] = [];
  for (const block of blocks) {
    const last = all.at(-1);
    if (last?.[0] && isItem(last[0]) && isItem(block)) last.push(block);
    else all.push([block]);
  }
  return all;
}

function Run({ blocks }: { blocks: readonly Block[] }) {
  const [block] = blocks;
  if (!block) return null;
  if (isItem(block)) return <Items blocks={blocks} />;
  const words = <Words inlines={block.inlines} />;
  if (block.kind === 'heading') return <h3>{words}</h3>;
  if (block.kind === 'subheading') return <h4>{words}</h4>;
  return block.kind === 'quote' ? <blockquote>{words}</blockquote> : <p>{words}</p>;
}

/** Items of the first one's level; deeper ones that follow an item are a list within it. */
function Items({ blocks }: { blocks: readonly Block[] }) {
  const level = Math.min(...blocks.map((block) => block.level));
  const parts: { item: Block | undefined; deeper: Block[] }[] = [];
  for (const block of blocks) {
    if (block.level === level) parts.push({ item: block, deeper: [] });
    else if (parts.length === 0) parts.push({ item: undefined, deeper: [block] });
    else parts.at(-1)?.deeper.push(block);
  }
  const items = parts.map(({ item, deeper }, index) => (
    <li key={index}>
      {item && <Words inlines={item.inlines} />}
      {deeper.length > 0 && <Items blocks={deeper} />}
    </li>
  ));
  return blocks.find((block) => block.level === level)?.kind === 'number' ? <ol>{items}</ol> : <ul>{items}</ul>;
}

function Words({ inlines }: { inlines: readonly Inline[] }) {
  return (
    <>
      {inlines.map((inline, index) => (
        <Styled key={index} {...inline} />
      ))}
    </>
  );
}

function Styled({ text, bold, italic, link, wikilink, evidence }: Inline) {
  let words: ComponentChildren = text;
  if (bold) words = <strong>{words}</strong>;
  if (italic) words = <em>{words}</em>;
  const href =
    link ?? (wikilink && `https://meta.wikimedia.org/wiki/${encodeURIComponent(wikilink.replaceAll(' ', '_'))}`);
  if (!href && evidence) return <PhotoOpener id={evidence} class="words-open" children={words} />;
  if (!href) return <span>{words}</span>;
  return (
    <a href={href} target="_blank" rel="noopener">
      {words}
    </a>
  );
}
