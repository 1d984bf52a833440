import { firstHubLink } from './first-hub.ts';
import { launch } from './launch.ts';

/** `npm start`: the app and its API on one address, over SQLite. */
const server = await launch();
console.log(`Carnet: ${server.origin}`);
const link = await firstHubLink(server.services, server.origin);
if (link !== undefined) console.log(`first Hub person: ${link}`);
