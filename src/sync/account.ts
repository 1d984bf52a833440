import { del, get, set } from 'idb-keyval';
import * as z from 'zod/mini';
import { keySchema } from '#domain/access/messages.ts';
import { bytesToBase64 } from '#domain/base64.ts';
import { CarnetError } from '#domain/errors.ts';
import { uuidV7 } from '#domain/ids.ts';
import { exchangesResponseSchema, type Invitation, invitationSchema } from '#domain/protocol.ts';
import { idSchema, secretSchema } from '#domain/scalars.ts';
import { readSignIns, type SignIn, saveSignIn } from '#store/sign-in.ts';
import type { Device } from '#store/store.ts';
import { createTransport, type Fetch, parseAnswer, requestJson } from './transport.ts';

/** What signing in needs of the outside. */
export type AccountDeps = { fetch: Fetch; origin: string; device: Device; deviceName: string };

/** Whom a link is for, without using it. @throws CarnetError `invitation_…`, `offline`, `not_carnet` … */
export async function lookInvitation({ fetch, origin }: AccountDeps, secret: string): Promise<Invitation> {
  const body = { type: 'look', secret: checkSecret(secret), deviceIds: await knownDeviceIds(secret) };
  const response = await requestJson(fetch, origin, '/api/invitations/look', body);
  return parseAnswer(response, invitationSchema);
}

/**
 * Signs this device in with a link. The device's id and token are on the disk before the link is used,
 * so that an answer lost on its way costs nothing: the same link works again on this device, and only here.
 * A participant who signs in again keeps the device id, and with it the outbox and its numbers (S8).
 */
export async function redeemInvitation(deps: AccountDeps, secret: string): Promise<SignIn> {
  const { participantId } = await lookInvitation(deps, secret);
  const { deviceId, token } = await credentialsFor(deps.device, secret, participantId);
  const body = { type: 'redeem', secret, deviceId, deviceName: deps.deviceName.slice(0, 200).toWellFormed(), token };
  const response = await requestJson(deps.fetch, deps.origin, '/api/invitations/redeem', body);
  const invitation = await parseAnswer(response, invitationSchema);
  const exchange = invitation.exchange ?? (await onlyExchange(deps, token));
  const signIn: SignIn = {
    participantId,
    deviceId,
    token,
    name: invitation.name,
    role: invitation.role,
    exchangeId: exchange?.id ?? null,
    topic: exchange?.topic ?? '',
  };
  await saveSignIn(signIn);
  await del(pendingKey(secret));
  return signIn;
}

/** The exchanges that a sign-in may open: one for a participant, all for Hub staff. */
export async function listExchanges(
  { fetch, origin }: AccountDeps,
  token: string,
): Promise<{ id: string; topic: string }[]> {
  const transport = createTransport({ fetch, origin, token });
  return (await parseAnswer(await transport.send('/api/exchanges'), exchangesResponseSchema)).exchanges;
}

/** Ends this device's sign-in on the server, so that its token is worth nothing to anybody. */
export async function endSignIn({ fetch, origin }: AccountDeps, token: string): Promise<void> {
  await createTransport({ fetch, origin, token }).send('/api/me', { method: 'DELETE' });
}

/** With one exchange there is nothing to choose; of several, Hub staff choose on the board. */
async function onlyExchange(deps: AccountDeps, token: string): Promise<{ id: string; topic: string } | undefined> {
  const [first, ...others] = await listExchanges(deps, token);
  return others.length === 0 ? first : undefined;
}

/** A link or code that somebody shortened or mistyped is an unknown one, and no reason to ask the server. */
function checkSecret(secret: string): string {
  if (!keySchema.safeParse(secret).success) throw new CarnetError('invitation_unknown');
  return secret;
}

const credentialsSchema = z.object({ deviceId: idSchema, token: secretSchema });
type Credentials = z.infer<typeof credentialsSchema>;

async function credentialsFor(device: Device, secret: string, participantId: string): Promise<Credentials> {
  const kept = credentialsSchema.safeParse(await get(pendingKey(secret)));
  if (kept.success) return kept.data;
  const known = (await readSignIns()).all.find((signIn) => signIn.participantId === participantId);
  const credentials = { deviceId: known?.deviceId ?? newDeviceId(device), token: newToken(device) };
  await set(pendingKey(secret), credentials);
  return credentials;
}

/** What this installation has gone by, or was about to when an answer got lost. */
async function knownDeviceIds(secret: string): Promise<string[]> {
  const kept = credentialsSchema.safeParse(await get(pendingKey(secret)));
  const signedIn = (await readSignIns()).all.map(({ deviceId }) => deviceId);
  return kept.success ? [...signedIn, kept.data.deviceId] : signedIn;
}

function pendingKey(secret: string): string {
  return `redeeming-${secret}`;
}

function newDeviceId(device: Device): string {
  const random = new Uint8Array(10);
  device.fillRandom(random);
  return uuidV7(device.now(), random);
}

/** 256 random bits, base64url. */
function newToken(device: Device): string {
  const random = new Uint8Array(32);
  device.fillRandom(random);
  return bytesToBase64(random).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}
