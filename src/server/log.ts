import { type DestinationStream, destination, type Logger, pino, stdTimeFunctions } from 'pino';
import type { Observe } from './observe.ts';

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/**
 * One JSON object per line on the standard error output, with the time in ISO 8601. What stands in it comes from the
 * caller; neither names nor addresses nor ids of people belong there, and the host and the process are the journal's.
 */
export function createLogger(level: LogLevel, to: DestinationStream = destination(2)): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    to,
  );
}

/** A line per request of the API, an error's at a higher level; what is asked every few seconds only for `debug`. */
export function logRequests(logger: Logger): Observe {
  return ({ milliseconds, ...record }) => {
    const level = levelOf(record.route, record.status);
    logger[level]({ ...record, ms: Math.round(milliseconds * 10) / 10 }, 'request');
  };
}

function levelOf(route: string, status: number): 'debug' | 'info' | 'error' {
  if (status >= 500) return 'error';
  return route.startsWith('/api/') && route !== '/api/health' ? 'info' : 'debug';
}
