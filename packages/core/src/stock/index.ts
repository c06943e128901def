import { consumeHold } from './operations/consume-hold.ts';
import { holdStock } from './operations/hold-stock.ts';
import { lockStock } from './operations/lock-stock.ts';
import { releaseHold } from './operations/release-hold.ts';
import { restoreSale } from './operations/restore-sale.ts';
import { setStock } from './operations/set-stock.ts';

export const stock = {
  lock: lockStock,
  hold: holdStock,
  consume: consumeHold,
  release: releaseHold,
  restore: restoreSale,
  set: setStock,
};
