/** A kind of agent, as the shop owner chooses one. */
export interface AgentType {
  type: string;
  name: string;
  description: string;
  /** `default` is the environment's; else `<provider>/<model id>`. */
  model: string;
  temperature: number;
  /** Of one answer; left out: the model's own. */
  max_output_tokens?: number;
  tools: string[];
  /** Cents of BRL for a million tokens. */
  price: { input_per_million_cents: number; output_per_million_cents: number };
  prompt: string;
  handoff_rules: string[];
}

/** The kinds of agents that the running configuration knows. */
export interface AgentTypes {
  all(): AgentType[];
  find(type: string): AgentType | undefined;
  /** Why the file was refused at the last reload, with the line; null where it runs. */
  refused(): string | null;
  /** Reads the file again. 422 naming the line of a bad one, which changes nothing. */
  reload(): AgentType[];
}
