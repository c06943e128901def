export interface DemoProduct {
  sku: string;
  name: string;
  description: string;
  category: string;
  price_cents: number;
  compare_at_cents: number | null;
  status: 'active' | 'draft' | 'archived';
  /** Units on the shelf now; null is not tracked. */
  stock: number | null;
}

type Row = readonly [
  sku: string,
  name: string,
  price_cents: number,
  stock: number | null,
  description: string,
  more?: Partial<Pick<DemoProduct, 'compare_at_cents' | 'status'>>,
];

// biome-ignore format: a table reads better in rows
const COFFEES: readonly Row[] = [
  ['CAF-001', 'Café Bourbon Amarelo em Grãos 250g', 4290, 24, 'Grãos da Mantiqueira de Minas, torra média, com notas de caramelo e laranja. Doçura alta e acidez delicada.'],
  ['CAF-002', 'Café Bourbon Amarelo Moído 250g', 4290, 18, 'O mesmo Bourbon da Mantiqueira, moído para coador de papel. Caramelo e laranja na xícara.'],
  ['CAF-003', 'Café Catuaí Vermelho em Grãos 250g', 3890, 31, 'Do Cerrado Mineiro, torra média-escura, encorpado, com notas de chocolate e castanha. Vai bem com leite.'],
  ['CAF-004', 'Café Catuaí Vermelho Moído 250g', 3890, 27, 'Catuaí do Cerrado Mineiro moído para filtro: chocolate, castanha e corpo aveludado.'],
  ['CAF-005', 'Café Mundo Novo em Grãos 500g', 6490, 16, 'Pacote econômico do Sul de Minas, torra média, equilibrado e fácil de gostar. Para o café de todo dia.', { compare_at_cents: 7290 }],
  ['CAF-006', 'Café Mundo Novo em Grãos 1kg', 11990, 9, 'Um quilo do nosso café de todo dia, do Sul de Minas, torra média. Rende cerca de cem xícaras.'],
  ['CAF-007', 'Café Geisha Microlote 150g', 12900, 0, 'Microlote de uma única colheita em Carmo de Minas, floral, com jasmim e bergamota. Sai poucas vezes por ano.'],
  ['CAF-008', 'Café Arara Natural 250g', 5490, 12, 'Variedade Arara de Patrocínio, secagem natural, com frutas amarelas e mel. Doce e de acidez cítrica.'],
  ['CAF-009', 'Café Catucaí Fermentado 250g', 6290, 3, 'Fermentação de 72 horas nas Matas de Minas: frutas vermelhas, vinho e final longo.'],
  ['CAF-010', 'Café Caparaó Peaberry 250g', 5990, 7, 'Grãos moca selecionados à mão na Serra do Caparaó, com notas de rapadura e maçã.'],
  ['CAF-011', 'Café Orgânico da Chapada Diamantina 250g', 5790, 14, 'Orgânico certificado de Piatã, na Bahia, colhido a 1.300 metros. Cítrico, limpo e muito doce.'],
  ['CAF-012', 'Café Descafeinado em Grãos 250g', 4990, 11, 'Descafeinado por água, sem solventes, torra média. O sabor do Sul de Minas para depois do jantar.'],
  ['CAF-013', 'Café Espresso Blend da Serra 500g', 7490, 22, 'Blend da casa para espresso, com creme espesso, chocolate amargo e avelã. Também fica ótimo na moka.'],
  ['CAF-014', 'Cápsulas Blend da Serra (10 un.)', 2890, 46, 'Blend da casa em cápsulas de alumínio compatíveis com Nespresso. Intensidade 8.'],
  ['CAF-015', 'Drip Coffee Bourbon (caixa com 10)', 3990, 33, 'Café coado na própria xícara, em sachês individuais de 10g. É só pôr água quente.'],
  ['CAF-016', 'Kit Degustação 4 Cafés 100g', 7990, 8, 'Bourbon, Catuaí, Arara e Catucaí em pacotes de 100g, com ficha de degustação.', { compare_at_cents: 8990 }],
  ['CAF-017', 'Assinatura Mensal Café do Mês 250g', 4790, null, 'Todo mês um café diferente escolhido pela nossa mestre de torra, torrado na semana do envio.'],
  ['CAF-018', 'Café Robusta Amazônico 250g', 4490, 0, 'Robusta fino das Matas de Rondônia: cacau, especiarias e muito corpo.', { status: 'archived' }],
];

