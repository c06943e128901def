import { expect, it } from 'vitest';
import { wayBack } from './way-back.ts';

it.each([
  ['/pedidos/1?x=2', '/pedidos/1?x=2'],
  [undefined, '/painel'],
  [['/a', '/b'], '/painel'],
  ['https://evil.example', '/painel'],
  ['//evil.example', '/painel'],
  ['/\\evil.example', '/painel'],
  ['/\t/evil.example', '/painel'],
])('from %j goes to %s', (wanted, path) => expect(wayBack(wanted)).toBe(path));
