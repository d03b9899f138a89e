import pandas as pd
from show import raised, show

sales = pd.DataFrame({"city": ["Bern", "Zug", "Bern", "Chur"], "units": [3, 5, 4, 1], "price": [2.5, 4.0, 3.0, 9.5]})
show("shape", sales.shape, list(sales.columns), len(sales))
show("head", sales.head(2).to_dict("records"))
show("mean", sales["price"].mean(), sales["units"].sum())
show("chosen", sales[sales["units"] > 3].sort_values("price", ascending=False).to_dict("list"))
show("grouped", sales.groupby("city")["units"].sum().to_dict())
show("named", sales.groupby("city").agg({"units": "max", "price": "min"}).to_dict("index"))

prices = pd.Series([1.0, None, 3.0], index=["a", "b", "c"], name="price")
show("missing", prices.isna().tolist(), prices.fillna(2.0).to_dict(), prices.name)
show("applied", prices.dropna().apply(lambda each: each * 10).tolist())

days = pd.date_range("2024-01-30", periods=3, freq="D")
show("days", days.strftime("%d.%m.").tolist(), len(days))
show("timestamp", pd.Timestamp("2024-02-29").day_name(), pd.to_datetime("2024-02-29").isoformat())
both = pd.concat([sales.head(1), sales.tail(1)], ignore_index=True)
show("concat", both.to_dict("list"))
merged = pd.merge(sales, pd.DataFrame({"city": ["Bern", "Chur"], "canton": ["BE", "GR"]}), on="city", how="left")
show("merged", merged["canton"].fillna("?").tolist())
show("pivot", sales.pivot_table(index="city", values="units", aggfunc="sum")["units"].to_dict())
show("csv", sales.to_csv(index=False))
show("number", pd.to_numeric(pd.Series(["1", "x"]), errors="coerce").fillna(0).tolist())
show("no column", raised(lambda: sales["none"]))
show("not a number", raised(lambda: pd.to_numeric("x")))
