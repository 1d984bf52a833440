import { expect, test } from 'vitest';
import { verdictOf } from './audit.ts';

function report(severity: string): string {
  const via = [{ title: 'Prototype pollution', url: 'https://example.org/GHSA-1' }];
  return JSON.stringify({ vulnerabilities: { leaky: { severity, via } } });
}

test('a high or critical hole fails, a lesser one is only told', () => {
  expect(verdictOf(report('high'))).toEqual({
    ok: false,
    lines: ['high: leaky (Prototype pollution https://example.org/GHSA-1)'],
  });
  expect(verdictOf(report('critical')).ok).toBe(false);
  expect(verdictOf(report('moderate')).ok).toBe(true);
  expect(verdictOf('{"vulnerabilities":{}}')).toEqual({ ok: true, lines: ['No known holes.'] });
});

test('a registry that gives no report fails nothing, and says so; a strict run fails', () => {
  for (const output of ['', 'not JSON', '{"message":"405 Method Not Allowed"}', '{}']) {
    expect(verdictOf(output).ok).toBe(true);
    expect(verdictOf(output).lines[0]).toMatch(/^Not audited: /);
    expect(verdictOf(output, true).ok).toBe(false);
  }
});
