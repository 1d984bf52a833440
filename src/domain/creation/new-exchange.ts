import * as z from 'zod/mini';
import { dayPlanSchema } from '../day-plan/schema.ts';
import { errorCodes } from '../errors.ts';
import { exchangeArgs } from '../exchange/mutators.ts';
import { participantSchema } from '../exchange/schema.ts';
import { budgetLineSchema } from '../expense/schema.ts';
import type { ArgsOf, MutationName } from '../mutators.ts';
import { orderBetween } from '../order.ts';
import { sectionSchema } from '../report/schema.ts';
import { idSchema, type Role } from '../scalars.ts';
import type { SavedTemplate } from '../template/schema.ts';
import type { ExchangeFields } from './fields.ts';

/** People of one exchange that its creation may bring. */
export const maxPeople = 50;

/** A whole exchange, as it begins. Ids and times are made by whoever creates it, so that sent twice it is created once. */
export const newExchangeSchema = z.object({
  exchange: exchangeArgs,
  people: z.array(z.strictObject(participantSchema.shape)).check(z.maxLength(maxPeople)),
  sections: z.array(z.strictObject(sectionSchema.shape)).check(z.maxLength(50)),
  budget: z._default(z.array(z.strictObject(budgetLineSchema.shape)).check(z.maxLength(20)), []),
  days: z._default(z.array(z.strictObject(dayPlanSchema.shape)).check(z.maxLength(10)), []),
});
export type NewExchange = z.infer<typeof newExchangeSchema>;

/** Exchanges in one request. */
export const maxCreations = 25;

export const createRequestSchema = z.object({
  type: z.literal('create'),
  exchanges: z.array(newExchangeSchema).check(z.minLength(1), z.maxLength(maxCreations)),
});

/** `exists`: it was there already, and nothing was changed. */
export const createdSchema = z.object({
  id: idSchema,
  outcome: z.enum(['created', 'exists', 'refused']),
  code: z.optional(z.catch(z.enum(errorCodes), 'internal')),
  detail: z.optional(z.string()),
});
export type Created = z.infer<typeof createdSchema>;
export const createResponseSchema = z.object({ type: z.literal('created'), results: z.array(createdSchema) });

/** A person as they are typed. */
export const personFieldsSchema = z.object({
  name: z.string(),
  role: z.enum(['mentee', 'mentor']),
  username: z.string(),
});
export type PersonFields = z.infer<typeof personFieldsSchema>;

export type CreationInput = {
  /** Without problems (problemsOf). */
  readonly fields: ExchangeFields;
  readonly people: readonly PersonFields[];
  /** The Hub person who creates it, and becomes one of its people. */
  readonly hub: { readonly id: string; readonly name: string };
  readonly template: SavedTemplate;
  /** Gives the exchange's id first, then those of its people, sections, budget lines and days. */
  readonly newId: () => string;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
};

/** The exchange with its people, and with what the template gives it. The first of each side leads it. */
export function buildExchange(input: CreationInput): NewExchange {
  const { fields, people, hub, newId, createdAt } = input;
  const { version, template } = input.template;
  const typed = Object.entries(fields).map(([name, value]) => [name, name === 'address' ? value : value.trim()]);
  const exchange = newExchangeSchema.shape.exchange.parse({
    ...Object.fromEntries(typed),
    id: newId(),
    createdAt,
    templateVersion: version,
    ...(template.policies !== '' && { policies: template.policies }),
  });
  const named = people.filter(({ name }) => name.trim() !== '');
  const communityOf = (role: Role) => (role === 'mentee' ? exchange.menteeCommunity : exchange.mentorCommunity);
  return {
    exchange,
    people: [
      ...named.map(({ name, role, username }, index) => ({
        id: newId(),
        name: name.trim(),
        role,
        community: communityOf(role),
        username: username.trim(),
        lead: named.findIndex((person) => person.role === role) === index,
      })),
      { id: hub.id, name: hub.name, role: 'hub', community: '', username: '', lead: false },
    ],
    sections: inOrder(template.sections, newId),
    budget:
      template.currency === exchange.currency ? template.amounts.map((amount) => ({ id: newId(), ...amount })) : [],
    days: inOrder(template.days, newId),
  };
}

function inOrder<T extends object>(list: readonly T[], newId: () => string): (T & { id: string; order: string })[] {
  let order = '';
  return list.map((item) => {
    order = orderBetween(order, '');
    return { id: newId(), order, ...item };
  });
}

type CreationWrite = { [N in MutationName]: { name: N; args: ArgsOf<N> } }[MutationName];

/** The mutations that create it, in their order. */
export function creationWrites({ exchange, people, sections, budget, days }: NewExchange): CreationWrite[] {
  return [
    { name: 'exchange.create', args: exchange },
    ...people.map((args) => ({ name: 'participant.add' as const, args })),
    ...sections.map((args) => ({ name: 'section.add' as const, args })),
    ...budget.map((args) => ({ name: 'budget.approve' as const, args })),
    ...days.map((args) => ({ name: 'dayplan.add' as const, args })),
  ];
}
