import { checkQuota } from './operations/check-quota.ts';
import { listUsage } from './operations/list-usage.ts';
import { meterUsage } from './operations/meter-usage.ts';
import { priceUsage } from './operations/price-usage.ts';
import { recordUsage } from './operations/record-usage.ts';
import { reserveUsage } from './operations/reserve-usage.ts';
import { setAllowance } from './operations/set-allowance.ts';
import { settleUsage } from './operations/settle-usage.ts';
import { summarizeUsage } from './operations/summarize-usage.ts';

export const usage = {
  record: recordUsage,
  meter: meterUsage,
  price: priceUsage,
  list: listUsage,
  summarize: summarizeUsage,
  check: checkQuota,
  reserve: reserveUsage,
  settle: settleUsage,
  setAllowance,
};
