/** The File Handling API (WICG), which TypeScript does not know; Chromium on laptops has it. */
type LaunchQueue = {
  setConsumer(consume: (launch: { readonly files?: readonly FileSystemFileHandle[] }) => void): void;
};

/**
 * Hands over a file that the person opened with Carnet from the system (`file_handlers` of the manifest). The browser
 * keeps it until somebody takes it; one that can't be read any more is no launch.
 */
export function takeOpenedFile(take: (file: File) => void, queue: LaunchQueue | null = queueOf(window)): void {
  queue?.setConsumer(({ files = [] }) => {
    void files[0]?.getFile().then(take, () => undefined);
  });
}

function queueOf(page: Window & { launchQueue?: LaunchQueue }): LaunchQueue | null {
  return page.launchQueue ?? null;
}
