-- Folds a Portuguese text for search: lower case, no accents, and the plurals that the stemmer misses, folded or
-- not: `cartões`, `mães`, `mãos`, `anéis`, `bombons`, `chapéus`. Immutable, so that indexes and generated columns
-- may use it.
create or replace function fold_pt(value text) returns text
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
-- What was generated with the old one.
update products set name = name;
