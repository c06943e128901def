-- Folds a Portuguese text for search: lower case, no accents, and the plurals that the stemmer misses
-- (`cartões` and `cartão` stem differently). Immutable, so that indexes and generated columns may use it.
create function fold_pt(value text) returns text
  language sql immutable parallel safe strict
  as $$ select regexp_replace(lower(public.unaccent('public.unaccent'::regdictionary, value)), '(oes|aes)\M', 'ao', 'g') $$;
