import { eventually } from '@vek1/testing/eventually';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type OpenFeed, openFeed } from './change-feed.fixture.ts';
import { newId } from './ids.ts';

let feed: OpenFeed;
beforeAll(async () => {
  feed = await openFeed();
});
afterAll(() => feed?.close());

it('tells what a slow transaction did once it ends, also to who comes back, and repeats nothing', async () => {
  const ours = newId();
  const { subjects, last } = await feed.follow(ours);
  const written = Promise.withResolvers<string>();
  const end = Promise.withResolvers<void>();
  const slow = feed.sql.begin(async (sql) => {
    written.resolve(await feed.change(ours, sql));
    await end.promise;
  });
  const slow_one = await written.promise;
  const quick = [await feed.change(ours), await feed.change(ours)];
  await eventually(() => expect(subjects()).toEqual(quick));
  const meanwhile = last();

  end.resolve();
  await slow;
  await eventually(() => expect(subjects()).toEqual([...quick, slow_one]));
  expect((await feed.follow(ours, meanwhile)).subjects()).toContain(slow_one);
});

it('tells each of many writers to each of many watchers exactly once', async () => {
  const ours = newId();
  const watchers = await Promise.all(Array.from({ length: 5 }, () => feed.follow(ours)));
  const ids = await Promise.all(
    Array.from({ length: 60 }, () => feed.sql.begin((sql) => feed.change(ours, sql))),
  );
  for (const { subjects } of watchers)
    await eventually(() => expect(subjects().toSorted()).toEqual(ids.toSorted()));
});
