import type { AgentTypes } from '../ports/agent-types.ts';
import type { ModelRequest } from '../ports/language-model.ts';

/** What its type lets an agent be in a turn. */
export interface Role {
  prompt: string;
  handoff_rules: readonly string[];
  /** Names of the tools it may be offered. */
  tools: ReadonlySet<string>;
  /** How the model is asked; what is left out is the environment's. */
  request: Pick<ModelRequest, 'model' | 'temperature' | 'max_output_tokens'>;
}

/** Of a type that the file no longer has: it looks things up and calls a person, and sells nothing. */
const ORPHAN: Role = {
  prompt: '',
  handoff_rules: [],
  tools: new Set([
    'search_products',
    'get_product_details',
    'filter_products_by_price',
    'list_categories',
    'check_order_status',
    'request_human',
  ]),
  request: {},
};

/** The role of a type, as `agents_config.yaml` has it now. */
export function roleOf(types: AgentTypes, type: string): Role {
  const known = types.find(type);
  if (!known) return ORPHAN;
  const { prompt, handoff_rules, tools, model, temperature, max_output_tokens } = known;
  return {
    prompt: prompt.trim(),
    handoff_rules,
    tools: new Set(tools),
    request: {
      temperature,
      ...(model !== 'default' && { model }),
      ...(max_output_tokens !== undefined && { max_output_tokens }),
    },
  };
}
