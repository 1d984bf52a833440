import { useRef } from 'preact/hooks';
import { fileTypes, photoTypes } from '#domain/expense/schema.ts';
import { Button } from './button.tsx';
import type { IconShape } from './icon.tsx';

type FileButtonProps = {
  label: string;
  icon?: IconShape;
  /** `camera` opens it at once, for one photo; `files` lets several be chosen. */
  from: 'camera' | 'files';
  /** PDF is offered too, where the files may be receipts. Never with the camera. */
  pdf?: boolean;
  weight?: 'normal' | 'primary' | 'quiet';
  wide?: boolean;
  disabled?: boolean | undefined;
  onPick: (files: File[]) => void;
};

/** Made into JPEG when they are picked. From an iPhone's camera a JPEG comes as long as these are not named. */
const converted = ['image/heic', 'image/heif', 'image/avif'];

/**
 * A button that takes in photos or files. The camera's input asks for pictures only and for one at a time:
 * with a PDF among its types, or with `multiple`, Android shows a chooser first instead of the camera.
 */
export function FileButton({ label, from, pdf, onPick, ...look }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  const camera = from === 'camera';

  function take(element: HTMLInputElement): void {
    const files = [...(element.files ?? [])];
    // Emptied, so that the same file can be picked again after a failure.
    element.value = '';
    if (files.length > 0) onPick(files);
  }

  return (
    <>
      <Button {...look} onClick={() => input.current?.click()}>
        {label}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={label}
        accept={(camera ? photoTypes : pdf ? [...fileTypes, ...converted] : [...photoTypes, ...converted]).join(',')}
        multiple={!camera}
        {...(camera ? { capture: 'environment' as const } : {})}
        onChange={(event) => take(event.currentTarget)}
      />
    </>
  );
}
