/** How long whoever charges has for it, in seconds. */
export const CLAIM_S = 60;
