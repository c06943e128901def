/** Whether a browser sent this from a page of ours. What is no browser brings no cookie or session to abuse. */
export function isSameOrigin(request: Request, app_url: string): boolean {
  const site = request.headers.get('sec-fetch-site');
  if (site) return site === 'same-origin';
  const origin = request.headers.get('origin');
  if (!origin) return request.method === 'GET' || request.method === 'HEAD';
  return origin === new URL(app_url).origin || URL.parse(origin)?.host === request.headers.get('host');
}
