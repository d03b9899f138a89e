import * as pd from "#py/pandas";

const sales = pd.DataFrame.new({ units: [3, 5] });
// @ts-expect-error a misspelt keyword
sales.to_csv({ indx: false });
// @ts-expect-error a missing argument
pd.concat();
// @ts-expect-error a wrong type
sales.head("two");
// @ts-expect-error no such method
sales.haed(2);
// @ts-expect-error one of several texts is wanted
pd.merge(sales, sales, { how: "sideways" });
