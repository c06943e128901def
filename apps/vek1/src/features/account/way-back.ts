import type { Route } from 'next';

/** Where one wanted to go before signing in: a path of this app, whatever the address says. */
export function wayBack(wanted: string | string[] | undefined): Route {
  const path = typeof wanted === 'string' ? wanted : '';
  const here = 'http://here';
  // safe: it stands on this origin; a path that is none is a page that is not found
  return (path.startsWith('/') && URL.parse(path, here)?.origin === here ? path : '/painel') as Route;
}
