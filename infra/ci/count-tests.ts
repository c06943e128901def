import { readFileSync } from 'node:fs';

/** What is read of vitest's JSON report. */
export interface Report {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: { status: string; assertionResults: { status: string }[] }[];
}

/** Counts tests; a file that failed with no failed test (it did not load, its hooks broke) is one more that failed. */
export function countTests(report: Report): { passed: number; failed: number; skipped: number } {
  const broken = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((it) => it.status === 'failed'),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

if (import.meta.main) {
  const { passed, failed, skipped } = countTests(JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')));
  console.log(passed, failed, skipped);
}
