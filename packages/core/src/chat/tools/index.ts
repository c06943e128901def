import type { Terms } from '../contract.ts';
import type { Role } from '../role.ts';
import { checkOrderStatusTool } from './check-order-status.ts';
import { confirmShippingTool } from './confirm-shipping.ts';
import { createOrderTool } from './create-order.ts';
import { deliveryFeeTool } from './delivery-fee.ts';
import { filterProductsByPriceTool } from './filter-products-by-price.ts';
import { getProductDetailsTool } from './get-product-details.ts';
import { listCategoriesTool } from './list-categories.ts';
import { renewOrderTool } from './renew-order.ts';
import { requestHumanTool } from './request-human.ts';
import { searchProductsTool } from './search-products.ts';
import type { Audience, Tool } from './tool.ts';

/** With no way of being paid a store makes no orders here. */
const toolsOf = (terms: Terms): readonly Tool[] => [
  searchProductsTool,
  filterProductsByPriceTool,
  listCategoriesTool,
  getProductDetailsTool,
  ...(terms.deliveries.includes('delivery') ? [deliveryFeeTool] : []),
  ...(terms.payment_methods.length > 0 ? [createOrderTool(terms)] : []),
  checkOrderStatusTool,
  renewOrderTool,
  requestHumanTool,
  confirmShippingTool,
];

/** What the agent may do in a turn: what its type allows, and nothing of the shop's people for a customer. */
export const toolsFor = (role: Role, speaking: Audience, terms: Terms): readonly Tool[] =>
  toolsOf(terms).filter(
    (tool) => role.tools.has(tool.name) && (tool.for === 'customer' || speaking === 'merchant'),
  );
