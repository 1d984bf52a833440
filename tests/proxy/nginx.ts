import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { createConnection, createServer } from 'node:net';
import { join, resolve } from 'node:path';

const example = resolve(import.meta.dirname, '../../src/server/deploy/nginx.conf');

export type Nginx = {
  readonly version: string;
  readonly port: number;
  readonly plainPort: number;
  /** The certificate that it shows, for clients to trust. */
  readonly ca: string;
  stop(): Promise<void>;
};

/**
 * Runs a real nginx with the example of the docs in front of a server: only names, ports and certificates are put in.
 * @throws when the machine has none and can't be given one, or when it does not take the configuration
 */
export async function startNginx(folder: string, upstreamPort: number): Promise<Nginx> {
  const command = findNginx();
  const [port, plainPort] = [await freePort(), await freePort()];
  await chmod(folder, 0o755);
  await mkdir(join(folder, 'temp'));
  const ca = await makeCertificate(folder);
  const site = (await readFile(example, 'utf8'))
    .replace('127.0.0.1:8787', `127.0.0.1:${upstreamPort}`)
    .replace('listen 80;', `listen 127.0.0.1:${plainPort};`)
    .replace('listen 443 ssl http2;', `listen 127.0.0.1:${port} ssl http2;`)
    .replaceAll('carnet.example.org;', 'localhost;')
    .replace(/ssl_certificate .*;/, `ssl_certificate ${folder}/cert.pem;`)
    .replace(/ssl_certificate_key .*;/, `ssl_certificate_key ${folder}/key.pem;`);
  await writeFile(join(folder, 'nginx.conf'), around(folder, site));
  const child = spawn(command, ['-e', join(folder, 'error.log'), '-c', join(folder, 'nginx.conf')], {
    stdio: 'inherit',
  });
  await listening(port, child);
  const { stderr } = spawnSync(command, ['-v'], { encoding: 'utf8' });
  return { version: stderr.trim().replace('nginx version: ', ''), port, plainPort, ca, stop: () => stop(child) };
}

/** What surrounds a site: everything that nginx writes goes into the folder. */
function around(folder: string, site: string): string {
  const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${folder}/temp/${name};`,
  );
  return `daemon off;
pid ${folder}/nginx.pid;
error_log ${folder}/error.log;
worker_processes 1;
${process.getuid?.() === 0 ? 'user root;' : ''}
events {}
http {
${paths.join('\n')}
${site}
}
`;
}

function findNginx(): string {
  const known = ['/usr/sbin/nginx', '/usr/local/sbin/nginx', '/usr/local/bin/nginx'].find((path) => existsSync(path));
  if (known !== undefined) return known;
  if (process.getuid?.() === 0) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    for (const args of [['update'], ['install', '--yes', '--no-install-recommends', 'nginx-light']])
      spawnSync('apt-get', ['--quiet', ...args], { stdio: ['ignore', 'ignore', 'inherit'], env });
  }
  if (existsSync('/usr/sbin/nginx')) return '/usr/sbin/nginx';
  throw new Error('No nginx was found or could be installed. Debian: apt-get install nginx-light');
}

/** @returns the certificate, in PEM */
async function makeCertificate(folder: string): Promise<string> {
  const args = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  const names = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
  const files = ['-keyout', join(folder, 'key.pem'), '-out', join(folder, 'cert.pem')];
  const { status, stderr } = spawnSync('openssl', [...args, ...names, ...files], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`openssl: ${stderr}`);
  return readFile(join(folder, 'cert.pem'), 'utf8');
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer().on('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

async function listening(port: number, child: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    if (child.exitCode !== null) throw new Error(`nginx ended with ${child.exitCode}`);
    const isUp = await new Promise<boolean>((done) => {
      const socket = createConnection(port, '127.0.0.1', () => done(true));
      socket.on('error', () => done(false)).on('connect', () => socket.destroy());
    });
    if (isUp) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error('nginx does not listen');
}

function stop(child: ChildProcess): Promise<void> {
  return new Promise((done) => {
    if (child.exitCode !== null) return done();
    child.once('exit', () => done());
    child.kill('SIGQUIT');
    setTimeout(() => child.kill('SIGKILL'), 3000).unref();
  });
}
