import { playFake } from '@/server/simulator.ts';

/** The customer pays at the bank. */
export async function POST(request: Request, { params }: RouteContext<'/api/simulator/charges/[id]/pay'>) {
  const { id } = await params;
  return playFake(request, 'abacatepay', `charges/${encodeURIComponent(id)}/pay`, {});
}
