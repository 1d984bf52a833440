import '../styles/rich-text.css';
import type { ComponentChildren } from 'preact';
import type { Block, Inline } from '#domain/rich-text.ts';
import { PhotoOpener } from './photo-set.tsx';

/** Where a wiki's page is found: Meta-Wiki knows the prefixes of the others (`w:uk:…`). */
const wiki = 'https://meta.wikimedia.org/wiki/';

type RichTextProps = {
  blocks: readonly Block[];
  /** The element that a heading becomes; a subheading is one below it. */
  heading?: 3 | 4;
};

/** A joint text to read. */
export function RichText({ blocks, heading = 3 }: RichTextProps) {
  return (
    <div class="rich-text" dir="auto">
      {groupsOf(blocks).map((group, index) => (
        // Blocks have no identity of their own; what is read is drawn anew when it changes.
        <Group key={index} group={group} heading={heading} />
      ))}
    </div>
  );
}

type GroupOfBlocks = { isList: boolean; blocks: Block[] };

/** Neighbouring list items belong to one list, with what is nested in it. */
function groupsOf(blocks: readonly Block[]): GroupOfBlocks[] {
  const groups: GroupOfBlocks[] = [];
  for (const block of blocks) {
    const isList = block.kind === 'bullet' || block.kind === 'number';
    const last = groups.at(-1);
    if (isList && last?.isList) last.blocks.push(block);
    else groups.push({ isList, blocks: [block] });
  }
  return groups;
}

function Group({ group: { isList, blocks }, heading }: { group: GroupOfBlocks; heading: 3 | 4 }) {
  if (isList) return <Lists items={blocks} level={Math.min(...blocks.map((block) => block.level))} />;
  return blocks.map((block) => {
    const words = <Inlines inlines={block.inlines} />;
    if (block.kind === 'quote') return <blockquote>{words}</blockquote>;
    if (block.kind === 'heading') return heading === 3 ? <h3>{words}</h3> : <h4>{words}</h4>;
    if (block.kind === 'subheading') return heading === 3 ? <h4>{words}</h4> : <h5>{words}</h5>;
    return <p>{words}</p>;
  });
}

type Item = { block: Block; nested: Block[] };

/** The lists of one level: another one begins where dots turn into numbers. */
function Lists({ items, level }: { items: readonly Block[]; level: number }): ComponentChildren {
  const lists: { kind: Block['kind']; items: Item[] }[] = [];
  for (const block of items) {
    const list = lists.at(-1);
    const item = list?.items.at(-1);
    if (item && block.level > level) item.nested.push(block);
    else if (list?.kind === block.kind) list.items.push({ block, nested: [] });
    else lists.push({ kind: block.kind, items: [{ block, nested: [] }] });
  }
  return lists.map(({ kind, items: members }) => {
    const children = members.map((item) => <ListItem item={item} level={level} />);
    return kind === 'bullet' ? <ul>{children}</ul> : <ol>{children}</ol>;
  });
}

function ListItem({ item: { block, nested }, level }: { item: Item; level: number }) {
  return (
    <li>
      <Inlines inlines={block.inlines} />
      {nested.length > 0 && <Lists items={nested} level={level + 1} />}
    </li>
  );
}

function Inlines({ inlines }: { inlines: readonly Inline[] }) {
  return inlines.map((inline) => <Words inline={inline} />);
}

function Words({ inline: { text, bold, italic, link, wikilink, evidence } }: { inline: Inline }) {
  const address =
    link ?? (wikilink === undefined ? undefined : wiki + encodeURIComponent(wikilink.replaceAll(' ', '_')));
  let words: ComponentChildren = text;
  if (italic) words = <em>{words}</em>;
  if (bold) words = <strong>{words}</strong>;
  if (address === undefined && evidence)
    return <PhotoOpener id={evidence} class="button-words words-open" children={words} />;
  if (address === undefined) return words;
  return (
    <a href={address} target="_blank" rel="noopener">
      {words}
    </a>
  );
}
