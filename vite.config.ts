import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import preact from '@preact/preset-vite';
import shapes from '@wikimedia/codex-icons/dist/codex-icons.json' with { type: 'json' };
import { defineConfig, type Plugin, type Rolldown } from 'vite';
import { type ManifestOptions, VitePWA } from 'vite-plugin-pwa';
import packageJson from './package.json' with { type: 'json' };
import { readDayWords } from './src/ui/i18n/day-words.ts';
import { isLanguage, tagOf } from './src/ui/i18n/languages.ts';

/** Codex's light background; the dark one is in index.html, since a manifest can hold only one. */
const background = '#ffffff';

const screenshots = [
  { file: 'screenshots/today.png', label: 'Today: what is on now and next' },
  { file: 'screenshots/expenses.png', label: 'Expenses: the budget and every receipt' },
  { file: 'screenshots/schedule.png', label: 'Schedule: the days of the visit' },
  { file: 'screenshots/report.png', label: 'Report: written together, signed by both' },
];

const manifest: Partial<ManifestOptions> = {
  id: '/',
  name: 'Carnet',
  short_name: 'Carnet',
  description:
    'The notebook for a peer learning visit: schedule, notes, receipts and the joint report, with or without a network.',
  lang: 'en',
  dir: 'ltr',
  start_url: '/today',
  scope: '/',
  display: 'standalone',
  theme_color: background,
  background_color: background,
  categories: ['productivity', 'travel', 'education'],
  icons: [
    { src: '/icons/icon-192.png', sizes: '192x192', type: 'image/png', purpose: 'any' },
    { src: '/icons/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'any' },
    { src: '/icons/maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    { src: '/icons/monochrome-512.png', sizes: '512x512', type: 'image/png', purpose: 'monochrome' },
  ],
  shortcuts: [
    { name: 'Add receipt', url: '/expenses/new', icons: [shortcutIcon('add-receipt')] },
    { name: 'Today', url: '/today', icons: [shortcutIcon('today')] },
    { name: 'Schedule', url: '/plan/schedule', icons: [shortcutIcon('schedule')] },
  ],
  // A saved copy that is opened from the laptop's files: the storage screen restores it.
  file_handlers: [{ action: '/more/sync', accept: { 'application/zip': ['.zip'] } }],
  // A photo or PDF that another app shares; the service worker takes it (sw/share-target.ts).
  share_target: {
    action: '/share',
    method: 'POST',
    enctype: 'multipart/form-data',
    params: {
      files: [
        {
          name: 'files',
          accept: ['image/*', 'application/pdf', '.jpg', '.jpeg', '.png', '.webp', '.heic', '.heif', '.avif', '.pdf'],
        },
      ],
    },
  },
  // A manifest that lists a missing picture fails the install checks, so only those that were taken are named.
  screenshots: screenshots
    .filter(({ file }) => existsSync(publicFile(file)))
    .map(({ file, label }) => ({
      src: `/${file}`,
      sizes: '720x1480',
      type: 'image/png',
      form_factor: 'narrow' as const,
      label,
    })),
};

/** What stands on Yjs, or comes only with a part of its own. */
const ofTexts = [
  'agree|calendar|copy|export|restore|sign-report|text|take-block|version-formats',
  'publi|wiki',
  'queries[\\\\/](report|search)|search[\\\\/]find',
];

/**
 * The files that the app is cut into. A phone fetches and keeps each of them, one after the other, before it can do
 * without a network, so they are few: what every first screen needs, what Welcome and what Today needs beside it, what
 * writing and syncing need, what several screens need, and one for each part of the app that is opened for itself. A module goes to the first that names it, with all
 * that it imports and none before it has; what stands on something large (Yjs, a reader of calendars) is named first,
 * so that no other part brings it along.
 */
const parts = [
  { debugName: 'words', name: wordsFile, test: /[\\/]src[\\/]ui[\\/]i18n[\\/].*\.json$/ },
  { debugName: 'first', name: firstFile },
  {
    name: 'write',
    test: new RegExp(`[\\\\/]src[\\\\/](domain|store|sync)[\\\\/](?!.*(${ofTexts.join('|')}))`),
  },
  { name: 'text', test: /[\\/]src[\\/](domain|store)[\\/](?!calendar|.*(publi|wiki))/ },
  { name: 'common', test: /carnet-icon:|[\\/]src[\\/]ui[\\/](?!pdf|routes[\\/](joint|report))/, minShareCount: 2 },
  {
    name: 'plan',
    test: screen('agree|coverage|deadlines|follow|map|material|objective|plan|practical|schedule|session'),
  },
  // Only import() reaches it: the editor comes with the first text that is opened.
  { name: 'editor', test: screen('joint-text-(quill|formats|paste|places|composition|wikilink)') },
  { name: 'expenses', test: screen('expense|picture|receipt|settlement') },
  { name: 'report', test: /[\\/]src[\\/](ui[\\/]routes[\\/](joint|report)|(domain|store)[\\/].*(publi|wiki))[^\\/]*/ },
  { name: 'hub', test: screen('booking|budget|figures|hub|invit') },
  { name: 'more', test: screen('(?!calendar)') },
  { name: 'pdf', test: /[\\/]src[\\/]ui[\\/]pdf[\\/](?!fonts-east)/ },
].map((part, index, all) => ({ ...part, priority: all.length - index }));

/**
 * Its own way in is CommonJS, so that two copies of it would be one. Here is only one, and this one is a tenth smaller.
 */
const dexie = { find: /^dexie$/, replacement: 'dexie/dist/modern/dexie.mjs' };

export default defineConfig({
  plugins: [
    preact(),
    words(),
    icons(),
    api(),
    compiledOnce(),
    documents(),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'sw',
      filename: 'sw.ts',
      registerType: 'prompt',
      injectRegister: false,
      // The globs below name them already.
      includeManifestIcons: false,
      manifest,
      injectManifest: {
        // The install screenshots are for the shop window, not for the phone.
        globPatterns: [
          '**/*.{js,css,html,svg,woff2,png,json}',
          // What prints the region's scripts; the files of others come when a name asks for them.
          '**/noto-sans-{latin,latin-ext,cyrillic,cyrillic-ext,greek,greek-ext,armenian,georgian}-*.woff',
        ],
        // What few phones need, and then once, comes when it is asked for (see sw/large-parts.ts). The languages are
        // listed, but only those that were chosen are kept (sw/words.ts).
        globIgnores: [
          'screenshots/**',
          // In its place stands kept.html.
          'index.html',
          'icons/{favicon,maskable,monochrome}.svg',
          'assets/{fonts-east,libheif,pdfium}-*',
        ],
        buildPlugins: { vite: [withoutPreload()] },
      },
    }),
    compressed(),
  ],
  resolve: { alias: [dexie] },
  define: { __APP_VERSION__: JSON.stringify(packageJson.version) },
  // The picture worker loads its decoder of HEIC only for a HEIC.
  worker: { format: 'es' },
  build: {
    // compiledOnce() preloads it all by an older means.
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: { groups: parts },
      },
    },
  },
});

