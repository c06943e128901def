import { lookup as systemLookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

export const PRIVATE_ADDRESS = 'ERR_PRIVATE_ADDRESS';

const refusal = (host: string) =>
  Object.assign(new Error(`${host} leads to an address that is not public`), { code: PRIVATE_ADDRESS });

/** Whether an address is of the open internet. IPv4 inside IPv6, translated or tunnelled, is not. */
export function isPublic(address: string): boolean {
  const parsed = ipaddr.parse(address);
  // 2000::/3 is all of IPv6 that was ever given out; ipaddr.js takes what it has no name for as unicast.
  const given_out = !(parsed instanceof ipaddr.IPv6) || (parsed.parts[0] ?? 0) >> 13 === 1;
  return given_out && parsed.range() === 'unicast';
}

/** A URL that names an address itself is never looked up. Throws where that address is not public. */
export function refusePrivateLiteral(url: URL): void {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) && !isPublic(host)) throw refusal(host);
}

/**
 * A resolver for one connection that fails where any of a name's addresses is not public: what was judged is what is
 * connected to, so that a name that changes its address in between gains nothing.
 */
export function publicOnly(lookup: LookupFunction = systemLookup): LookupFunction {
  return (host, options, done) => {
    lookup(host, { ...options, all: true }, (error, found) => {
      const addresses = Array.isArray(found) ? found : [];
      const [first] = addresses;
      if (error || !first) return done(error ?? refusal(host), '', 0);
      if (addresses.some(({ address }) => !isPublic(address))) return done(refusal(host), '', 0);
      if (options.all) done(null, addresses);
      else done(null, first.address, first.family);
    });
  };
}
