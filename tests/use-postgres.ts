import { inject } from 'vitest';

/** In each worker of the PostgreSQL project, and in no other: the rest of the tests are about the data folder. */
process.env.CARNET_TEST_POSTGRES = inject('postgres');
