import type { ComponentChildren } from 'preact';
import type { DocumentPart } from '#domain/publication/document.ts';
import type { PhotoBytes, PublishedPhoto } from '#domain/publication/publication.ts';
import type { Block, Inline } from '#domain/rich-text.ts';
import { Photo } from '../components/photo.tsx';
import { PhotoOpener, PhotoSet } from '../components/photo-set.tsx';
import { useMessages } from '../context.ts';

type PreviewProps = { topic: string; parts: readonly DocumentPart[]; files: readonly PhotoBytes[] };

/** The report as everybody will read it; also what is printed. */
export function PublishPreview({ topic, parts, files }: PreviewProps) {
  const { t } = useMessages();
  return (
    <PhotoSet photos={photosOf(parts, files, t('evidence-no-caption'))}>
      <article class="publish-preview" dir="auto">
        <h2 class="publish-topic">{topic}</h2>
        <PreviewParts parts={parts} files={files} />
      </article>
    </PhotoSet>
  );
}

function photosOf(parts: readonly DocumentPart[], files: readonly PhotoBytes[], noCaption: string) {
  const published = parts.flatMap((part) => (part.part === 'photos' ? part.photos : []));
  return published.flatMap(({ name, captions }) => {
    const blob = files.find((file) => file.name === name)?.blob;
    const alt = captions[0]?.text ?? noCaption;
    return blob === undefined ? [] : [{ id: name, blob, size: null, thumb: null, alt }];
  });
}

/** Parts of a report as everybody will read them. */
export function PreviewParts({ parts, files = [] }: Pick<PreviewProps, 'parts'> & Partial<PreviewProps>) {
  return (
    <>
      {parts.map((part, at) => (
        <Part key={at} part={part} number={numberOf(parts, at)} files={files} />
      ))}
    </>
  );
}

/** The number of an item of a numbered list: one more than those right before it, at its depth. */
function numberOf(parts: readonly DocumentPart[], at: number): number {
  const own = parts[at];
  if (own?.part !== 'block' || own.block.kind !== 'number') return 1;
  const { level } = own.block;
  let number = 1;
  for (const before of parts.slice(0, at).reverse()) {
    const isItem = before.part === 'block' && (before.block.kind === 'number' || before.block.kind === 'bullet');
    if (!isItem || before.block.level < level) break;
    if (before.block.level > level) continue;
    if (before.block.kind === 'bullet') break;
    number += 1;
  }
  return number;
}

type PartProps = { part: DocumentPart; number: number; files: readonly PhotoBytes[] };

function Part({ part, number, files }: PartProps) {
  switch (part.part) {
    case 'heading':
      return part.level === 2 ? <h3>{part.text}</h3> : <h4>{part.text}</h4>;
    case 'words':
      return <p>{part.text}</p>;
    case 'block':
      return <TextBlock block={part.block} number={number} />;
    case 'people':
      return (
        <ul>
          {part.people.map(({ role, username }) => (
            <li key={username}>
              {role}: {username}
            </li>
          ))}
        </ul>
      );
    case 'table':
      return <PreviewTable {...part} />;
    case 'resources':
      return (
        <ul>
          {part.resources.map(({ url, title, page, kindWords }) => (
            <li key={url}>
              {kindWords}: <OutsideLink href={url}>{title.trim() || page?.title || url}</OutsideLink>
            </li>
          ))}
        </ul>
      );
    case 'photos':
      return (
        <div class="publish-photos">
          {part.photos.map((photo) => (
            <PreviewPhoto key={photo.name} photo={photo} files={files} />
          ))}
        </div>
      );
  }
}

/** A list item is a line of its own: lists of an export nest by their marks, and here by the margin. */
function TextBlock({ block: { kind, level, inlines }, number }: { block: Block; number: number }) {
  const words = inlines.map((inline, at) => <Words key={at} inline={inline} />);
  if (kind === 'heading') return <h4>{words}</h4>;
  if (kind === 'subheading') return <h5>{words}</h5>;
  if (kind === 'quote') return <blockquote>{words}</blockquote>;
  if (kind === 'paragraph') return <p>{words}</p>;
  const List = kind === 'bullet' ? 'ul' : 'ol';
  return (
    <List class="publish-item" style={{ '--level': level }}>
      <li value={number}>{words}</li>
    </List>
  );
}

function Words({ inline: { text, bold, italic, link } }: { inline: Inline }) {
  const linked = link === undefined ? text : <OutsideLink href={link}>{text}</OutsideLink>;
  const slanted = italic ? <em>{linked}</em> : linked;
  return bold ? <strong>{slanted}</strong> : slanted;
}

function OutsideLink({ href, children }: { href: string; children: ComponentChildren }) {
  return (
    <a href={href} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  );
}

function PreviewTable({ head, rows, hasTotal }: Extract<DocumentPart, { part: 'table' }>) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: focusable, so that the keyboard can scroll it
    <section class="publish-scroll" tabIndex={0} aria-label={head.join(', ')}>
      <table class={`publish-table${hasTotal ? ' publish-amounts' : ''}`}>
        <thead>
          <tr>
            {head.map((cell) => (
              <th key={cell} scope="col">
                {cell}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={at} class={hasTotal && at === rows.length - 1 ? 'publish-total' : ''}>
              {row.map((cell, column) => (
                <td key={column}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function PreviewPhoto({ photo, files }: { photo: PublishedPhoto; files: readonly PhotoBytes[] }) {
  const { t } = useMessages();
  const { name, captions, creator, licence } = photo;
  const hash = files.find((file) => file.name === name)?.blob ?? '';
  return (
    <figure>
      <PhotoOpener id={name} class="evidence-open">
        <Photo hash={hash} alt={captions[0]?.text ?? t('evidence-no-caption')} />
      </PhotoOpener>
      <figcaption class="small">
        {captions.map(({ language, text }) => (
          <p key={language ?? ''} {...(language && { lang: language })} dir="auto">
            {text}
          </p>
        ))}
        <p class="subtle">{creator ? t('publish-by', creator, licence) : licence}</p>
        <p class="subtle publish-file">{name}</p>
      </figcaption>
    </figure>
  );
}
