import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { Card } from '@/components/ui/card.tsx';
import { Switch } from '@/components/ui/switch.tsx';

interface SettingsCardProps {
  name: string;
  title: string;
  description: string;
  on: boolean;
  turn: (on: boolean) => void;
  /** Whether something was changed since it was read, and may be saved as it stands. */
  changed: boolean;
  valid: boolean;
  busy: boolean;
  save: () => void;
  children: ReactNode;
}

/** One way of being paid: its switch, its fields, and its own button. */
export function SettingsCard(props: SettingsCardProps) {
  const { name, title, description, on, turn, changed, valid, busy, save, children } = props;
  return (
    <Card className="p-5" data-testid={`settings-${name}`}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (changed && valid) save();
        }}
      >
        <div className="flex items-start justify-between gap-4">
          <div>
            <h2 id={`${name}-title`} className="text-sm font-semibold tracking-tight">
              {title}
            </h2>
            <p id={`${name}-about`} className="mt-1 max-w-lg text-[13px] text-muted-foreground">
              {description}
            </p>
          </div>
          <Switch
            checked={on}
            onCheckedChange={turn}
            aria-labelledby={`${name}-title`}
            aria-describedby={`${name}-about`}
            data-testid={`${name}-on`}
          />
        </div>
        <div className="mt-5 grid gap-4 sm:grid-cols-2">{children}</div>
        <div className="mt-5 flex justify-end">
          <Button
            type="submit"
            variant="primary"
            busy={busy}
            disabled={!changed || !valid}
            data-testid={`save-${name}`}
          >
            Salvar
          </Button>
        </div>
      </form>
    </Card>
  );
}
