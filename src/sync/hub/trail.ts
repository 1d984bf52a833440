import { type TrailRequest, type TrailResponse, trailResponseSchema } from '#domain/trail/trail.ts';
import { parseAnswer, type Transport } from '../transport.ts';

/** One page of an exchange's audit trail, which only the server has. @throws CarnetError */
export async function readTrail(transport: Transport, question: Omit<TrailRequest, 'type'>): Promise<TrailResponse> {
  const body = JSON.stringify({ type: 'trail', ...question });
  const headers = { 'Content-Type': 'application/json' };
  return parseAnswer(await transport.send('/api/hub/trail', { method: 'POST', headers, body }), trailResponseSchema);
}
