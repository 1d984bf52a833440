import S3rver from 's3rver';
import type { S3Options } from '#server/blobs/s3.ts';

/** An S3-compatible server of the test's own, on a folder and any free port. */
export async function startS3(folder: string): Promise<{ options: S3Options; stop(): Promise<void> }> {
  const server = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory: folder,
    configureBuckets: [{ name: 'carnet', configs: [] }],
  });
  const { port } = await server.run();
  let running = true;
  return {
    options: {
      endpoint: `http://127.0.0.1:${port}`,
      bucket: 'carnet',
      region: 'us-east-1',
      // The one account that it knows.
      accessKeyId: 'S3RVER',
      secretAccessKey: 'S3RVER',
    },
    async stop() {
      if (running) await server.close();
      running = false;
    },
  };
}
