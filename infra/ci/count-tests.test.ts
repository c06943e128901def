import { expect, it } from 'vitest';
import { countTests } from './count-tests.ts';

const passed = { status: 'passed', assertionResults: [{ status: 'passed' }] };
const report = {
  numPassedTests: 2,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: [passed, passed],
};

it('counts tests by how they ended', () => {
  const failed = { status: 'failed', assertionResults: [{ status: 'passed' }, { status: 'failed' }] };
  const counts = {
    ...report,
    numFailedTests: 1,
    numPendingTests: 3,
    numTodoTests: 1,
    testResults: [passed, failed],
  };
  expect(countTests(counts)).toEqual({ passed: 2, failed: 1, skipped: 4 });
});

it('counts a file that did not load, and one whose hooks broke', () => {
  const unloaded = { status: 'failed', assertionResults: [] };
  const unhooked = { status: 'failed', assertionResults: [{ status: 'skipped' }] };
  expect(countTests({ ...report, testResults: [passed, unloaded, unhooked] })).toEqual({
    passed: 2,
    failed: 2,
    skipped: 0,
  });
});
