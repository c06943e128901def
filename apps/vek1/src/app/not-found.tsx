import { Compass } from 'lucide-react';
import Link from 'next/link';
import { Notice } from '@/components/notice.tsx';
import { Button } from '@/components/ui/button.tsx';

export default function NotFound() {
  return (
    <main className="flex min-h-dvh items-center justify-center">
      <Notice
        icon={Compass}
        title="Esta página não existe"
        action={
          <Button asChild>
            <Link href="/pedidos">Ver os pedidos</Link>
          </Button>
        }
      >
        O endereço pode ter mudado, ou nunca ter existido.
      </Notice>
    </main>
  );
}
