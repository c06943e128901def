'use client';

import { X } from 'lucide-react';
import { Dialog as Primitive } from 'radix-ui';
import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { cn } from './cn.ts';

interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: string;
  /** `frame` keeps a phone's keyboard down: nothing is typed at once. */
  focus?: 'first' | 'frame';
  /** Holds a table. */
  wide?: boolean;
  children: ReactNode;
}

/** Over the page; on a phone at its lower edge, where the thumb is. */
export function Dialog({
  open,
  onOpenChange,
  title,
  description,
  focus = 'first',
  wide,
  children,
}: DialogProps) {
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      <Primitive.Portal>
        <Primitive.Overlay className="fixed inset-0 z-50 bg-black/40 data-[state=closed]:animate-out data-[state=closed]:fade-out data-[state=open]:animate-in data-[state=open]:fade-in" />
        <Primitive.Content
          {...(description ? {} : { 'aria-describedby': undefined })}
          className={cn(
            'fixed z-50 max-h-[90dvh] overflow-y-auto border bg-surface p-6 shadow-xl outline-none data-[state=open]:animate-in data-[state=open]:fade-in',
            'inset-x-0 bottom-0 rounded-t-2xl data-[state=open]:slide-in-from-bottom-8',
            'sm:inset-auto sm:top-1/2 sm:left-1/2 sm:w-full sm:-translate-x-1/2 sm:-translate-y-1/2 sm:rounded-2xl sm:data-[state=open]:slide-in-from-bottom-2',
            wide ? 'sm:max-w-2xl' : 'sm:max-w-md',
          )}
          onOpenAutoFocus={(event) => {
            if (focus === 'first') return;
            event.preventDefault();
            if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus();
          }}
        >
          <Primitive.Title className="pr-8 text-base font-semibold tracking-tight">{title}</Primitive.Title>
          {description && (
            <Primitive.Description className="mt-1.5 text-sm text-muted-foreground">
              {description}
            </Primitive.Description>
          )}
          {children}
          <Primitive.Close asChild>
            <Button variant="ghost" size="icon" className="absolute top-4 right-4" aria-label="Fechar">
              <X aria-hidden />
            </Button>
          </Primitive.Close>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