/**
 * The worker's own import() runs a part of its one file, so there is nothing to preload; and Vite's helper for that is
 * written for a module, which a service worker is not (it would not even parse).
 */
function withoutPreload(): Plugin {
  return {
    name: 'carnet-without-preload',
    enforce: 'pre',
    load: (id) => (id === '\0vite/preload-helper.js' ? 'export const __vitePreload = (load) => load();' : null),
  };
}

/**
 * The document in two forms. Who comes over the network is most likely new, and gets Welcome with it; the one that the
 * service worker keeps (sw/sw.ts) brings Today. Either does both, the other one a little later.
 */
function documents(): Plugin {
  return {
    name: 'carnet-documents',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      // After Vite and the PWA plugin have written theirs.
      order: 'post',
      handler(_, files) {
        const document = files['index.html'];
        if (document?.type !== 'asset') throw new Error('Vite no longer writes index.html');
        const html = String(document.source);
        const kept = withPart(html, chunkOf(files, 'today'), compiledBefore);
        // src/link-manifest.ts brings it.
        const source = replaced(kept, /\s*<link rel="manifest" .*?>/, '');
        this.emitFile({ type: 'asset', fileName: 'kept.html', source });
        document.source = withPart(html, chunkOf(files, 'welcome'), compiledBeside);
      },
    },
  };
}

/**
 * The document with what a part consists of, so that no file has to be read before the next is asked for.
 * @param rel how its scripts are loaded ahead
 */
