// pythonia reads PYTHON_BIN when it is imported.
export async function pythonia(python) {
  process.env.PYTHON_BIN = python;
  const bridge = await import("pythonia");
  const math = await bridge.python("math");
  const builtins = await bridge.python("builtins");
  const statistics = await bridge.python("statistics");
  return {
    name: "pythonia",
    sqrt: () => math.sqrt(2),
    range: (count) => builtins.range(count),
    sorted: (list, key) => builtins.sorted$(list, { key }),
    meanOfList: (list) => statistics.fmean(list),
    close: async () => bridge.python.exit(),
  };
}
