'use client';

import { useEffect, useState } from 'react';

/** The value once it has rested for `rest_ms`. */
export function useDebounced<T>(value: T, rest_ms: number): T {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), rest_ms);
    return () => clearTimeout(timer);
  }, [value, rest_ms]);
  return rested;
}
