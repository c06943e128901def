import { describe, expect, it } from 'vitest';
import { readCsv } from './csv.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const latin1 = (text: string) => Uint8Array.from(Buffer.from(text, 'latin1'));
const fieldsOf = (bytes: Uint8Array) => readCsv(bytes).rows.map(({ fields }) => fields);
const reasonOf = (bytes: Uint8Array) => {
  try {
    return readCsv(bytes).rows;
  } catch (error) {
    return Object(error).reason;
  }
};

const COFFEE = { name: 'Café Bourbon', price_cents: 4290, stock_quantity: 12 };

/** What shops really send, and the products in it. */
const FILES: Record<string, [Uint8Array, object[]]> = {
  'semicolons and decimal commas': [utf8('Nome;Preço;Estoque\nCafé Bourbon;42,90;12\n'), [COFFEE]],
  'commas, quoted where they must be': [
    utf8('nome,preço,estoque\r\n"Café Bourbon","R$ 42,90",12\r\n'),
    [COFFEE],
  ],
  tabs: [utf8('produto\tvalor\tqtd\nCafé Bourbon\t42,90\t12'), [COFFEE]],
  bars: [utf8('produto|valor|quantidade\nCafé Bourbon|42.90|12'), [COFFEE]],
  'a byte order mark': [utf8('\ufeffNome;Preço;Estoque\nCafé Bourbon;R$ 42,90;12'), [COFFEE]],
  'Latin-1': [latin1('Nome;Preço;Estoque\nCafé Bourbon;42,90;12'), [COFFEE]],
  'UTF-16, as spreadsheets save Unicode text': [
    Uint8Array.from(Buffer.from('\ufeffNome\tPreço\tEstoque\r\nCafé Bourbon\t42,90\t12\r\n', 'utf16le')),
    [COFFEE],
  ],
  'old line ends': [utf8('nome;preço;estoque\rCafé Bourbon;42,90;12\r'), [COFFEE]],
  'mixed line ends': [
    utf8('nome;preço;estoque\nCafé Bourbon;42,90;12\r\nCafé Bourbon;42,90;12\n'),
    [COFFEE, COFFEE],
  ],
  'a title, the hint of a spreadsheet and blank rows above': [
    utf8('sep=;\nRelatório de produtos;;\n;;\nNome;Preço;Estoque\nCafé Bourbon;42,90;12\n;;\n\n'),
    [COFFEE],
  ],
  'columns of no use, in another order': [
    utf8(
      'NCM;Estoque;Peso líquido;Preço de custo;Produto;Preço de venda\n0901;12;0,250;20,00;Café Bourbon;42,90',
    ),
    [COFFEE],
  ],
  'what the API itself calls its fields': [
    utf8('sku,name,price_cents,compare_at_cents,stock_quantity,status\nA-1,Café Bourbon,4290,5000,12,draft'),
    [{ ...COFFEE, sku: 'A-1', compare_at_cents: 5000, status: 'draft' }],
  ],
  'an ERP that calls the name a description': [
    utf8(
      'ID;Código;Descrição;Unidade;Preço;Situação;Estoque\n99;A-1;Café Bourbon;UN;42,9000000000;Ativo;12,00',
    ),
    [{ ...COFFEE, sku: 'A-1', status: 'active', attributes: { unidade: 'UN' } }],
  ],
  'a description beside the name': [
    utf8('Nome;Descrição;Preço\nCafé;Torra média;10'),
    [{ name: 'Café', description: 'Torra média', price_cents: 1000 }],
  ],
  'old and new price': [
    utf8('produto;preço de;preço por\nCafé;R$ 50,00;R$ 42,90'),
    [{ name: 'Café', compare_at_cents: 5000, price_cents: 4290 }],
  ],
  'size and colour': [
    utf8('Nome;Cor;Tamanho;Preço;Grupo de variação\nCamiseta;Azul;M;59,90;CAM-1'),
    [
      {
        name: 'Camiseta',
        price_cents: 5990,
        product_group: 'CAM-1',
        attributes: { cor: 'Azul', tamanho: 'M' },
      },
    ],
  ],
  'quoted newlines, delimiters and quotes': [
    utf8('nome;descrição;preço\n"Kit ""Barista"";2 peças";"Linha um\r\nlinha dois";10'),
    [{ name: 'Kit "Barista";2 peças', description: 'Linha um\r\nlinha dois', price_cents: 1000 }],
  ],
  'inches and zeros kept by a formula': [
    utf8('código;nome;preço\n="00123";Tubo 3/4" PVC;10\n00124;"12" polegadas;5'),
    [
      { sku: '="00123"', name: 'Tubo 3/4" PVC', price_cents: 1000 },
      { sku: '00124', name: '"12" polegadas', price_cents: 500 },
    ],
  ],
  'quotes that would break it by another delimiter': [
    utf8('nome;preço\nTubo 1,"2;10\nJoelho;5'),
    [
      { name: 'Tubo 1,"2', price_cents: 1000 },
      { name: 'Joelho', price_cents: 500 },
    ],
  ],
  'formulas, which stay text': [
    utf8('sku;nome;preço\n=SUM(A1:A9);+55 11 99999;10\n@cmd;=HYPERLINK("http://x";"y");=1+1'),
    [
      { sku: '=SUM(A1:A9)', name: '+55 11 99999', price_cents: 1000 },
      { sku: '@cmd', name: '=HYPERLINK("http://x"', price_cents: '"y")', 'column 4': '=1+1' },
    ],
  ],
  'cells that say nothing': [
    utf8('nome;preço;estoque;sku\nCafé;10;;\nFiltro; ; 3 ;'),
    [
      { name: 'Café', price_cents: 1000 },
      { name: 'Filtro', stock_quantity: 3 },
    ],
  ],
  pictures: [
    utf8('nome;preço;imagens\nCafé;10;"https://x.example/1.jpg, https://x.example/2.jpg"'),
    [{ name: 'Café', price_cents: 1000, images: ['https://x.example/1.jpg', 'https://x.example/2.jpg'] }],
  ],
  'an unquoted decimal comma between commas, which shifts the row': [
    utf8('nome,preço,estoque\nCafé,42,90,12'),
    [{ name: 'Café', price_cents: 4200, stock_quantity: 90, 'column 4': '12' }],
  ],
};

