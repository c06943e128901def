import type { Metadata } from 'next';
import { PageHeader } from '@/features/shell/page-header.tsx';
import { StoreGate } from '@/features/store/store-provider.tsx';
import { TaskList, TaskListSkeleton } from '@/features/task/task-list.tsx';

export const metadata: Metadata = { title: 'Tarefas' };

export default function TasksPage() {
  return (
    <div className="mx-auto w-full max-w-6xl px-4 py-6 md:px-8 md:py-8">
      <PageHeader title="Tarefas" />
      <StoreGate loading={<TaskListSkeleton />}>
        <TaskList />
      </StoreGate>
    </div>
  );
}
