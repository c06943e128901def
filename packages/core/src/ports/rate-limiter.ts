/** So many in so long; it begins with the first that is counted. */
export interface RateWindow {
  points: number;
  per_s: number;
  /** By this process alone: it costs no question to others. */
  alone: boolean;
}

export interface RateCount {
  /** How many more may come; below 0 this one was too many. */
  left: number;
  /** When all may come again. */
  reset_ms: number;
}

/** Counts what happens. It never fails: where the common count cannot be reached, each process counts by itself. */
export interface RateLimiter {
  count(key: string, window: RateWindow): Promise<RateCount>;
}
