import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/**
 * Serves by node:http and nothing else, on a free port that it prints; `/metrics` tells the processor time of
 * this process as the API's does.
 */
export function serveBare(
  answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
): void {
  const server = createServer(async (request, response) => {
    if (request.url !== '/metrics') return answer(request, response);
    const { user, system } = process.cpuUsage();
    response.end(`process_cpu_seconds_total ${(user + system) / 1e6}\n`);
  });
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    process.stdout.write(`${JSON.stringify({ port: typeof address === 'object' ? address?.port : 0 })}\n`);
  });
}
