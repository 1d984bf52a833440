import { firstHubLink } from '../first-hub.ts';
import { launch } from '../launch.ts';
import type { Command } from './command.ts';

/** The app and its API on one address, until a signal ends it. */
export const serveCommand: Command = {
  summary: 'Serves the app and its API, as npm start does.',
  usage: '',
  details: 'Settings come from the environment; the README explains each. It ends in good order on SIGTERM and SIGINT.',
  async run() {
    const { origin, services } = await launch();
    const link = await firstHubLink(services, origin);
    const lines = [`Carnet: ${origin}`, ...(link === undefined ? [] : [`first Hub person: ${link}`])];
    return { lines, data: { origin, firstHubLink: link ?? null } };
  },
};
