import type { Agent } from '@/trpc/wire.ts';

export const CHANNEL: Record<Agent['channels'][number], string> = { whatsapp: 'WhatsApp', web: 'Site' };
