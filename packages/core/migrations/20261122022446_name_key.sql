-- What tells two products without a sku apart: their names without case, accents and double spaces. Immutable,
-- so that an index may use it. Not `fold_pt`, which makes one word of `Pães` and `Pão`.
create function name_key(value text) returns text
  language sql immutable parallel safe strict
  as $$ select lower(public.unaccent('public.unaccent'::regdictionary, regexp_replace(btrim(value), '\s+', ' ', 'g'))) $$;
