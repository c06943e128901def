/** tRPC over fetch, so that only this package knows its server. */
export { fetchRequestHandler } from '@trpc/server/adapters/fetch';