// biome-ignore format: a table reads better in rows
const BREWING: readonly Row[] = [
  ['PRE-001', 'Filtro de Papel nº 103 (100 un.)', 1490, 62, 'Filtro de papel branqueado a oxigênio, sem gosto de papel, para suportes 103.'],
  ['PRE-002', 'Filtro de Papel nº 102 (100 un.)', 1290, 58, 'Filtro de papel para suportes 102, ideal para até quatro xícaras.'],
  ['PRE-003', 'Filtro V60 Tamanho 02 (40 un.)', 3490, 21, 'Filtro cônico original japonês para coador V60 tamanho 02.'],
  ['PRE-004', 'Coador V60 de Cerâmica 02', 16900, 5, 'Coador de cerâmica branca que mantém a temperatura do começo ao fim. Serve até quatro xícaras.'],
  ['PRE-005', 'Coador V60 de Acrílico 02', 6990, 13, 'A versão leve e resistente do coador V60, boa para levar em viagens.'],
  ['PRE-006', 'AeroPress Original', 32900, 4, 'Cafeteira de pressão manual: café encorpado e limpo em dois minutos. Acompanha 350 filtros.'],
  ['PRE-007', 'Prensa Francesa Inox 600ml', 18900, 6, 'Prensa de aço inox com parede dupla, que mantém o café quente por mais tempo.', { compare_at_cents: 21900 }],
  ['PRE-008', 'Cafeteira Moka 6 Xícaras', 14900, 10, 'Cafeteira italiana de alumínio para seis xícaras, com válvula de segurança.'],
  ['PRE-009', 'Moedor Manual de Mós Cônicas', 24900, 3, 'Moedor com mós de aço e 24 ajustes, do espresso à prensa. Cabem 30g por vez.'],
  ['PRE-010', 'Moedor Elétrico Compacto 127V', 39900, 2, 'Moedor elétrico com mós cônicas, dosador por tempo e recipiente de 250g. 127 volts.'],
  ['PRE-011', 'Balança Digital com Cronômetro', 15900, 7, 'Precisão de 0,1g até 3kg e cronômetro embutido, recarregável por USB-C.'],
  ['PRE-012', 'Chaleira Bico de Ganso 1L', 21900, 0, 'Chaleira de inox com bico fino para despejar com controle. Vai no fogão a gás, elétrico e de indução.'],
  ['PRE-013', 'Chemex 6 Xícaras', 42900, 1, 'Jarra de vidro com alça de madeira, clássica do café filtrado. Usa filtros próprios.'],
  ['PRE-014', 'Filtro Chemex Quadrado (100 un.)', 9990, 15, 'Filtro de papel espesso e dobrado para Chemex de seis ou oito xícaras.'],
  ['PRE-015', 'Jarra de Vidro Graduada 600ml', 7990, 12, 'Jarra de borossilicato com marcação, para servir direto do coador.'],
  ['PRE-016', 'Pote Hermético para Café 500g', 8490, 19, 'Pote de inox com válvula que deixa sair o gás e não deixa entrar o ar.'],
  ['PRE-017', 'Termômetro de Haste para Chaleira', 5490, 9, 'Termômetro analógico de 0 a 110 graus, com presilha para a borda da chaleira.', { status: 'draft' }],
];

