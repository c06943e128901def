import { operations } from '@vek1/core/domains';
import type { Actor } from '@vek1/core/kernel/actor';
import { found, invalidField, validationError } from '@vek1/core/kernel/errors';
import type { Runner } from '@vek1/core/kernel/runner';
import { demo } from '@vek1/testing/demo';
import { sampleInput } from '@vek1/testing/sample-input';
import { Hono } from 'hono';
import { html, raw } from 'hono/html';
import { z } from 'zod';
import { SCRIPT, STYLE } from './dev-page.ts';

/** As whom an operation is tried. */
const ACTORS = {
  'the demo merchant': { kind: 'user', user_id: demo.user_id, company_id: demo.company_id },
  'a machine, for the demo company': { kind: 'service', company_id: demo.company_id, cause: 'dev' },
  'nobody in particular': { kind: 'anonymous', ip: null },
} satisfies Record<string, Actor>;
const NAMES = Object.keys(ACTORS) as (keyof typeof ACTORS)[];

const Try = z.strictObject({
  op: z.string(),
  as: z.enum(NAMES),
  input: z.record(z.string(), z.unknown()),
});

export interface DevParts {
  runner: Runner;
  /** The last lines of the log, oldest first. */
  lines: () => readonly string[];
  /** What can be looked at: the outbox, what the fakes of outside parties hold. */
  shelves: Record<string, () => Promise<unknown>>;
}

const DEMO_ROWS: Record<string, string> = {
  company_id: demo.company_id,
  store_id: demo.store_id,
  store_ids: demo.store_id,
  agent_id: demo.agent_id,
};

/** A watch is looked at through its own door: it has no one answer. */
const ANSWERING = operations.filter(({ kind }) => kind !== 'watch');

/** Every operation that answers, with an input to begin from. */
const CATALOGUE = ANSWERING.map(({ name, kind, summary, input, rest }) => ({
  name,
  kind,
  summary,
  door: rest ? `${rest.method.toUpperCase()} ${rest.path}` : null,
  sample: sampleInput(input, (key) => DEMO_ROWS[key]),
})).toSorted((a, b) => (a.name < b.name ? -1 : 1));

/** What a fake answers at this address. */
export async function heldAt(url: string): Promise<unknown> {
  try {
    return await (await fetch(url, { signal: AbortSignal.timeout(2_000) })).json();
  } catch {
    return { error: 'The fakes are not answering.' };
  }
}

/** `/dev`: operations to try, what the fakes hold, the log's last lines. Only `pnpm dev` has this door. */
export function devDoors({ runner, lines, shelves }: DevParts): Hono {
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>vek1 /dev</title>
        <style>${raw(STYLE)}</style>
      </head>
      <body>
        <h1>vek1 /dev</h1>
        <p>The contract of every door: <a href="/docs">/docs</a>. Numbers: <a href="/metrics">/metrics</a>.</p>
        <section>
          <h2>Try an operation</h2>
          <form id="try">
            <input name="op" list="operations" required placeholder="e.g. order.list" autocomplete="off" />
            <select name="as">${NAMES.map((name) => html`<option>${name}</option>`)}</select>
            <button>Run</button>
            <p id="about"></p>
            <textarea name="input" rows="10" spellcheck="false">{}</textarea>
          </form>
          <pre id="answer" hidden></pre>
          <datalist id="operations">${CATALOGUE.map(({ name, summary }) => html`<option value="${name}">${summary}</option>`)}</datalist>
        </section>
        ${Object.keys(shelves).map(
          (name) =>
            html`<section><h2>${name}</h2><pre data-from="/dev/held/${encodeURIComponent(name)}">…</pre></section>`,
        )}
        <section><h2>Last log lines</h2><pre data-from="/dev/log">…</pre></section>
        <script type="application/json" id="catalogue">${raw(JSON.stringify(CATALOGUE).replaceAll('<', '\\u003c'))}</script>
        <script>${raw(SCRIPT)}</script>
      </body>
    </html>`;

  return new Hono()
    .get('/dev', (c) => c.html(page))
    .get('/dev/log', (c) => c.text(lines().join('')))
    .get('/dev/held/:shelf', async (c) =>
      c.json((await found(shelves[c.req.param('shelf')], 'shelf')()) as never),
    )
    .post('/dev/run', async (c) => {
      // Only JSON: a page of another origin can't send it without asking first.
      if (!c.req.header('content-type')?.startsWith('application/json'))
        throw invalidField('content-type', 'application/json.');
      const asked = Try.safeParse(await c.req.json());
      if (!asked.success) throw validationError(asked.error);
      const { op, as, input } = asked.data;
      const operation = ANSWERING.find(({ name }) => name === op);
      const output = await runner.run(found(operation, 'operation'), ACTORS[as], input as never, {
        face: 'internal',
      });
      return c.json({ output } as never);
    });
}
