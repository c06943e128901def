import { operations } from '@vek1/core/domains';
import { openApiDocument } from '@vek1/faces/openapi';
import { Hono } from 'hono';
import { html, raw } from 'hono/html';

const STYLE = `
  body { font: 15px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color-scheme: light dark; }
  h2 { margin-top: 2.5rem; border-bottom: 1px solid color-mix(in srgb, currentColor 15%, transparent); }
  details { margin: .35rem 0; } summary { cursor: pointer; } code { font-size: .95em; }
  .method { display: inline-block; width: 4.2rem; font-weight: 600; text-transform: uppercase; font-size: .8em; }
  .scope { opacity: .6; font-size: .85em; } pre { overflow: auto; padding: .8rem; border-radius: .5rem; background: color-mix(in srgb, currentColor 6%, transparent); }`;

interface Door {
  method: string;
  path: string;
  operationId: string;
  tags: string[];
  summary: string;
  security: Record<string, unknown>[];
  [more: string]: unknown;
}

const door = ({ method, path, operationId, summary, security, tags: _tags, ...contract }: Door) => html`
  <details id="${operationId}">
    <summary>
      <span class="method">${method}</span><code>${path}</code> ${summary}
      <span class="scope">${security.flatMap(Object.keys).join(' + ') || 'public'}</span>
    </summary>
    <pre>${JSON.stringify(contract, null, 2)}</pre>
  </details>`;

/** The contract of every REST door: `/openapi.json` for machines, `/docs` for people. Made once. */
export function docsDoors(): Hono {
  const document = openApiDocument(operations, { title: 'vek1 API', version: '1' });
  const doors = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, contract]) => ({ method, path, ...(contract as object) }) as Door),
  );
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>vek1 API</title>
        <style>${raw(STYLE)}</style>
      </head>
      <body>
        <h1>vek1 API</h1>
        <p>${document.info.description} The same as OpenAPI 3.1: <a href="/openapi.json">/openapi.json</a>.</p>
        ${[...Map.groupBy(doors, (it) => it.tags[0] ?? '')].map(([tag, of]) => html`<h2>${tag}</h2>${of.map(door)}`)}
      </body>
    </html>`;
  return new Hono().get('/openapi.json', (c) => c.json(document)).get('/docs', (c) => c.html(page));
}
