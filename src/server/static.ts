import { readFile, stat } from 'node:fs/promises';
import { extname, resolve, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { type Context, Hono } from 'hono';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webp': 'image/webp',
  '.jpg': 'image/jpeg',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

const compressible = /^(text\/|application\/(json|manifest|wasm)|image\/svg)/;

type Encoding = 'br' | 'gzip' | 'identity';
type Body = Uint8Array<ArrayBuffer>;
type Asset = {
  readonly path: string;
  readonly modified: number;
  readonly type: string;
  readonly bodies: Map<Encoding, Promise<Body>>;
};

/**
 * Serves the built app: files by their path, and `index.html` for the app's own addresses, so that a
 * reload of any screen works. What is missing and has an extension is a 404, never the shell.
 */
export function staticRoutes(distDir: string): Hono {
  const root = resolve(distDir);
  const assets = new Map<string, Asset>();
  const routes = new Hono();
  routes.get('/*', async (c) => {
    const path = pathWithin(root, c.req.path);
    const wanted = path && (await findAsset(assets, path));
    if (wanted) return answer(c, c.req.path, wanted);
    if (/\.[^/]*$/.test(c.req.path)) return c.text('Not found', 404);
    const shell = await findAsset(assets, resolve(root, 'index.html'));
    return shell ? answer(c, '/index.html', shell) : c.text('Not built', 404);
  });
  return routes;
}

/** The file that a URL path names below `root`, or undefined when it names none there. */
function pathWithin(root: string, urlPath: string): string | undefined {
  try {
    const path = resolve(root, `.${decodeURIComponent(urlPath)}`);
    return path.startsWith(root + sep) && !path.includes(`${sep}.`) && !path.includes('\0') ? path : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps a file's encoded forms in memory until the file changes: the whole app is a few megabytes. */
async function findAsset(assets: Map<string, Asset>, path: string): Promise<Asset | undefined> {
  const file = await stat(path).catch(() => undefined);
  if (!file?.isFile()) return undefined;
  const known = assets.get(path);
  if (known?.modified === file.mtimeMs) return known;
  const type = types[extname(path)] ?? 'application/octet-stream';
  const asset: Asset = { path, modified: file.mtimeMs, type, bodies: new Map([['identity', readBody(path)]]) };
  assets.set(path, asset);
  return asset;
}

async function readBody(path: string): Promise<Body> {
  return new Uint8Array(await readFile(path));
}

async function answer(c: Context, urlPath: string, asset: Asset): Promise<Response> {
  const encoding = compressible.test(asset.type) ? acceptedEncoding(c.req.header('accept-encoding') ?? '') : 'identity';
  const body = await bodyOf(asset, encoding);
  c.header('Content-Type', asset.type);
  // The shell, the worker and the manifest name the hashed files, so they are asked for anew each time.
  c.header('Cache-Control', urlPath.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache');
  c.header('Vary', 'Accept-Encoding');
  if (encoding !== 'identity') c.header('Content-Encoding', encoding);
  const etag = `"${asset.modified.toString(36)}-${encoding}"`;
  c.header('ETag', etag);
  if (c.req.header('if-none-match') === etag) return c.body(null, 304);
  return c.body(body);
}

function acceptedEncoding(accepted: string): Encoding {
  if (/\bbr\b/.test(accepted)) return 'br';
  return /\bgzip\b/.test(accepted) ? 'gzip' : 'identity';
}

function bodyOf(asset: Asset, encoding: Encoding): Promise<Body> {
  const ready = asset.bodies.get(encoding) ?? encode(asset, encoding);
  asset.bodies.set(encoding, ready);
  return ready;
}

async function encode(asset: Asset, encoding: Encoding): Promise<Body> {
  // The build has done it already, better than there is time for here (vite.config.ts).
  if (encoding === 'br' && (await isNewer(`${asset.path}.br`, asset.modified))) return readBody(`${asset.path}.br`);
  const plain = await bodyOf(asset, 'identity');
  if (encoding === 'gzip') return new Uint8Array(await promisify(gzip)(plain));
  return new Uint8Array(await promisify(brotliCompress)(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }));
}

async function isNewer(path: string, than: number): Promise<boolean> {
  const file = await stat(path).catch(() => undefined);
  return file !== undefined && file.mtimeMs >= than;
}