// biome-ignore format: a table reads better in rows
const CHOCOLATES: readonly Row[] = [
  ['CHO-001', 'Barra 70% Cacau do Sul da Bahia 80g', 2690, 40, 'Feita do grão à barra com cacau de Ilhéus, só cacau e açúcar. Intensa, com final de frutas secas.'],
  ['CHO-002', 'Barra 85% Cacau do Pará 80g', 2890, 26, 'Cacau de várzea do Tocantins paraense, quase sem açúcar, com notas de castanha e terra molhada.'],
  ['CHO-003', 'Barra ao Leite 45% com Flor de Sal 80g', 2690, 34, 'Chocolate ao leite cremoso com cristais de flor de sal de Mossoró.'],
  ['CHO-004', 'Barra Branca com Cupuaçu 80g', 2790, 2, 'Chocolate branco de manteiga de cacau com polpa de cupuaçu liofilizada. Doce e azedinha.'],
  ['CHO-005', 'Barra 60% com Café Bourbon 80g', 2990, 17, 'Chocolate 60% com grãos do nosso Bourbon moídos na hora. Para quem quer os dois.'],
  ['CHO-006', 'Trufas de Maracujá (caixa com 9)', 4990, 11, 'Nove trufas de chocolate amargo com ganache de maracujá fresco. Validade de 20 dias.'],
  ['CHO-007', 'Bombons Sortidos (caixa com 12)', 6490, 13, 'Doze bombons: castanha, caramelo salgado, café e doce de leite, três de cada.', { compare_at_cents: 7290 }],
  ['CHO-008', 'Nibs de Cacau 150g', 2490, 28, 'Amêndoas de cacau torradas e quebradas, sem açúcar, para iogurte, granola e salada.'],
  ['CHO-009', 'Chocolate Quente em Pó 50% 300g', 3690, 20, 'Cacau e açúcar demerara, sem espessante. Três colheres para uma caneca de leite.'],
  ['CHO-010', 'Dragê de Café com Chocolate 120g', 2190, 0, 'Grãos de café torrados cobertos com chocolate meio amargo.'],
  ['CHO-011', 'Alfajor de Doce de Leite 50g', 990, 55, 'Massa macia, recheio de doce de leite mineiro e cobertura de chocolate 50%.'],
  ['CHO-012', 'Ovo de Páscoa 70% 350g', 9990, 0, 'Ovo de chocolate 70% do sul da Bahia, recheado de bombons. Produção de Páscoa.', { status: 'archived' }],
];

// biome-ignore format: a table reads better in rows
const HONEY_AND_JAMS: readonly Row[] = [
  ['MEL-001', 'Mel Silvestre 500g', 3990, 23, 'Mel puro de florada silvestre da Serra da Canastra. Pode cristalizar: é sinal de pureza.'],
  ['MEL-002', 'Mel de Florada de Laranjeira 300g', 3290, 15, 'Mel claro e perfumado dos laranjais do interior paulista, bom para chás.'],
  ['MEL-003', 'Mel de Jataí 150g', 5990, 3, 'Mel raro de abelha nativa sem ferrão, ácido e pouco doce. Produção pequena.'],
  ['MEL-004', 'Mel com Favo 400g', 4990, 6, 'Mel de flores do campo com um pedaço do favo dentro do pote.'],
  ['MEL-005', 'Geleia de Jabuticaba 230g', 2790, 18, 'Jabuticaba inteira e pouco açúcar, cozida em tacho de cobre. Sem corantes nem conservantes.'],
  ['MEL-006', 'Geleia de Morango com Pimenta 230g', 2890, 14, 'Doce no começo e picante no fim. Acompanha queijos e carnes.'],
  ['MEL-007', 'Geleia de Goiaba Cascão 230g', 2590, 21, 'Goiaba vermelha em pedaços, do jeito da fazenda, boa com queijo da Canastra.'],
  ['MEL-008', 'Doce de Leite Cremoso 400g', 3490, 29, 'Doce de leite de Viçosa, feito só de leite e açúcar, para comer de colher.'],
  ['MEL-009', 'Pasta de Castanha de Caju 200g', 3890, 0, 'Castanha do Ceará torrada e moída, sem sal e sem açúcar.'],
  ['MEL-010', 'Rapadura em Cubos 300g', 1690, 37, 'Rapadura do Vale do Jequitinhonha em cubinhos, para adoçar o café ou comer pura.'],
  ['MEL-011', 'Geleia de Araçá-Boi 230g', 3190, 0, 'Fruta da Amazônia, azeda e perfumada, em lote de teste.', { status: 'draft' }],
];