it.each(Object.entries(FILES))('reads %s', (_, [bytes, products]) => {
  expect(fieldsOf(bytes)).toEqual(products);
});

it('counts rows as a spreadsheet does, blank ones too', () => {
  expect(readCsv(utf8('Relatório\nnome;preço\nA;1\n\n"B\nb";2\nC;3')).rows.map(({ row }) => row)).toEqual([
    3, 5, 6,
  ]);
});

it('tells how it read the file, and which columns it left out', () => {
  const { encoding, delimiter, columns } = readCsv(latin1('Código;Nome;NCM;Preço;Cor\n1;A;2;3;Azul'));
  expect({ encoding, delimiter }).toEqual({ encoding: 'windows-1252', delimiter: ';' });
  expect(columns).toEqual([
    { header: 'Código', field: 'sku' },
    { header: 'Nome', field: 'name' },
    { header: 'NCM', field: null },
    { header: 'Preço', field: 'price_cents' },
    { header: 'Cor', field: 'attributes.cor' },
  ]);
});

it('takes the surest of two columns for one field', () => {
  expect(fieldsOf(utf8('ref;sku;nome;valor;preço\nr;s;A;1;2'))).toEqual([
    { sku: 's', name: 'A', price_cents: 200 },
  ]);
});

describe('a file that is no table of products', () => {
  it.each([
    ['', 'csv.no_header'],
    ['olá, mundo', 'csv.no_header'],
    ['preço;estoque\n1;2', 'csv.no_header'],
    ['PK\u0003\u0004\u0000\u0000', 'csv.no_header'],
    ['Café;10\nFiltro;20', 'csv.no_header'],
    ['nome;preço\n"Tubo 3/4;10\nFiltro;5', 'csv.broken'],
    [`nome;preço\n${'A;1\n'.repeat(5001)}`, 'csv.too_long'],
    [`nome;preço\n${';\n'.repeat(60_000)}`, 'csv.too_long'],
  ])('is refused: %#', (text, reason) => {
    expect(reasonOf(utf8(text))).toBe(reason);
  });

  it.each([
    ';,|'.repeat(3_000_000),
    `nome;preço\n${';'.repeat(9_000_000)}`,
    `nome;preço\n"${'x\n'.repeat(4_500_000)}`,
    'nome;'.repeat(1_800_000),
  ])('is given up soon, however large: %#', (text) => {
    const started = performance.now();
    expect(reasonOf(utf8(text))).toBe('csv.broken');
    console.info(`9 MB refused in ${Math.round(performance.now() - started)} ms`);
  });

  it('but 5,000 rows and the empty ones below are read', () => {
    expect(readCsv(utf8(`nome;preço\n${'A;1\n'.repeat(5000)}${';\n'.repeat(10_000)}`)).rows).toHaveLength(
      5000,
    );
  });
});
