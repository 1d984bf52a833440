import { useEffect, useState } from 'preact/hooks';
import { codeOf } from '#domain/errors.ts';
import { useApp } from '../context.ts';
import type { Probe, ReadinessFacts } from './readiness-facts.ts';

type Probes = Pick<ReadinessFacts, 'shell' | 'photo' | 'battery' | 'clockAhead' | 'signedInUntil'>;

const none: Probes = {
  shell: undefined,
  photo: undefined,
  battery: undefined,
  clockAhead: undefined,
  signedInUntil: undefined,
};

/** What takes a moment to find out, each by itself: a server that does not answer holds up nothing else. */
export function useProbes(): { probes: Probes; probeAgain: () => void } {
  const app = useApp();
  const [times, setTimes] = useState(0);
  const [probes, setProbes] = useState(none);

  useEffect(() => {
    let current = true;
    const note = <K extends keyof Probes>(key: K, asked: Promise<NonNullable<Probes[K]>>) =>
      void asked.then((found) => current && setProbes((before) => ({ ...before, [key]: found })));
    setProbes(none);
    const port = app.readiness();
    note('shell', probe(port.then((open) => open.shell())));
    note('battery', probe(port.then((open) => open.battery())));
    note('clockAhead', probe(port.then((open) => open.clockAhead())));
    note('photo', probe(port.then((open) => open.tryPhoto()).then(() => true as const)));
    note('signedInUntil', probe(signedInUntil(app)));
    return () => {
      current = false;
    };
  }, [app, times]);

  return { probes, probeAgain: () => setTimes((count) => count + 1) };
}

function probe<T>(asked: Promise<T>): Promise<NonNullable<Probe<T>>> {
  return asked.then(
    (value) => ({ value }),
    (error: unknown) => ({ failure: codeOf(error) }),
  );
}

async function signedInUntil({ access }: Pick<ReturnType<typeof useApp>, 'access'>): Promise<string> {
  const devices = await (await access()).devices();
  // The one that asks is always among them.
  return devices.find(({ current }) => current)?.validUntil.slice(0, 10) ?? '';
}
