import * as oauth from 'oauth4webapi';
import * as z from 'zod/mini';
import { accountPath, type Grant, type Provider } from '#domain/access/account.ts';
import { CarnetError } from '#domain/errors.ts';

/** An OAuth 2.0 server with accounts, and how we are known there. */
export type ProviderConfig = {
  readonly issuer: string;
  readonly authorizeUrl: string;
  readonly tokenUrl: string;
  /** Tells who an access token is of: `sub`, and `username` or `preferred_username`. */
  readonly profileUrl: string;
  readonly clientId: string;
  /** Absent for a client that keeps no secret. */
  readonly clientSecret?: string | undefined;
  readonly scope: string;
};

/** Wikimedia's, by default: only a client has to be registered (Special:OAuthConsumerRegistration on Meta-Wiki). */
export const wikimedia = {
  issuer: 'https://meta.wikimedia.org',
  authorizeUrl: 'https://meta.wikimedia.org/w/rest.php/oauth2/authorize',
  tokenUrl: 'https://meta.wikimedia.org/w/rest.php/oauth2/access_token',
  profileUrl: 'https://meta.wikimedia.org/w/rest.php/oauth2/resource/profile',
  scope: 'basic',
} as const;

/** Somebody's account there. `subject` never changes; the name may. */
export type Account = { readonly subject: string; readonly username: string };

export type AccountProvider = {
  readonly told: Provider;
  /** Redeems what a person came back with. @throws CarnetError `account_refused`, or `unavailable` */
  accountOf(grant: Grant): Promise<Account>;
};

const profileSchema = z.object({
  sub: z.union([z.string().check(z.minLength(1)), z.number()]),
  username: z.optional(z.string()),
  preferred_username: z.optional(z.string()),
});

/** @param origin how browsers reach this server */
export function openAccountProvider(config: ProviderConfig, origin: string): AccountProvider {
  const { issuer, authorizeUrl, tokenUrl, profileUrl, clientId, clientSecret, scope } = config;
  const server: oauth.AuthorizationServer = { issuer, token_endpoint: tokenUrl };
  const client: oauth.Client = { client_id: clientId };
  const redirectUri = origin + accountPath;
  const authentication = clientSecret === undefined ? oauth.None() : oauth.ClientSecretPost(clientSecret);
  // A provider on this machine, as the tests have one, speaks plain HTTP; any other is refused without HTTPS.
  const options = { [oauth.allowInsecureRequests]: new URL(tokenUrl).hostname === 'localhost' };

  async function tokenOf({ code, state, iss, verifier }: Grant): Promise<string> {
    const came = new URLSearchParams({ code, state, ...(iss === undefined ? {} : { iss }) });
    const answer = oauth.validateAuthResponse(server, client, came, state);
    const response = await oauth.authorizationCodeGrantRequest(
      server,
      client,
      authentication,
      answer,
      redirectUri,
      verifier,
      options,
    );
    return (await oauth.processAuthorizationCodeResponse(server, client, response)).access_token;
  }

  async function profileOf(token: string): Promise<Account> {
    const response = await oauth.protectedResourceRequest(
      token,
      'GET',
      new URL(profileUrl),
      undefined,
      undefined,
      options,
    );
    const profile = profileSchema.parse(await response.json());
    const subject = String(profile.sub);
    return { subject, username: profile.username ?? profile.preferred_username ?? subject };
  }

  return {
    told: { type: 'provider', authorizeUrl, clientId, scope, redirectUri },
    accountOf: async (grant) => {
      try {
        return await profileOf(await tokenOf(grant));
      } catch (error) {
        // What went over the network carries the code: none of it may reach the log.
        throw new CarnetError(isRefusal(error) ? 'account_refused' : 'unavailable', 'account');
      }
    },
  };
}

/** The provider answered and said no, or what it said is not sound; otherwise it could not be asked. */
function isRefusal(error: unknown): boolean {
  return (
    error instanceof oauth.ResponseBodyError ||
    error instanceof oauth.AuthorizationResponseError ||
    error instanceof oauth.WWWAuthenticateChallengeError ||
    error instanceof oauth.OperationProcessingError
  );
}
