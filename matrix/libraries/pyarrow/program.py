import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet as pq
from show import raised, show

table = pa.table({"city": ["Bern", "Chur", "Genf", None], "people": [134, 38, 203, 7]})
show("shape", table.num_rows, table.column_names, str(table.schema.field("people").type), table.nbytes > 0)
show("rows", table.slice(1, 2).to_pylist(), table.column("city").null_count)
show("computed", pc.sum(table["people"]).as_py(), pc.mean(table["people"]).as_py(), pc.utf8_upper(table["city"]).to_pylist())
big = table.filter(pc.greater(table["people"], 100))
show("filtered", big.to_pydict(), big.sort_by([("people", "descending")]).column(0).to_pylist())
grouped = table.append_column("big", pc.greater(table["people"], 100)).group_by("big").aggregate([("people", "sum")])
show("grouped", grouped.sort_by("big").to_pydict())
array = pa.array([1, None, 3], type=pa.int16())
show("array", len(array), array.null_count, array[2].as_py(), str(array.type), array.fill_null(0).to_pylist())
show("cast", pc.cast(array, pa.float64()).to_pylist(), pa.scalar(5, pa.int8()).as_py())
nested = pa.array([{"x": 1, "y": [1, 2]}, {"x": 2, "y": []}])
show("nested", str(nested.type), nested.field("x").to_pylist())
sink = pa.BufferOutputStream()
pq.write_table(table, sink, compression="zstd")
back = pq.read_table(pa.BufferReader(sink.getvalue()))
show("parquet", back.equals(table), back.schema.names)
read = pyarrow.csv.read_csv(pa.BufferReader(b"a;b\n1;x\n2;y\n"), parse_options=pyarrow.csv.ParseOptions(delimiter=";"))
show("csv", read.to_pydict())
schema = pa.schema([("id", pa.int64()), pa.field("name", pa.string(), nullable=False)])
show("schema", schema.names, str(schema.field(1)), schema.get_field_index("name"))
show("wrong", raised(lambda: pa.array(["x"], type=pa.int64())), raised(lambda: table.column("none")))
show("bases", issubclass(pa.ArrowInvalid, ValueError))
