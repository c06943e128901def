import { createOrderTool } from './create-order.ts';
import { getProductDetailsTool } from './get-product-details.ts';
import { searchProductsTool } from './search-products.ts';
import type { Tool } from './tool.ts';

/** What the agent may do for a customer. */
export const CUSTOMER_TOOLS: readonly Tool[] = [searchProductsTool, getProductDetailsTool, createOrderTool];
