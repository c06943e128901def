/** Whether a page of ours sent this. Browsers too old to say so name an origin with whatever changes something. */
export function isSameOrigin(request: Request, app_url: string): boolean {
  const site = request.headers.get('sec-fetch-site');
  if (site) return site === 'same-origin';
  const origin = request.headers.get('origin');
  if (!origin) return request.method === 'GET' || request.method === 'HEAD';
  return origin === new URL(app_url).origin || URL.parse(origin)?.host === request.headers.get('host');
}
