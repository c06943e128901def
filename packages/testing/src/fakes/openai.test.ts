import { afterAll, beforeAll, expect, it } from 'vitest';
import { type FakeOpenAI, startOpenAI } from './openai.ts';

let fake: FakeOpenAI;
beforeAll(async () => {
  fake = await startOpenAI({ api_key: 'k' });
});
afterAll(() => fake.close());

const post = (body: object, key = 'k') =>
  fetch(`${fake.url}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
const question = { model: 'm', messages: [{ role: 'user', content: 'oi' }] };

it('answers the script in order, then by the reply, and keeps what it was sent', async () => {
  fake.script({ text: 'um' }, { tool_calls: [{ name: 't', arguments: '{"broken' }] });
  fake.reply((request, index) => ({ text: `${index}: ${request.messages.at(-1)?.content}` }));
  const bodies = [await post(question), await post(question), await post({ ...question, extra: 1 })];
  const [first, second, third] = await Promise.all(bodies.map((response) => response.json()));
  expect(first).toMatchObject({
    object: 'chat.completion',
    choices: [{ message: { content: 'um' }, finish_reason: 'stop' }],
  });
  expect(second.choices[0]).toMatchObject({
    finish_reason: 'tool_calls',
    message: {
      content: null,
      tool_calls: [{ type: 'function', function: { name: 't', arguments: '{"broken' } }],
    },
  });
  expect(third.choices[0].message.content).toBe('2: oi');
  expect(fake.requests).toEqual([question, question, { ...question, extra: 1 }]);
});

it('streams text by the word and tool arguments in pieces, between keep-alives', async () => {
  fake.script({ text: 'oi, tudo bem', tool_calls: [{ name: 't', arguments: { query: 'café' } }] });
  const text = await (
    await post({ ...question, stream: true, stream_options: { include_usage: true } })
  ).text();
  const events = text.split('\n\n').filter((event) => event !== '');
  expect(events[0]).toBe(': keep-alive');
  expect(events.at(-1)).toBe('data: [DONE]');
  const chunks = events
    .filter((event) => event.startsWith('data: {'))
    .map((event) => JSON.parse(event.slice(6)));
  expect(chunks.map(({ choices }) => choices[0]?.delta.content ?? '').join('')).toBe('oi, tudo bem');
  const pieces = chunks
    .flatMap(({ choices }) => choices[0]?.delta.tool_calls ?? [])
    .map((call) => call.function.arguments);
  expect(pieces.length).toBeGreaterThan(2);
  expect(JSON.parse(pieces.join(''))).toEqual({ query: 'café' });
  expect(chunks.at(-1)).toMatchObject({ choices: [], usage: { total_tokens: expect.any(Number) } });
});

it('refuses wrong keys, and errs as it is told', async () => {
  expect((await post(question, 'other')).status).toBe(401);
  fake.script({ status: 429, retry_after: 7, error: { message: 'slow down' } });
  const limited = await post(question);
  expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '7']);
  expect(await limited.json()).toMatchObject({ error: { message: 'slow down' } });
});

it('drops the connection in the middle', async () => {
  fake.script({ text: 'uma resposta inteira', cut: true });
  await expect(post(question).then((response) => response.text())).rejects.toThrow();
});

it('says that nothing is scripted', async () => {
  const bare = await startOpenAI();
  const response = await fetch(`${bare.url}/v1/chat/completions`, {
    method: 'POST',
    body: JSON.stringify(question),
  });
  expect(response.status).toBe(500);
  expect(await response.text()).toContain('Nothing is scripted for request 0');
  await bare.close();
});

it('lists its models', async () => {
  const response = await fetch(`${fake.url}/v1/models`, { headers: { authorization: 'Bearer k' } });
  expect(await response.json()).toMatchObject({ object: 'list', data: [{ id: 'deepseek-flash' }] });
});