function withPart(html: string, { fileName, imports, viteMetadata }: Rolldown.OutputChunk, rel: string): string {
  const ahead = (file: string) => `<link ${rel} crossorigin href="${file}">`;
  const scripts = [fileName, ...imports].filter((file) => !html.includes(file)).map((file) => ahead(`/${file}`));
  const styles = [...(viteMetadata?.importedCss ?? [])].map(
    (file) => `<link rel="stylesheet" crossorigin href="/${file}">`,
  );
  const own = replaced(html, /<link rel="stylesheet" .*?>/, ['$&', ...styles].join(newLine));
  const entry = /<script type="module" crossorigin src="(.*?)"><\/script>/;
  return replaced(own, entry, [ahead('$1'), '$&', ...scripts].join(newLine));
}

/** As a module is of itself: in another thread, while the page is being laid out. It can't be found again at the next start. */
const compiledBeside = 'rel="modulepreload"';
/** For what compiledOnce() is about. */
const compiledBefore = 'rel="preload" as="script"';

const newLine = '\n    ';

function chunkOf(files: Rolldown.OutputBundle, name: string): Rolldown.OutputChunk {
  const found = Object.values(files).find((file) => file.type === 'chunk' && file.name === name);
  if (found?.type !== 'chunk') throw new Error(`the app has no part ${name}`);
  return found;
}

/**
 * Lets Chromium use what it compiled at an earlier start. It keeps that beside each script in the worker's cache, but a
 * module that it loads as one is compiled anew in the background, without a look at what is there
 * (BackgroundResourceScriptStreamer, Chromium 156). One that was preloaded as a plain script is not.
 */
function compiledOnce(): Plugin {
  return {
    name: 'carnet-compiled-once',
    apply: 'build',
    enforce: 'post',
    transform: {
      filter: { id: /vite\/preload-helper/ },
      handler: (code) =>
        replaced(code, /const scriptRel = [\s\S]*?;(?=const assetsURL)/, "const scriptRel = 'preload';"),
    },
    // The first screens run nearly all of their parts: those are compiled as a whole, so that no function waits for its first call.
    generateBundle: {
      // It has to be the first line, so Vite's own come before.
      order: 'post',
      handler(_, files) {
        for (const name of ['index', 'welcome', 'today']) {
          const part = chunkOf(files, name);
          part.code = `//# allFunctionsCalledOnLoad\n${part.code}`;
        }
      },
    },
  };
}

/** `index` of what both first screens need, `welcome` and `today` of what only one of them does. */
function firstFile(id: string, graph: ModuleGraph): string | null {
  const [first, outside, inside] = ['main.ts', 'outside.tsx', 'inside.tsx'].map((entry) => allOf(entry, graph).has(id));
  if (first || (outside && inside)) return 'index';
  // A style sheet of its own would be one more question to the server.
  if ((outside || inside) && id.endsWith('.css')) return 'index';
  if (outside) return 'welcome';
  return inside ? 'today' : null;
}

type ModuleGraph = { getModuleInfo(id: string): { importedIds: readonly string[] } | null };

/** A source of the app, and all that it imports at once. */
function allOf(entry: string, graph: ModuleGraph): ReadonlySet<string> {
  const known = reached.get(entry);
  if (known) return known;
  const seen = new Set<string>();
  const follow = (id: string) => {
    if (seen.has(id)) return;
    seen.add(id);
    for (const imported of graph.getModuleInfo(id)?.importedIds ?? []) follow(imported);
  };
  follow(resolve(import.meta.dirname, 'src', entry));
  reached.set(entry, seen);
  return seen;
}

const reached = new Map<string, ReadonlySet<string>>();

/** @throws when it is not there: an update of Vite has changed it */
function replaced(text: string, pattern: RegExp, by: string): string {
  if (!pattern.test(text)) throw new Error(`Vite no longer writes ${pattern}`);
  return text.replace(pattern, by);
}

/**
 * Writes each text file once more beside itself, compressed with brotli, so that no server has to do it while a phone
 * waits. After all else, the service worker included.
 */
