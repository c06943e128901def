import type { ProductFields } from './contract.ts';

/** What a cell says; the text itself where it can't be read, so that the contract names the field. */
type Read = (cell: string) => unknown;

const GROUPED_DOTS = String.raw`[1-9]\d{0,2}(?:\.\d{3})+`;
const GROUPED_COMMAS = String.raw`[1-9]\d{0,2}(?:,\d{3})+`;
/** Of a real; an ERP's four digits and more end in zeros. Three are thousands to some, a fraction to others. */
const CENTS = String.raw`(\d{1,2}|\d{2}0{2,})`;

/** `1.234,56`, `1.234`, `1234,5`; `1,234.56`, `1234.56`. */
const AMOUNTS = [
  new RegExp(`^(-?)(${GROUPED_DOTS}|\\d+)(?:,${CENTS})?$`),
  new RegExp(`^(-?)(${GROUPED_COMMAS}|\\d+)\\.${CENTS}$`),
];

/** Cents of what Brazilians and their programs write, e.g. `R$ 1.234,56`; text that is no amount comes back. */
export function readMoney(cell: string): number | string {
  const bare = cell.replace(/R\$|BRL|\s/gi, '');
  const [, sign, whole = '', part = ''] = AMOUNTS.map((it) => it.exec(bare)).find(Boolean) ?? [];
  if (whole === '') return cell;
  const cents = Number(whole.replace(/\D/g, '')) * 100 + Number(part.slice(0, 2).padEnd(2, '0'));
  return sign ? -cents : cents;
}

const UNITS = new RegExp(`^(-?)(${GROUPED_DOTS}|\\d+)(?:[.,]0+)?$`);

/** Whole units, e.g. `1.200 un`; null is not tracked; text that is neither comes back. */
export function readUnits(cell: string): number | string | null {
  if (/^(-+|∞|ilimitado|infinito|unlimited)$/i.test(cell.trim())) return null;
  const bare = cell.replace(/\s|(un|unid|unidades?|pc|pcs|pç|pçs)\.?\s*$/gi, '');
  const [, sign, whole = ''] = UNITS.exec(bare) ?? [];
  if (whole === '') return cell;
  const units = Number(whole.replace(/\D/g, ''));
  return sign ? -units : units;
}

const STATUSES: Record<string, string> = {
  ativo: 'active',
  ativa: 'active',
  sim: 'active',
  s: 'active',
  publicado: 'active',
  a: 'active',
  '1': 'active',
  true: 'active',
  inativo: 'draft',
  inativa: 'draft',
  nao: 'draft',
  n: 'draft',
  i: 'draft',
  '0': 'draft',
  false: 'draft',
  rascunho: 'draft',
  arquivado: 'archived',
};

const readText: Read = (cell) => cell;
const readInteger: Read = (cell) => (/^-?\d{1,15}$/.test(cell.trim()) ? Number(cell) : cell);
const readStatus: Read = (cell) => STATUSES[plainWords(cell)] ?? cell.trim().toLowerCase();
const readImages: Read = (cell) => cell.split(/[\s,;|]+/).filter((url) => url !== '');

interface Column {
  field: keyof ProductFields;
  read: Read;
  /** As `plainWords` writes them, the surest first. */
  headers: readonly string[];
}

/** How Brazilian shops, their ERPs and shop systems call what we know. */
export const COLUMNS: readonly Column[] = [
  {
    field: 'name',
    read: readText,
    headers: [
      'name',
      'nome',
      'nome do produto',
      'nome produto',
      'produto',
      'produtos',
      'titulo',
      'title',
      'item',
      'mercadoria',
    ],
  },
  {
    field: 'sku',
    read: readText,
    headers: [
      'sku',
      'variant sku',
      'codigo sku',
      'codigo',
      'codigo do produto',
      'codigo produto',
      'cod',
      'cod produto',
      'ref',
      'referencia',
      'cod ref',
    ],
  },
  { field: 'price_cents', read: readInteger, headers: ['price cents'] },
  {
    field: 'price_cents',
    read: readMoney,
    headers: [
      'preco',
      'preco por',
      'preco de venda',
      'preco venda',
      'valor',
      'valor de venda',
      'valor venda',
      'preco unitario',
      'valor unitario',
      'vlr',
      'vlr venda',
      'price',
      'variant price',
    ],
  },
  { field: 'compare_at_cents', read: readInteger, headers: ['compare at cents'] },
  {
    field: 'compare_at_cents',
    read: readMoney,
    headers: [
      'preco de',
      'de',
      'preco original',
      'preco cheio',
      'preco antigo',
      'compare at price',
      'variant compare at price',
    ],
  },
  {
    field: 'stock_quantity',
    read: readUnits,
    headers: [
      'stock quantity',
      'estoque',
      'estoque atual',
      'quantidade em estoque',
      'qtd em estoque',
      'qtd estoque',
      'quantidade',
      'qtd',
      'qtde',
      'quant',
      'saldo',
      'stock',
      'quantity',
      'variant inventory qty',
    ],
  },
  {
    field: 'category',
    read: readText,
    headers: [
      'category',
      'categoria',
      'categorias',
      'departamento',
      'secao',
      'grupo',
      'grupo de produtos',
      'type',
    ],
  },
  {
    field: 'description',
    read: readText,
    headers: ['description', 'descricao', 'descricao do produto', 'descricao completa', 'detalhes', 'body'],
  },
  { field: 'status', read: readStatus, headers: ['status', 'situacao', 'ativo', 'publicado'] },
  {
    field: 'images',
    read: readImages,
    headers: ['images', 'imagens', 'imagem', 'url imagem', 'foto', 'fotos', 'image src'],
  },
  {
    field: 'product_group',
    read: readText,
    headers: ['product group', 'grupo de variacao', 'produto pai', 'codigo pai'],
  },
];

/** Columns that say what a customer asks: kept as attributes under these names. */
export const ATTRIBUTES: ReadonlySet<string> = new Set(
  'cor tamanho marca material modelo sabor aroma peso volume voltagem genero unidade'.split(' '),
);

/** `Preço de Venda (R$)*` and `preco_de_venda` are one header: `preco de venda`. */
export function plainWords(text: string): string {
  const words = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/\(.*?\)|r\$/g, ' ');
  return words.replace(/[^a-z0-9]+/g, ' ').trim();
}
