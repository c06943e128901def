'use client';

import { FileUp } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { Dialog } from '@/components/ui/dialog.tsx';
import { ImportForm } from './import-form.tsx';

export function ImportButton() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)} data-testid="import">
        <FileUp aria-hidden />
        Importar planilha
      </Button>
      <Dialog open={open} onOpenChange={setOpen} title="Importar planilha" focus="frame" wide>
        <ImportForm close={() => setOpen(false)} />
      </Dialog>
    </>
  );
}
