import Inline from 'quill/blots/inline.js';
import Quill from 'quill/core.js';
import Blockquote from 'quill/formats/blockquote.js';
import Bold from 'quill/formats/bold.js';
import Header from 'quill/formats/header.js';
import Indent from 'quill/formats/indent.js';
import Italic from 'quill/formats/italic.js';
import Link from 'quill/formats/link.js';
import List from 'quill/formats/list.js';

/** A format that holds a word of its own beside the words that carry it. */
class Reference extends Inline {
  static override tagName = 'SPAN';

  static override create(value: string): HTMLElement {
    // biome-ignore lint/complexity/noThisInStatic: Parchment makes the element and its class by the format that it is asked of
    const node = super.create();
    node.dataset.value = value;
    return node;
  }

  static override formats(node: HTMLElement): unknown {
    return node.dataset.value;
  }

  override format(name: string, value: unknown): void {
    if (name === this.statics.blotName && typeof value === 'string') this.domNode.dataset.value = value;
    else super.format(name, value);
  }
}

class Wikilink extends Reference {
  static override blotName = 'wikilink';
  static override className = 'rich-wikilink';
}

class EvidenceReference extends Reference {
  static override blotName = 'evidence';
  static override className = 'rich-evidence';
}

export const formatNames = ['bold', 'italic', 'link', 'wikilink', 'evidence', 'header', 'list', 'indent', 'blockquote'];

/** The formats that a joint text knows (#domain/rich-text.ts), and none of Quill's others. */
export function registerFormats(): void {
  const formats = [Bold, Italic, Link, Wikilink, EvidenceReference, Header, List, Indent, Blockquote];
  Quill.register(Object.fromEntries(formats.map((format) => [`formats/${nameOf(format)}`, format])), true);
}

function nameOf(format: { blotName: string } | { attrName: string }): string {
  return 'blotName' in format ? format.blotName : format.attrName;
}
