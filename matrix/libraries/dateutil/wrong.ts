import { relativedelta } from "#py/dateutil/relativedelta";

// @ts-expect-error a misspelt keyword
relativedelta.new({ month_s: 1 });
// @ts-expect-error no such method
relativedelta.new({ months: 1 }).normalised_();
