import type { LanguageModel, ModelMessage, ModelTool } from '@vek1/core/ports/language-model';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { failureOf } from './failure-of.ts';

interface Subject {
  model: LanguageModel;
  /** Makes this the next answer. Left out by a model that thinks for itself. */
  script?: (answer: { text?: string; tool_calls?: { name: string; arguments: object }[] }) => void;
  close?: () => Promise<void>;
}

const SEARCH: ModelTool = {
  name: 'search_products',
  description: 'Busca produtos da loja pelo nome ou pelo tipo.',
  input_schema: {
    type: 'object',
    properties: { query: { type: 'string', minLength: 1 }, limit: { type: 'integer', minimum: 1 } },
    required: ['query'],
    additionalProperties: false,
  },
};
const INSTRUCTIONS = 'Você atende os clientes da loja Café da Serra pelo WhatsApp.';
const FOUND = {
  products: [
    {
      product_id: 'p1',
      name: 'Café Bourbon',
      category: 'Cafés',
      price_cents: 5990,
      price: 'R$ 59,90',
      available: 3,
    },
  ],
};

/** What every language model behind the port keeps to. */
export function languageModelSuite(name: string, start: () => Promise<Subject>): void {
  describe(`${name} as a language model`, () => {
    let subject: Subject;
    beforeAll(async () => {
      subject = await start();
    });
    afterAll(() => subject.close?.());

    const next = (messages: ModelMessage[], tools: ModelTool[] = [SEARCH], signal?: AbortSignal) =>
      subject.model.next({ instructions: INSTRUCTIONS, messages, tools }, signal);
    const question: ModelMessage = { role: 'user', text: 'vocês têm café?' };

    async function asked() {
      subject.script?.({ tool_calls: [{ name: SEARCH.name, arguments: { query: 'café' } }] });
      return next([question]);
    }

    it('answers in words where it has no tools, and says who answered', async () => {
      subject.script?.({ text: 'Oi! O que você procura?' });
      const answer = await next([{ role: 'user', text: 'oi, tudo bem?' }], []);
      expect(answer.text).not.toBe('');
      expect(answer).toMatchObject({ tool_calls: [], finish: 'stop' });
      expect(subject.model.sources.map(({ model }) => model)).toContain(answer.model);
    });

    it('bears the name of the one that is asked first', () => {
      const { provider, model, sources } = subject.model;
      expect(sources[0]).toMatchObject({ provider, model });
    });

    it('asks for a tool with arguments that its JSON Schema takes', async () => {
      const answer = await asked();
      expect(answer.finish).toBe('tool_calls');
      expect(answer.tool_calls).toMatchObject([{ name: SEARCH.name, id: expect.stringMatching(/./) }]);
      z.fromJSONSchema(SEARCH.input_schema).parse(answer.tool_calls[0]?.arguments);
    });

    it.each([
      ['has answered', FOUND, false, /R\$ 59,90/],
      ['has failed', { error: 'Catálogo fora do ar.' }, true, /./],
    ])('answers in words once the tool %s', async (_, result, is_error, expected) => {
      const { tool_calls } = await asked();
      subject.script?.({
        text: is_error ? 'Não consegui consultar agora.' : 'O Café Bourbon sai por R$ 59,90.',
      });
      const results = tool_calls.map((call) => ({
        role: 'tool' as const,
        call_id: call.id,
        name: call.name,
        result,
        is_error,
      }));
      const answer = await next([question, { role: 'assistant', text: '', tool_calls }, ...results]);
      expect(answer.text).toMatch(expected);
      expect(answer.tool_calls).toEqual([]);
    });

    it('counts what it used', async () => {
      const { usage } = await asked();
      expect(usage.input_tokens).toBeGreaterThan(0);
      expect(usage.output_tokens).toBeGreaterThan(0);
      expect(usage.cached_tokens).toBeGreaterThanOrEqual(0);
    });

    it('does not answer whoever has hung up', async () => {
      const hung_up = AbortSignal.abort(new Error('gone'));
      const error = await failureOf(next([question], [SEARCH], hung_up));
      expect(error).toMatchObject({
        code: 'gateway_failed',
        outcome: 'refused',
        gateway: subject.model.provider,
      });
    });
  });
}
