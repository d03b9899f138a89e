import { Environment } from "#py/simpy";

declare const environment: Environment;
// @ts-expect-error a misspelt keyword
Environment.new({ initial_tim: 5 });
// @ts-expect-error a misspelt keyword
environment.run({ til: 5 });
// @ts-expect-error a method that is not there
environment.start();
