interface Beyond {
  /** What the tests need. */
  needs: string;
  /** What the store says to it. */
  refusal: RegExp;
  tests: readonly string[];
}

/**
 * The tests of Better Auth's own suites that vek1 does not pass, by the reason: its store has doors for four
 * tables and their columns, and none for any other. Each must fail, and for this reason; all others must pass.
 */
export const BEYOND: readonly Beyond[] = [
  {
    needs: 'a table of a plugin',
    refusal: /keeps .+ and no (testModel|oneToOneTable|organization):/,
    tests: [
      'create - should return null for nullable foreign keys',
      'create - should apply default values to fields',
      'create - should support arrays',
      'create - should support json',
      'findOne - should not apply defaultValue if value not found',
      'findOne - should select fields with one-to-one join',
      'findOne - should return an object for one-to-one joins',
      'findOne - should work with both one-to-one and one-to-many joins',
      'findOne - multiple joins should return result even when some joined tables have no matching rows',
      "findOne - should return null for one-to-one join when joined record doesn't exist",
      'findMany - should select fields with one-to-one join',
      'findMany - should find many with one-to-one join',
      'findMany - should find many with both one-to-one and one-to-many joins',
      "findMany - should return null for one-to-one join when joined records don't exist",
      'findMany - should handle mixed joins correctly when some are missing',
    ],
  },
  {
    needs: 'the users in a table of another name',
    refusal: /keeps .+ and no user_(custom|table):/,
    tests: [
      'findOne - should find a model with modified model name',
      'findOne - backwards join with modified field name (session base, users-table join)',
    ],
  },
  {
    needs: 'the e-mail in a column of another name',
    refusal: /422 .*email_address: Unknown field/,
    tests: [
      'findOne - should find a model with modified field name',
      'findOne - should join a model with modified field name',
    ],
  },
  {
    needs: 'a column of its own',
    refusal: /422 (customField|numericField|dateField): Unknown field/,
    tests: [
      'findOne - should find a model with additional fields',
      'findMany - should find many with join and sortBy',
      'findMany - should find many models with sortBy',
      'findMany - should find many models with sortBy and offset',
      'findMany - should find many models with sortBy and limit',
      'findMany - should find many models with sortBy and limit and offset',
      'findMany - should find many models with sortBy and limit and offset and where',
      'deleteMany - should delete many models with numeric values',
      'should sign up with additional fields',
    ],
  },
];
