import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openAgentTypes, SHIPPED } from './open-agent-types.ts';
import { readAgentsConfig } from './read-agents-config.ts';

const SALES = `agents:
  sales:
    name: Vendas
    description: Vende.
    model: default
    temperature: 0.3
    tools: [search_products]
    price: { input_per_million_cents: 154, output_per_million_cents: 231 }
    prompt: Você vende.
    handoff_rules: []
`;

describe('agents_config.yaml', () => {
  it('ships with sales and support', () => {
    const types = readAgentsConfig(readFileSync(SHIPPED, 'utf8'));
    expect(types.map(({ type }) => type)).toEqual(['sales', 'support']);
    expect(types[0]).toMatchObject({ model: 'default', tools: expect.arrayContaining(['create_order']) });
    expect(types[1]?.tools).not.toContain('create_order');
  });

  it.each([
    [
      'an unknown field',
      SALES.replace('    model:', '    colour: red\n    model:'),
      5,
      'agents.sales.colour',
    ],
    ['a wrong value', SALES.replace('0.3', 'hot'), 6, 'agents.sales.temperature'],
    [
      'an unknown tool',
      SALES.replace('[search_products]', '[search_products, give_away]'),
      7,
      'agents.sales.tools.1',
    ],
    ['a missing field', SALES.replace('    prompt: Você vende.\n', ''), 3, 'agents.sales.prompt'],
    ['a type with a bad name', SALES.replace('  sales:', '  Sales Team:'), 3, 'agents.Sales Team'],
    ['no type', 'agents: {}\n', 1, 'agents'],
    ['what is no YAML', SALES.replace('name: Vendas', 'name: Vendas: tudo'), 3, ''],
    ['a key given twice', `${SALES}    model: other\n`, 11, ''],
    ['nothing', '', 1, ''],
  ])('is refused with its line for %s', (_, text, line, what) => {
    expect(() => readAgentsConfig(text)).toThrow(
      expect.objectContaining({
        code: 'validation_error',
        reason: 'agents_config.bad_file',
        message: expect.stringContaining(`line ${line}: ${what}`),
      }),
    );
  });
});

describe('the types that run', () => {
  it('stay where the file has become bad, and come back', () => {
    const path = join(mkdtempSync(join(tmpdir(), 'agents-')), 'agents.yaml');
    writeFileSync(path, SALES);
    const types = openAgentTypes(path);
    writeFileSync(path, SALES.replace('0.3', 'hot'));
    expect(() => types.reload()).toThrow(/line 6/);
    expect(types.find('sales')?.temperature).toBe(0.3);
    expect(types.refused()).toMatch(/line 6/);

    writeFileSync(path, SALES.replace('0.3', '0.7'));
    expect(types.reload()[0]?.temperature).toBe(0.7);
    expect(types.refused()).toBeNull();
  });

  it('stop the start where the file is bad or is not there', () => {
    expect(() => openAgentTypes('/nowhere/agents.yaml')).toThrow(/ENOENT/);
  });
});
