export interface Person {
  name: string;
  /** Digits with the country, as WhatsApp has it. */
  phone: string;
}

type Row = readonly [name: string, phone: string];
const person = ([name, phone]: Row): Person => ({ name, phone });

// Brazil gives out no mobile number that goes on with a 0 after its 9: nobody can be reached by mistake.

/** Customers who come back. */
// biome-ignore format: a table reads better in rows
export const BUYERS: readonly Person[] = ([
  ['Ana Beatriz Carvalho', '5511904127733'],
  ['Rafael Monteiro', '5511902386514'],
  ['Juliana Tavares', '5511907751942'],
  ['Paulo Henrique Sá', '5519903348271'],
  ['Camila Azevedo', '5519906612085'],
  ['Marcos Vinícius Prado', '5521908924476'],
  ['Letícia Nogueira', '5521901573390'],
  ['Thiago Bittencourt', '5531905286147'],
  ['Helena Drummond', '5531907439562'],
  ['Otávio Resende', '5531902817704'],
  ['Sônia Maria Kowalski', '5541906194835'],
  ['Guilherme Zanetti', '5541908352917'],
  ['Débora Schneider', '5551903765428'],
  ['Vítor Hugo Fagundes', '5551901948653'],
  ['Patrícia Lacerda', '5561907028136'],
  ['Iara Nascimento', '5571904693271'],
  ['Caio Albuquerque', '5581905817349'],
  ['Fernanda Queiroz', '5585902471685'],
  ['Luís Otávio Braga', '5535908136042'],
] as const).map(person);

/** People who have asked and not bought yet. */
// biome-ignore format: a table reads better in rows
export const VISITORS: readonly (Person & { status: 'new' | 'engaged' | 'qualified' | 'lost' })[] = [
  { ...person(['Renata Couto', '5511906827315']), status: 'engaged' },
  { ...person(['Eduardo Pimenta', '5519901765248']), status: 'qualified' },
  { ...person(['Marília Gouveia', '5521904981637']), status: 'qualified' },
  { ...person(['João Pedro Siqueira', '5531903576482']), status: 'engaged' },
  { ...person(['Tatiane Moura', '5541907214856']), status: 'lost' },
  { ...person(['Wesley Cordeiro', '5562905843917']), status: 'new' },
];
