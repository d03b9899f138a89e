import { afterAll, beforeAll, expect, it } from "vitest";
import { call } from "../../../src/runtime/index.ts";
import { testPython } from "../../support/test-python.ts";
import { addFixtureModules } from "../support/fixture-modules.ts";
import { type LiveWorker, startLiveWorker } from "../support/live-worker.ts";
import { randomForms, randomFrom } from "../support/random-forms.ts";
import { asItArrives, type Form, formOf, madeFrom } from "../support/value-forms.ts";

const seed = Number(process.env.SNAKEBRIDGE_TEST_SEED ?? 20_260_101);
const count = 100_000;
const batch = 1000;

let worker: LiveWorker;
beforeAll(async () => {
  worker = await startLiveWorker(testPython);
  await addFixtureModules(worker, "values");
});
afterAll(() => worker.stop());

/** The first few that differ, so that a failure can be read. */
function changed(wanted: readonly Form[], got: readonly Form[]): unknown[] {
  const pairs = wanted.map((form, index) => [JSON.stringify(form), JSON.stringify(got[index])]);
  return pairs.filter(([left, right]) => left !== right).slice(0, 3);
}

it(`${count} random values cross both ways without a change (seed ${seed})`, async () => {
  const value = randomForms(randomFrom(seed));
  for (let done = 0; done < count; done += batch) {
    const forms = Array.from({ length: batch }, () => value());
    const received = await call<string>("value_forms", "forms_of", [forms.map(madeFrom)]).with({
      pool: worker,
    });
    expect(changed(forms, JSON.parse(received) as Form[])).toEqual([]);
    const text = JSON.stringify(forms);
    const sent = (await call("value_forms", "built", [text]).with({ pool: worker })) as unknown[];
    expect(changed(forms.map(asItArrives), sent.map(formOf))).toEqual([]);
  }
}, 300_000);
