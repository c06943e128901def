import { claimChunks } from './operations/claim-chunks.ts';
import { createDocument } from './operations/create-document.ts';
import { deleteDocument } from './operations/delete-document.ts';
import { embedTexts } from './operations/embed-texts.ts';
import { getDocument } from './operations/get-document.ts';
import { indexStore } from './operations/index-store.ts';
import { listDocuments } from './operations/list-documents.ts';
import { listSupportedFormats } from './operations/list-supported-formats.ts';
import { postponeRefresh } from './operations/postpone-refresh.ts';
import { refreshStore } from './operations/refresh-store.ts';
import { scheduleRefresh } from './operations/schedule-refresh.ts';
import { searchProducts } from './operations/search-products.ts';
import { searchSellable } from './operations/search-sellable.ts';
import { storeVectors } from './operations/store-vectors.ts';
import { syncProducts } from './operations/sync-products.ts';
import { updateDocument } from './operations/update-document.ts';
import { upsertByProduct } from './operations/upsert-by-product.ts';
import { wakeStore } from './operations/wake-store.ts';

export const knowledge = {
  search: searchProducts,
  searchSellable,
  listDocuments,
  getDocument,
  createDocument,
  updateDocument,
  deleteDocument,
  upsertByProduct,
  embed: embedTexts,
  supportedFormats: listSupportedFormats,
  wakeStore,
  scheduleRefresh,
  refreshStore,
  syncProducts,
  claimChunks,
  storeVectors,
  postponeRefresh,
  indexStore,
};
