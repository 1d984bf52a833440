import { defineConfig } from 'vitest/config';

/** Apart from `npm test`: it needs packages of Debian's that few machines have. */
export default defineConfig({
  test: { environment: 'node', include: ['tests/swift/*.check.ts'], testTimeout: 120_000 },
});
