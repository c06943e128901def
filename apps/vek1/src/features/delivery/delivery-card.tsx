import { Card, CardTitle } from '@/components/ui/card.tsx';
import type { Order } from '@/trpc/wire.ts';

type Address = NonNullable<NonNullable<Order['delivery']>['address']>;

/** As one writes it on a parcel. */
export function addressLines({ street, number, complement, district, city, state, cep }: Address): string[] {
  const place = [city, state].filter(Boolean).join('/');
  return [
    [`${street}, ${number}`, complement].filter(Boolean).join(', '),
    [district, place].filter(Boolean).join(', '),
    `CEP ${cep.replace(/^(\d{5})-?(\d{3})$/, '$1-$2')}`,
  ].filter(Boolean);
}

/** Where it goes, and how it is followed; nothing where it is picked up or people agreed on it. */
export function DeliveryCard({ order }: { order: Order }) {
  const { delivery, tracking_code, tracking_url } = order;
  if (!delivery?.address && !tracking_code && !tracking_url) return null;
  return (
    <Card className="p-5" data-testid="delivery">
      <CardTitle>Entrega</CardTitle>
      {delivery?.address && (
        <address className="mt-3 text-sm not-italic">
          {addressLines(delivery.address).map((line) => (
            <span key={line} className="block">
              {line}
            </span>
          ))}
        </address>
      )}
      {(tracking_code || tracking_url) && (
        <p className="mt-3 text-sm text-muted-foreground">
          Rastreio:{' '}
          {tracking_url ? (
            <a
              href={tracking_url}
              target="_blank"
              rel="noreferrer"
              className="break-words text-foreground underline decoration-input underline-offset-4 hover:decoration-foreground"
            >
              {tracking_code ?? 'acompanhar'}
            </a>
          ) : (
            <span className="text-foreground">{tracking_code}</span>
          )}
        </p>
      )}
    </Card>
  );
}
