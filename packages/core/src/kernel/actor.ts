/** A person, as Better Auth knows them. `company_id` is null until `company/ensure`. */
export interface UserActor {
  kind: 'user';
  user_id: string;
  company_id: string | null;
  /** When they last gave their password, as the app's server vouches; see `requireReauthentication`. */
  reauthenticated_at?: string;
}

/** The store's sales agent within one turn: it sees this store and this lead, nothing else. */
export interface AgentActor {
  kind: 'agent';
  company_id: string;
  store_id: string;
  agent_id: string;
  lead_id: string | null;
  turn_id: string;
  /** Of a visitor whom nobody vouches for. */
  visitor_ip?: string;
}

/** The house itself: a job, a webhook, or a machine with the internal token and no user. */
export interface ServiceActor {
  kind: 'service';
  company_id: string | null;
  cause: string;
}

export interface AnonymousActor {
  kind: 'anonymous';
  ip: string | null;
}

export type Actor = UserActor | AgentActor | ServiceActor | AnonymousActor;

/** How an actor is named in events, audit rows and log lines. */
export function actorName(actor: Actor): string {
  switch (actor.kind) {
    case 'user':
      return `user:${actor.user_id}`;
    case 'agent':
      return `agent:${actor.agent_id}`;
    case 'service':
      return `service:${actor.cause}`;
    case 'anonymous':
      return 'anonymous';
  }
}
