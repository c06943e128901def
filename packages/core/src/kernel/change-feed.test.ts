import { eventually } from '@vek1/testing/eventually';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type OpenFeed, openFeed } from './change-feed.fixture.ts';
import { newId } from './ids.ts';

let feed: OpenFeed;
let ours: string;

beforeAll(async () => {
  feed = await openFeed();
});
afterAll(() => feed?.close());
beforeEach(() => {
  ours = newId();
});

describe('who comes for the first time', () => {
  it('is told that there may be more, and then each change', async () => {
    await feed.change(ours);
    const { told, subjects } = await feed.follow(ours);
    expect(told).toEqual([{ id: expect.any(String), missed: true, rows: [] }]);
    const ids = [await feed.change(ours), await feed.change(ours)];
    await eventually(() => expect(subjects()).toEqual(ids));
    expect(told.slice(1).every(({ missed }) => !missed)).toBe(true);
  });

  it("hears nothing of another company's, watched or not", async () => {
    const theirs = newId();
    const { subjects } = await feed.follow(ours);
    const neighbour = await feed.follow(theirs);
    const foreign = [await feed.change(theirs)];
    await feed.change(newId());
    const own = [await feed.change(ours)];
    await eventually(() => expect([subjects(), neighbour.subjects()]).toEqual([own, foreign]));
  });
});

describe('who comes back', () => {
  it('is told what changed meanwhile, and what changes then', async () => {
    const before = await feed.follow(ours);
    const seen = await feed.change(ours);
    await eventually(() => expect(before.subjects()).toEqual([seen]));
    await before.leave();

    const meanwhile = [await feed.change(ours), await feed.change(ours)];
    const { told, subjects } = await feed.follow(ours, before.last());
    expect(told[0]).toMatchObject({ missed: false });
    expect(subjects()).toEqual(expect.arrayContaining(meanwhile));
    const live = await feed.change(ours);
    await eventually(() => expect(subjects().at(-1)).toBe(live));
  });

  it('is told that there may be more where too much changed to name it', async () => {
    const before = await feed.follow(ours);
    await before.leave();
    await feed.sql`
      insert into changes (company_id, xid, kind, subject_id, at)
      select ${ours}, pg_current_xact_id(), 'note', gen_random_uuid(), now() from generate_series(1, 1001)`;
    const { told } = await feed.follow(ours, before.last());
    expect(told[0]).toMatchObject({ missed: true, rows: [] });
  });

  it.each([
    ['words', 'yesterday'],
    ['a server that has counted further', '9000000000000000000@1'],
    ['a number that is none of a server', '99999999999999999999@1'],
    ['a time whose changes were swept', '3@1000000000'],
  ])('with the id of %s is told that there may be more', async (_, since) => {
    const { told } = await feed.follow(ours, since);
    expect(told[0]).toMatchObject({ missed: true, rows: [] });
  });
});
