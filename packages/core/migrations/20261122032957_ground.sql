-- Folds a Portuguese text for search: lower case, no accents, and the plurals that the stemmer misses, folded or
-- not: `cartões`, `mães`, `mãos`, `anéis`, `bombons`, `chapéus`. Immutable, so that indexes and generated columns
-- may use it.
create function fold_pt(value text) returns text
  language sql immutable parallel safe strict
  as $$ select
    regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(
      lower(public.unaccent('public.unaccent'::regdictionary, value)),
      '\mmaes\M', 'mae', 'g'),
      '(\w)[oa]es\M|(\w)aos\M', '\1\2ao', 'g'),
      '(\w\w[aeou])is\M', '\1l', 'g'),
      '(\w\w)ns\M', '\1m', 'g'),
      '(\w\weu)s\M', '\1', 'g') $$;
--> statement-breakpoint
-- What tells two products without a sku apart: their names without case, accents and double spaces. Immutable,
-- so that an index may use it. Not `fold_pt`, which makes one word of `Pães` and `Pão`.
create function name_key(value text) returns text
  language sql immutable parallel safe strict
  as $$ select lower(public.unaccent('public.unaccent'::regdictionary, regexp_replace(btrim(value), '\s+', ' ', 'g'))) $$;
