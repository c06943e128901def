import { checkOrderStatusTool } from './check-order-status.ts';
import { createOrderTool } from './create-order.ts';
import { filterProductsByPriceTool } from './filter-products-by-price.ts';
import { getProductDetailsTool } from './get-product-details.ts';
import { listCategoriesTool } from './list-categories.ts';
import { requestHumanTool } from './request-human.ts';
import { searchProductsTool } from './search-products.ts';
import type { Tool } from './tool.ts';

/** What the agent may do for a customer. */
export const CUSTOMER_TOOLS: readonly Tool[] = [
  searchProductsTool,
  filterProductsByPriceTool,
  listCategoriesTool,
  getProductDetailsTool,
  createOrderTool,
  checkOrderStatusTool,
  requestHumanTool,
];