// biome-ignore format: a table reads better in rows
const TEAS: readonly Row[] = [
  ['CHA-001', 'Chá Mate Tostado a Granel 100g', 1990, 30, 'Erva-mate do Paraná tostada em fogo de lenha. Quente ou gelado, com limão.'],
  ['CHA-002', 'Chá Preto do Vale do Ribeira 50g', 2990, 12, 'Chá preto de Registro, em folhas inteiras, colhido à mão. Encorpado, com nota de mel.'],
  ['CHA-003', 'Chá Verde com Hortelã 50g', 2790, 16, 'Chá verde brasileiro com hortelã desidratada. Refrescante, também gelado.'],
  ['CHA-004', 'Infusão de Capim-Limão 30g', 1590, 42, 'Capim-limão orgânico seco à sombra, sem cafeína, para o fim do dia.'],
  ['CHA-005', 'Infusão de Hibisco com Gengibre 60g', 1890, 25, 'Hibisco, gengibre e casca de laranja. Ácida, vermelha e sem cafeína.'],
  ['CHA-006', 'Infusão de Camomila em Flor 25g', 1690, 38, 'Flores inteiras de camomila do Paraná, sem cafeína.'],
  ['CHA-007', 'Cascara de Café 100g', 3290, 2, 'A casca seca da fruta do café em infusão: hibisco, ameixa e mel, com pouca cafeína.'],
  ['CHA-008', 'Chai Brasileiro 80g', 3490, 10, 'Chá preto com canela, cravo, cardamomo e cumaru. Fica melhor com leite.'],
  ['CHA-009', 'Kit 5 Infusões em Tubetes', 5990, 7, 'Capim-limão, camomila, hibisco, mate e hortelã em tubetes de vidro, prontos para presente.', { compare_at_cents: 6990 }],
];

// biome-ignore format: a table reads better in rows
const HOME_AND_GIFTS: readonly Row[] = [
  ['CAS-001', 'Caneca Esmaltada Serra Azul 300ml', 4990, 26, 'Caneca de ágata com a serra desenhada à mão. Vai ao fogo e não vai ao micro-ondas.'],
  ['CAS-002', 'Caneca de Cerâmica Artesanal 250ml', 7990, 8, 'Torneada em Cunha, cada peça sai um pouco diferente da outra.'],
  ['CAS-003', 'Xícara de Espresso com Pires', 5490, 14, 'Porcelana grossa de 80ml que mantém o creme quente.'],
  ['CAS-004', 'Copo Térmico Inox 350ml', 9990, 17, 'Parede dupla e tampa que não vaza: quatro horas quente, oito gelado.', { compare_at_cents: 11990 }],
  ['CAS-005', 'Suporte de Madeira para Coador', 12900, 5, 'Suporte de freijó feito à mão para um coador, com base de pingos removível.'],
  ['CAS-006', 'Pano de Prato Bordado', 3490, 22, 'Algodão cru com bordado de ramo de café, feito por artesãs de Poços de Caldas.'],
  ['CAS-007', 'Vela Aromática de Café 180g', 5990, 9, 'Cera de coco e óleo essencial de café, com cerca de 40 horas de queima.'],
  ['CAS-008', 'Cesta de Presente Café da Manhã', 18900, 4, 'Bourbon 250g, geleia de jabuticaba, mel silvestre, alfajores e uma caneca esmaltada, em cesta de palha.'],
  ['CAS-009', 'Cesta de Presente Chocolate e Café', 15900, 3, 'Três barras de chocolate, drip coffee e bombons, com fita e cartão escrito à mão.'],
  ['CAS-010', 'Cartão Presente R$ 100', 10000, null, 'Vale cem reais em qualquer produto da loja por um ano. Enviamos o código pelo WhatsApp.'],
  ['CAS-011', 'Livro O Café no Brasil', 8900, 1, 'Da fazenda à xícara: história, variedades e receitas, em 240 páginas ilustradas.'],
];

const SHELVES: Record<string, readonly Row[]> = {
  Cafés: COFFEES,
  'Preparo do café': BREWING,
  Chocolates: CHOCOLATES,
  'Mel e geleias': HONEY_AND_JAMS,
  'Chás e infusões': TEAS,
  'Casa e presentes': HOME_AND_GIFTS,
};

/** What the demo shop sells, with what is on its shelves now. */
export const PRODUCTS: readonly DemoProduct[] = Object.entries(SHELVES).flatMap(([category, rows]) =>
  rows.map(([sku, name, price_cents, stock, description, more]): DemoProduct => {
    const usual = { compare_at_cents: null, status: 'active' } as const;
    return { sku, name, description, category, price_cents, stock, ...usual, ...more };
  }),
);
