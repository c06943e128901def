-- Notes that a row changed, for whoever looks on: its kind, and the column that says what it is about. The broom is
-- bounded and seldom: callers are told of an hour.
create function note_change() returns trigger
  language plpgsql
  as $$
declare
  subject uuid;
begin
  if tg_argv[1] = 'id' then subject := new.id;
  elsif tg_argv[1] = 'conversation_id' then subject := new.conversation_id;
  elsif tg_argv[1] = 'order_id' then subject := new.order_id;
  end if;
  if subject is null then return null; end if;
  insert into changes (company_id, xid, kind, subject_id, store_id, at)
  values (new.company_id, pg_current_xact_id(), tg_argv[0], subject, new.store_id, now())
  on conflict do nothing;
  if random() < 0.02 then
    delete from changes where (company_id, xid, kind, subject_id) in (
      select company_id, xid, kind, subject_id from changes
       where at < now() - interval '90 minutes' order by at limit 200 for update skip locked);
  end if;
  return null;
end $$;
--> statement-breakpoint
create trigger note_change after insert or update of state, owner_user_id, lease_until, last_inbound_at, unread
  on conversations for each row execute function note_change('conversation', 'id');
--> statement-breakpoint
create trigger note_change after insert or update of status
  on messages for each row execute function note_change('conversation', 'conversation_id');
--> statement-breakpoint
create trigger note_change after insert or update of status
  on turns for each row execute function note_change('conversation', 'conversation_id');
--> statement-breakpoint
create trigger note_change after insert or update
  on orders for each row execute function note_change('order', 'id');
--> statement-breakpoint
create trigger note_change after insert or update
  on payment_attempts for each row execute function note_change('order', 'order_id');
--> statement-breakpoint
create trigger note_change after insert or update
  on payment_proofs for each row execute function note_change('order', 'order_id');
--> statement-breakpoint
create trigger note_change after insert or update
  on tasks for each row execute function note_change('task', 'id');