function compressed(): Plugin {
  let folder = '';
  return {
    name: 'carnet-compressed',
    apply: 'build',
    enforce: 'post',
    configResolved({ root, build }) {
      folder = resolve(root, build.outDir);
    },
    closeBundle: {
      sequential: true,
      order: 'post',
      async handler() {
        const names = await readdir(folder, { recursive: true });
        for (const name of names)
          if (/\.(js|css|html|svg|json|wasm|webmanifest)$/.test(name)) await compress(join(folder, name));
      },
    },
  };
}

async function compress(path: string): Promise<void> {
  const plain = await readFile(path);
  // The last tenth takes ten times as long, which the few large parts are not worth.
  const quality = plain.length > 500_000 ? 9 : 11;
  await writeFile(
    `${path}.br`,
    await promisify(brotliCompress)(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } }),
  );
}

/** `words-pl-start` of `i18n/start/pl.json`: sw/words.ts and tests/bundle-budget.ts know the names. */
function wordsFile(id: string): string | null {
  const [, part = 'rest', language] = wordsIn.exec(id) ?? [];
  return language === undefined || language === 'en' ? null : `words-${language}-${part}`;
}

const wordsIn = /[\\/]i18n[\\/](?:(start|welcome|help|dates)[\\/])?([a-z-]+)\.json$/;

/**
 * A message that a language lacks is said in English, without a phone having to load English for it. Beside those of the
 * first screen stand the words for its day.
 */
function words(): Plugin {
  return {
    name: 'carnet-words',
    enforce: 'pre',
    async load(id) {
      const [, part = '', language] = wordsIn.exec(id) ?? [];
      if (language === undefined || part === 'dates') return null;
      const english = JSON.parse(await readFile(id.replace(/[a-z-]+\.json$/, 'en.json'), 'utf8'));
      const { '@metadata': _, ...messages } = { ...english, ...JSON.parse(await readFile(id, 'utf8')) };
      const day = part === 'start' && isLanguage(language) ? readDayWords(tagOf(language)) : {};
      return { code: JSON.stringify({ ...messages, ...day }), map: null };
    },
  };
}

/** Codex has all its icons in one module. Each becomes one of its own here, and comes with the part that shows it. */
function icons(): Plugin {
  return {
    name: 'carnet-icons',
    apply: 'build',
    enforce: 'pre',
    resolveId: { filter: { id: /^carnet-icon:/ }, handler: (id) => `\0${id}` },
    load: {
      filter: { id: /^\0carnet-icon:/ },
      handler: (id) => `export default ${JSON.stringify(shapeOf(id.replace(/.*:/, '')))};`,
    },
    transform: {
      filter: { id: /[\\/]src[\\/].*\.tsx?$/, code: '@wikimedia/codex-icons' },
      handler: (code) =>
        code.replaceAll(/^import \{([^}]*)\} from '@wikimedia\/codex-icons';$/gm, (_, names: string) =>
          names
            .split(',')
            .map((name) => name.trim())
            .filter(Boolean)
            .map((name) => `import ${name} from 'carnet-icon:${name}';`)
            .join(' '),
        ),
    },
  };
}

function shapeOf(icon: string): unknown {
  if (!Object.hasOwn(shapes, icon)) throw new Error(`Codex has no ${icon}`);
  return shapes[icon as keyof typeof shapes];
}

/** Answers /api in the dev server with the same code and the same data folder as `npm start`. */
function api(): Plugin {
  return {
    name: 'carnet-api',
    apply: 'serve',
    async configureServer(server) {
      const { createDevListener } = await importServer();
      const listener = await createDevListener(`http://localhost:${server.config.server.port}`);
      server.middlewares.use((request, response, next) => {
        if (request.url?.startsWith('/api/')) listener(request, response);
        else next();
      });
    },
  };
}

/** Kept out of the bundled config by its computed address, so that Node loads the server as it does in `npm start`. */
async function importServer(): Promise<typeof import('./src/server/dev.ts')> {
  return import(new URL('./src/server/dev.ts', import.meta.url).href);
}

/** The modules of screens whose names begin with one of some words. */
function screen(words: string): RegExp {
  return new RegExp(`[\\\\/]src[\\\\/]ui[\\\\/]routes[\\\\/](${words})[^\\\\/]*$`);
}

function publicFile(path: string): string {
  return fileURLToPath(new URL(`./public/${path}`, import.meta.url));
}

function shortcutIcon(name: string) {
  return { src: `/icons/shortcut-${name}.png`, sizes: '96x96', type: 'image/png' };
}
