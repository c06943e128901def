'use client';

import { TriangleAlert } from 'lucide-react';
import { Notice } from '@/components/notice.tsx';
import { Button } from '@/components/ui/button.tsx';

export default function Broken({ reset }: { reset: () => void }) {
  return (
    <main role="alert" className="flex min-h-dvh items-center justify-center">
      <Notice
        icon={TriangleAlert}
        title="Algo quebrou nesta página"
        action={<Button onClick={reset}>Tentar de novo</Button>}
      >
        Seus dados estão a salvo. Se acontecer outra vez, conte para a gente.
      </Notice>
    </main>
  );
}
