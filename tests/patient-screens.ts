import { configure } from '@testing-library/preact';

// What a screen comes to is awaited as long as a busy machine may take; a test that passes waits no longer for it.
configure({ asyncUtilTimeout: 20_000 });
