export interface ServerSentEvent {
  id?: string;
  event?: string;
  data?: string;
  /** Comments and pauses, as they were written. */
  other: string[];
}

function parse(block: string): ServerSentEvent {
  const event: ServerSentEvent = { other: [] };
  for (const line of block.split('\n')) {
    const [, field, value = ''] = /^(id|event|data): ?(.*)$/.exec(line) ?? [];
    if (field === 'id' || field === 'event' || field === 'data') event[field] = value;
    else event.other.push(line);
  }
  return event;
}

/** What a stream of events says, block by block, until it ends; leaving the loop hangs up. */
export async function* serverSentEvents(response: Response): AsyncGenerator<ServerSentEvent> {
  if (!response.headers.get('content-type')?.startsWith('text/event-stream') || !response.body)
    throw new Error(`${response.status}: ${await response.text()}`);
  let text = '';
  for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    const blocks = text.split(/\n\n+/);
    text = blocks.pop() ?? '';
    for (const block of blocks) if (block) yield parse(block);
  }
}
